"""Plain text."""

import codecs
import re

from families.documents.contents.refusals import NotAccepted, wrong_type

MARKED_UP = re.compile(r"<\s*(?:!doctype|\?xml|\?php|html|head|body|script|svg|iframe|object|embed)\b", re.IGNORECASE)
NOT_WRITTEN = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
WINDOWS = "cp1252"


def check_text(content):
    """Words and nothing that a browser or a shell would run."""
    text = decoded(content)
    if NOT_WRITTEN.search(text):
        raise wrong_type("plain text")
    if MARKED_UP.search(text) or text.lstrip().startswith("#!"):
        raise NotAccepted("The file is a web page or a script. Copy its words into a plain text file, and attach that.")


def decoded(content):
    """The text: UTF-16 where the file says so, else UTF-8, else as Windows writes it."""
    try:
        if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return content.decode("utf-16")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return content.decode(WINDOWS)
    except UnicodeDecodeError as error:
        raise wrong_type("plain text") from error
