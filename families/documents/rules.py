"""What a document's file is called when it is given back. Pure."""

import re
import unicodedata

from families.documents.enums import FileType

MOST_CHARACTERS = 100
UNSAFE = re.compile(r"[\\/:*?\"<>|;%&$`'\x00-\x1f\x7f]")


def safe_name(name, file_type):
    """A name of a file that is harmless anywhere: no folders, no characters that hide or reverse others, the ending
    of its type alone."""
    plain = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    plain = "".join(one for one in plain if unicodedata.category(one) not in ("Cf", "Cc", "Cs", "Co", "Cn", "Zl", "Zp"))
    stem = UNSAFE.sub(" ", plain.rpartition(".")[0] or plain)
    stem = re.sub(r"[\s.]+", " ", stem).strip()[:MOST_CHARACTERS].strip() or "document"
    return f"{stem}.{FileType(file_type).value}"
