"""Word, Excel and OpenDocument files: archives of which every part is looked at."""

import io
import re
import zipfile
import zlib

from families.documents.contents.refusals import NotAccepted, wrong_type

MOST_PARTS = 2_000
MOST_UNPACKED = 60 * 1024 * 1024
AT_ONCE = 256 * 1024
END_RECORD = 22  # bytes of an archive's last record, when it has no comment
ODT_TYPE = b"application/vnd.oasis.opendocument.text"
OFFICE = "application/vnd.openxmlformats-officedocument."
DAMAGED = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, UnicodeError, OSError)
MARKUP = (".xml", ".rels", ".vml", ".rdf")
PART = re.compile(
    r"mimetype|(?:[^/]+/)*[^/]*\.(?:xml|rels|vml|rdf|png|jpe?g|gif|bmp|tiff?|emf|wmf|wdp|odttf|ttf)"
    r"|(?:xl/)?printerSettings/printerSettings\d+\.bin|(?:[^/]+/)+",
    re.IGNORECASE,
)
RUNS = re.compile(r"vba|macro|activex|^basic/|^scripts/|embeddings/|customui", re.IGNORECASE)
REACHES_OUT = re.compile(
    rb"<Relationship\b(?=[^>]*TargetMode\s*=\s*[\"']External)"
    rb"(?=[^>]*/(?:attachedTemplate|oleObject|frame|subDocument)[\"'])"
)


def check_docx(content):
    """A Word document without macros."""
    check_office(content, "word/document.xml", OFFICE + "wordprocessingml.document.main+xml", "a Word document (docx)")


def check_xlsx(content):
    """An Excel workbook without macros."""
    check_office(content, "xl/workbook.xml", OFFICE + "spreadsheetml.sheet.main+xml", "an Excel workbook (xlsx)")


def check_office(content, main, main_type, words):
    """An Office file whose main part is there and is said to be of the right type."""
    parts = unpacked(content, words)
    types = parts.get("[Content_Types].xml", b"")
    if main not in parts or main_type.encode() not in types:
        raise wrong_type(words)
    if b"macroEnabled" in types or b"vnd.ms-office" in types or b"oleObject" in types:
        raise holds_more()
    if any(REACHES_OUT.search(part) for name, part in parts.items() if name.endswith(".rels")):
        raise NotAccepted("The file loads something from elsewhere when it opens. Save it as a PDF, and attach that.")


def check_odt(content):
    """An OpenDocument text without macros."""
    words = "an OpenDocument text (odt)"
    parts = unpacked(content, words)
    if parts.get("mimetype") != ODT_TYPE or not {"content.xml", "META-INF/manifest.xml"} <= parts.keys():
        raise wrong_type(words)
    if b"office:scripts>" in parts["content.xml"] and b"script:event-listener" in parts["content.xml"]:
        raise holds_more()


def unpacked(content, words):
    """Each part that is markup, by name; every part was read to its end and fits what the archive says of it."""
    if not content.startswith(b"PK\x03\x04") or content[-END_RECORD:-END_RECORD + 4] != b"PK\x05\x06":
        raise wrong_type(words)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            check_names(archive.infolist())
            return read_parts(archive)
    except DAMAGED as error:
        raise wrong_type(words) from error


def check_names(entries):
    """Parts that such a file has, each once, none of which runs."""
    names = [entry.filename for entry in entries]
    if len(names) > MOST_PARTS or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise too_much()
    if len({name.lower() for name in names}) < len(names):
        raise holds_more()
    for entry in entries:
        name = entry.filename
        strange = name.startswith(("/", "\\")) or ".." in name.split("/") or "\\" in name or entry.flag_bits & 0x1
        if strange or RUNS.search(name) or not PART.fullmatch(name):
            raise holds_more()


def read_parts(archive):
    """Reads everything, whatever sizes the archive claims, and keeps the markup."""
    left, kept = MOST_UNPACKED, {}
    for entry in archive.infolist():
        found = []
        with archive.open(entry) as part:
            while chunk := part.read(AT_ONCE):
                left -= len(chunk)
                if left < 0:
                    raise too_much()
                found.append(chunk)
        if entry.filename == "mimetype" or entry.filename.lower().endswith(MARKUP):
            kept[entry.filename] = b"".join(found)
            if b"<!ENTITY" in kept[entry.filename]:
                raise holds_more()
    return kept


def holds_more():
    return NotAccepted("The file holds macros, programs or other files. Save it as a PDF, and attach that.")


def too_much():
    return NotAccepted("The file unpacks to far more than its size. Save it as a PDF, and attach that.")
