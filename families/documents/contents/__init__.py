"""Whether a file is what its name says, and harmless enough to keep. Pure: bytes in, a type or a sentence out.

Every type is read to its last byte, so that nothing can be hidden before, after or beside it; what could run when a
colleague opens the file (macros, scripts, programs, files in the file) is refused.
"""

import io
import zipfile

from families.documents.contents.pdf import check_pdf
from families.documents.contents.pictures import check_jpeg, check_png
from families.documents.contents.refusals import NotAccepted
from families.documents.contents.text import check_text
from families.documents.contents.zipped import check_docx, check_odt, check_xlsx
from families.documents.enums import ENDINGS, FileType

MOST_BYTES = 10 * 1024 * 1024
CHECKS = {
    FileType.PDF: check_pdf, FileType.DOCX: check_docx, FileType.XLSX: check_xlsx, FileType.ODT: check_odt,
    FileType.PNG: check_png, FileType.JPEG: check_jpeg, FileType.TXT: check_text,
}
ZIPPED = (FileType.DOCX, FileType.XLSX, FileType.ODT)
ACCEPTED = "Attach a PDF, a Word (docx), Excel (xlsx) or OpenDocument (odt) file, a PNG or JPEG picture, or plain text."

__all__ = ["ACCEPTED", "MOST_BYTES", "NotAccepted", "check_size", "type_of"]


def check_size(size):
    """Raises NotAccepted for an empty file, or one that is too large."""
    if not size:
        raise NotAccepted("The file is empty. Check that it was saved, then attach it again.")
    if size > MOST_BYTES:
        raise NotAccepted("The file is larger than 10 MB. Save a smaller copy, or attach it in parts.")


def type_of(name, content):
    """The type of a file of this name with this content. Raises NotAccepted with a sentence."""
    check_size(len(content))
    file_type = ENDINGS.get(name.rpartition(".")[2].lower()) if "." in name else None
    if file_type is None:
        raise NotAccepted(f"Files of this sort cannot be attached. {ACCEPTED}")
    if file_type not in ZIPPED and zipfile.is_zipfile(io.BytesIO(content)):
        raise NotAccepted("The file holds an archive as well. Save a plain copy of it, and attach that.")
    CHECKS[file_type](content)
    return file_type
