"""PNG and JPEG pictures, read from the first byte to the last."""

import struct
import zlib

from families.documents.contents.refusals import NotAccepted, wrong_type

PNG_BEGINS = b"\x89PNG\r\n\x1a\n"
MOST_PIXELS = 100_000_000
START, END, SCAN, STUFFED = 0xD8, 0xD9, 0xDA, 0x00
ALONE = {0x01, *range(0xD0, 0xD8)}  # markers without a length
SIZES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}  # markers that tell width and height


def check_size_of_picture(width, height):
    """A picture that a machine can show."""
    if not width or not height or width * height > MOST_PIXELS:
        raise NotAccepted("The picture is larger than a screen can show. Save a smaller copy, and attach that.")


def check_png(content):
    """Chunks with right sums, from the header to the end mark, and nothing after it."""
    if not content.startswith(PNG_BEGINS):
        raise wrong_type("a PNG picture")
    at, kind, first = len(PNG_BEGINS), b"", True
    while at + 12 <= len(content) and kind != b"IEND":
        length, kind = struct.unpack(">I4s", content[at:at + 8])
        body = content[at + 8:at + 8 + length]
        if content[at + 8 + length:at + 12 + length] != struct.pack(">I", zlib.crc32(kind + body)):
            raise wrong_type("a PNG picture")
        if first:
            if kind != b"IHDR" or length != 13:
                raise wrong_type("a PNG picture")
            check_size_of_picture(*struct.unpack(">II", body[:8]))
        at, first = at + 12 + length, False
    if kind != b"IEND" or at != len(content):
        raise wrong_type("a PNG picture")


def check_jpeg(content):
    """One picture, or several as some telephones write them, each whole, and nothing else."""
    at = 0
    while at < len(content):
        at = end_of_jpeg(content, at)
        while at < len(content) and content[at] == 0:
            at += 1


def end_of_jpeg(content, at):
    """Where the picture that begins at a byte ends. Raises NotAccepted."""
    if content[at:at + 3] != bytes([0xFF, START, 0xFF]):
        raise wrong_type("a JPEG picture")
    at, has_size = at + 2, False
    while at + 2 <= len(content):
        marker = content[at + 1]
        if content[at] != 0xFF:
            break
        if marker == END:
            if not has_size:
                break
            return at + 2
        at += 2
        if marker in ALONE or marker == 0xFF:
            at -= marker == 0xFF  # a filling byte before the marker
            continue
        length = int.from_bytes(content[at:at + 2], "big")
        if length < 2 or at + length > len(content):
            break
        if marker in SIZES:
            height, width = struct.unpack(">HH", content[at + 3:at + 7])
            check_size_of_picture(width, height)
            has_size = True
        at += length
        if marker == SCAN:
            at = end_of_scan(content, at)
    raise wrong_type("a JPEG picture")


def end_of_scan(content, at):
    """Where the next marker stands after a scan's own bytes."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            return len(content)
        if content[at + 1] != STUFFED and content[at + 1] not in ALONE:
            return at
        at += 2
