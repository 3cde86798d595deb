"""Small files of every sort that may be attached, made from nothing."""

import io
import struct
import zipfile
import zlib

PDF = (
    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\n"
    b"endobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
)
OFFICE = "application/vnd.openxmlformats-officedocument."
DOCX_TYPES = f'<Types><Override ContentType="{OFFICE}wordprocessingml.document.main+xml"/></Types>'
XLSX_TYPES = f'<Types><Override ContentType="{OFFICE}spreadsheetml.sheet.main+xml"/></Types>'
DOCX_PARTS = {"[Content_Types].xml": DOCX_TYPES, "_rels/.rels": "<Relationships/>", "word/document.xml": "<w/>"}
XLSX_PARTS = {
    "[Content_Types].xml": XLSX_TYPES, "xl/workbook.xml": "<x/>", "xl/printerSettings/printerSettings1.bin": "x",
}
ODT_PARTS = {
    "mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<o/>", "META-INF/manifest.xml": "<m/>",
    "Thumbnails/thumbnail.png": "x", "Configurations2/accelerator/": "", "manifest.rdf": "<r/>",
}


def zipped(parts, **more):
    """An archive of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {**parts, **more}.items():
            archive.writestr(name, text)
    return file.getvalue()


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width=1, height=1):
    """A white picture of one colour depth."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\xff")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


def jpeg(width=1, height=1):
    """The bones of a picture: application data, frame, scan with a stuffed byte and a restart, end."""
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"
    scan = b"\x01\x01\x00\x00\x3f\x00"
    return (
        b"\xff\xd8\xff\xe0\x00\x06JFIF" + b"\xff\xc0" + struct.pack(">H", len(frame) + 2) + frame
        + b"\xff\xda" + struct.pack(">H", len(scan) + 2) + scan + b"\x12\xff\x00\xff\xd0\x34" + b"\xff\xd9"
    )


def packed_pdf(hidden):
    """A PDF with an object stream that holds something."""
    body = zlib.compress(hidden)
    stream = b"3 0 obj\n<< /Type /ObjStm /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (
        len(body), body
    )
    return PDF.replace(b"trailer", stream + b"trailer")


SOUND = {
    "plan.pdf": PDF, "letter.docx": zipped(DOCX_PARTS), "money.xlsx": zipped(XLSX_PARTS), "note.odt": zipped(ODT_PARTS),
    "door.png": png(), "door.jpg": jpeg(), "DOOR.JPEG": jpeg() + b"\0\0" + jpeg(), "words.txt": "Dé jà vu\r\n".encode(),
    "old.txt": "D\xe9j\xe0".encode("cp1252"), "wide.txt": "Hello".encode("utf-16"), "packed.pdf": packed_pdf(b"<< >>"),
}
