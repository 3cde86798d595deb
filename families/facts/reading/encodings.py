"""Which encoding a file is in: the one it declares, else the only one that fits; never a guess between two."""

import codecs
import re

from families.facts.reading.refusals import FileRefused

CHUNK = 1 << 20
MARKS = (
    (codecs.BOM_UTF32_LE, None), (codecs.BOM_UTF32_BE, None), (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)
LETTER_OF_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
SAVE_AS_UTF8 = 'Save it again as "CSV UTF-8" and send that.'


def encoding_of(file):
    """The encoding of an open binary file, all of which is then known to decode. Raises `FileRefused`.

    A byte-order mark decides. Without one: UTF-16 when every other byte of the beginning is empty, UTF-8 when all of
    it is UTF-8, Windows-1252 when none of it is. A mixture of the last two would turn names into rubbish, so it is
    refused.
    """
    file.seek(0)
    start = file.read(4096)
    for mark, encoding in MARKS:
        if start.startswith(mark):
            if encoding is None:
                raise FileRefused(f"The file is in UTF-32, which is not read here. {SAVE_AS_UTF8}")
            return decodes_as(file, encoding)
    if encoding := unmarked_utf16(start):
        return decodes_as(file, encoding)
    if fault_in(file, "utf-8") is None:
        return "utf-8"
    if has_utf8_letters(file):
        raise FileRefused(f"The file mixes two encodings, so some letters cannot be read. {SAVE_AS_UTF8}")
    if fault_in(file, "cp1252") is not None:
        raise FileRefused(f"The file is in neither UTF-8 nor Windows-1252, so it cannot be read. {SAVE_AS_UTF8}")
    return "cp1252"


def decodes_as(file, encoding):
    if fault_in(file, encoding) is not None:
        declared = encoding.removesuffix("-sig").upper()
        raise FileRefused(f"The file says that it is in {declared}, but it is damaged. {SAVE_AS_UTF8}")
    return encoding


def unmarked_utf16(start):
    """UTF-16 without its mark: text that is mostly Latin letters has an empty byte beside nearly each of them."""
    pairs = len(start) // 2
    if pairs < 4:
        return None
    for encoding, empty in (("utf-16-le", start[1::2]), ("utf-16-be", start[0::2])):
        if empty.count(0) * 10 >= pairs * 8:
            return encoding
    return None


def fault_in(file, encoding):
    """None when all of the file decodes, else the decoder's complaint."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while piece := file.read(CHUNK):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as fault:
        return fault
    return None


def has_utf8_letters(file):
    file.seek(0)
    tail = b""
    while piece := file.read(CHUNK):
        if LETTER_OF_UTF8.search(tail + piece):
            return True
        tail = piece[-3:]
    return False
