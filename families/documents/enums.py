"""What documents are, and which files may be attached."""

from django.db import models


class DocumentKind(models.TextChoices):
    """What a document is about."""

    ASSESSMENT = "assessment", "Assessment"
    PLAN = "plan", "Plan"
    REPORT = "report", "Report of a professional"
    LETTER = "letter", "Letter or message"
    CONSENT = "consent", "Consent or privacy notice"
    LEGAL = "legal", "Court or legal paper"
    PICTURE = "picture", "Picture or drawing"
    OTHER = "other", "Something else"


class FileType(models.TextChoices):
    """A sort of file that may be attached: its ending, and what it is called."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "Word document"
    XLSX = "xlsx", "Excel workbook"
    ODT = "odt", "OpenDocument text"
    PNG = "png", "PNG picture"
    JPEG = "jpg", "JPEG picture"
    TXT = "txt", "Plain text"


MEDIA_TYPES = {
    FileType.PDF: "application/pdf",
    FileType.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileType.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileType.ODT: "application/vnd.oasis.opendocument.text",
    FileType.PNG: "image/png",
    FileType.JPEG: "image/jpeg",
    FileType.TXT: "text/plain",
}
ENDINGS = {**{one.value: one for one in FileType}, "jpeg": FileType.JPEG}
