"""The text of a PDF as a reader of it finds it: through each font's own table of characters. For PDFs of typst."""

import re
import zlib

STREAM = re.compile(rb"\n(\d+) 0 obj\s*<<[^<>]*/Length (\d+)[^<>]*>>\s*stream\r?\n")
PAGE = re.compile(rb"/Type/Page/Resources (\d+) 0 R[^>]*/Contents (\d+) 0 R")
# A text in brackets may hold brackets of its own, in pairs.
SHOWN = re.compile(
    rb"/(f\d+) [\d.]+ Tf|\(((?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*)\)|<([0-9a-fA-F]+)>(?=[^>]*\]TJ)", re.DOTALL
)
ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
SIGNS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def text_of(pdf):
    """Everything that the PDF shows, page after page, without line breaks."""
    streams = {
        found[1]: unpacked(pdf[found.end() : found.end() + int(found[2])]) for found in STREAM.finditer(pdf)
    }
    return "".join(
        shown(streams[content], {
            name: characters(streams[re.search(rb"/ToUnicode (\d+)", thing(pdf, font))[1]])
            for name, font in re.findall(rb"/(f\d+) (\d+) 0 R", thing(pdf, resources))
        })
        for resources, content in PAGE.findall(pdf)
    )


def thing(pdf, number):
    """One numbered part of the PDF."""
    return re.search(rb"\n%s 0 obj(.*?)endobj" % number, pdf, re.DOTALL)[1]


def unpacked(content):
    """A stream's content, which may be packed."""
    try:
        return zlib.decompress(content)
    except zlib.error:
        return content


def characters(table):
    """Code -> text, of a table of characters."""
    found = {}
    for code, text in re.findall(rb"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>\s*\n", table):
        found[int(code, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
    return found


def shown(content, fonts):
    """The text that one page shows."""
    found, font = [], {}
    for name, plain, hexed in SHOWN.findall(content):
        if name:
            font = fonts[name]
            continue
        codes = bytes.fromhex(hexed.decode()) if hexed else ESCAPED.sub(unescaped, plain)
        found += [font.get(int.from_bytes(codes[at : at + 2], "big"), "") for at in range(0, len(codes), 2)]
    return "".join(found)


def unescaped(match):
    """The byte that a backslash stands for."""
    said = match[1]
    return bytes([int(said, 8)]) if said[:1].isdigit() else SIGNS.get(said, said)
