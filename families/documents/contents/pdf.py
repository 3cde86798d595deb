"""PDF files."""

import re
import zlib

from families.documents.contents.refusals import NotAccepted, wrong_type

ENDS_WITHIN = 1024  # bytes: the end mark stands no further from the end than this
MOST_UNPACKED = 50 * 1024 * 1024
LONGEST_HEAD = 2_000  # bytes before a stream in which its own description is looked for
HARMFUL = re.compile(rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|XFA)(?![A-Za-z0-9])")
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
FLATTEN = "Print it to a new PDF, and attach that."


def check_pdf(content):
    """A whole PDF and nothing else, which runs nothing and holds no other file."""
    if not re.match(rb"%PDF-[12]\.\d", content):
        raise wrong_type("a PDF")
    end = content.rfind(b"%%EOF", -ENDS_WITHIN)
    if end < 0 or content[end + 5:].strip(b"\r\n\t \0"):
        raise wrong_type("a PDF")
    if b"/Encrypt" in content:
        raise NotAccepted(f"The PDF is protected with a password. {FLATTEN}")
    if any(HARMFUL.search(plain_names(part)) for part in parts(content)):
        raise NotAccepted(f"The PDF holds a script, a form that runs or another file. {FLATTEN}")


def plain_names(part):
    """The text with names as they are meant: "/Java#53cript" is "/JavaScript"."""
    return ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), part)


def parts(content):
    """The file as it is, and each packed stream of objects, unpacked."""
    yield content
    left = MOST_UNPACKED
    for stream in packed_objects(content):
        try:
            part = zlib.decompressobj().decompress(stream, left)
        except zlib.error as error:
            raise wrong_type("a PDF") from error
        left -= len(part)
        if left <= 0:
            raise NotAccepted(f"The PDF unpacks to far more than its size. {FLATTEN}")
        yield part


def packed_objects(content):
    """The bytes of each stream that says it holds packed objects."""
    at = 0
    while (begins := content.find(b"stream", at)) >= 0:
        ends = content.find(b"endstream", begins)
        if ends < 0:
            return
        head = plain_names(content[max(0, begins - LONGEST_HEAD):begins]).rpartition(b"endobj")[2]
        if b"/ObjStm" in head and b"/Filter" in head:
            yield content[begins + len(b"stream"):ends].lstrip(b"\r\n")
        at = ends + len(b"endstream")
