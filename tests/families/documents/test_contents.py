"""Whether a file is what its name says: every sort as it should be, and everything that could be wrong with it."""

import io
import zipfile

import pytest

from families.documents.contents import MOST_BYTES, NotAccepted, type_of
from families.documents.enums import ENDINGS
from families.documents.rules import safe_name
from tests.families.documents.files import (
    DOCX_PARTS,
    ODT_PARTS,
    PDF,
    SOUND,
    XLSX_PARTS,
    jpeg,
    packed_pdf,
    png,
    zipped,
)

HTML = b"<html><script>alert(1)</script></html>"
EXE = b"MZ\x90\x00" + b"\0" * 200
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
OUTSIDE = '<Relationship TargetMode="External" Type="http://x/attachedTemplate" Target="http://evil"/>'


def bomb():
    """An archive of which one part unpacks to 80 MB."""
    return zipped(DOCX_PARTS, **{"word/styles.xml": b"\0" * (80 * 1024 * 1024)})


def lying_bomb():
    """The same, with a directory that claims a small size."""
    content = bytearray(bomb())
    at = content.rfind(b"PK\x01\x02", 0, content.rfind(b"PK\x05\x06"))
    content[at + 24:at + 28] = (100).to_bytes(4, "little")
    return bytes(content)


def twice():
    """An archive with two parts of one name."""
    file = io.BytesIO(zipped(DOCX_PARTS))
    with zipfile.ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("word/document.xml", "<other/>")
    return file.getvalue()


FAULTY = {
    "empty.pdf": b"", "empty.txt": b"", "no ending": PDF, "page.html": HTML, "picture.svg": b"<svg/>", "run.exe": EXE,
    "plan.pdf.exe": PDF, "macro.docm": zipped(DOCX_PARTS), "archive.zip": zipped({"a.txt": "a"}), ".pdf": b"x",
    # another type than the name says
    "html.pdf": HTML, "html.txt": HTML, "exe.pdf": EXE, "exe.txt": EXE, "svg.txt": b"  <SVG onload=x>",
    "sh.txt": b"#!/bin/sh",
    "png.jpg": png(), "jpg.png": jpeg(), "docx.xlsx": zipped(DOCX_PARTS), "xlsx.docx": zipped(XLSX_PARTS),
    "odt.docx": zipped(ODT_PARTS), "docx.odt": zipped(DOCX_PARTS), "pdf.docx": PDF, "zip.docx": zipped({"a.xml": "a"}),
    # two things in one file
    "before.pdf": b"GIF89a" + PDF, "after.pdf": PDF + HTML, "zip.pdf": PDF + zipped({"a": "a"}),
    "inside.pdf": PDF.replace(b"trailer", zipped({"a": "a"}) + b"trailer"), "after.png": png() + HTML,
    "zip.png": png() + zipped({"a": "a"}), "after.jpg": jpeg() + HTML, "zip.jpg": jpeg() + zipped({"a": "a"}),
    "before.docx": b"MZ" + zipped(DOCX_PARTS), "after.docx": zipped(DOCX_PARTS) + HTML,
    "nul.txt": b"words\0words", "script.txt": b"Dear all\n< script src=x>",
    # damaged
    "cut.pdf": PDF[:-6], "cut.png": png()[:-6], "cut.jpg": jpeg()[:-2], "cut.docx": zipped(DOCX_PARTS)[:-4],
    "sum.png": png()[:-13] + b"\0" + png()[-12:], "bones.jpg": b"\xff\xd8\xff\xd9",
    # runs when opened
    "js.pdf": PDF.replace(b"/Pages 2", b"/S /JavaScript /JS (x) /Pages 2"),
    "hex.pdf": PDF.replace(b"/Pages 2", b"/S /Java#53cript /Pages 2"), "packed.pdf": packed_pdf(b"<< /S /Launch >>"),
    "file.pdf": PDF.replace(b"/Pages 2", b"/EmbeddedFiles 2"),
    "secret.pdf": PDF.replace(b"/Root", b"/Encrypt 9 0 R /Root"),
    "bomb.pdf": packed_pdf(b"\0" * (51 * 1024 * 1024)),
    "macro.docx": zipped(DOCX_PARTS, **{"word/vbaProject.bin": "x"}),
    "types.docx": zipped({**DOCX_PARTS, "[Content_Types].xml": DOCX_PARTS["[Content_Types].xml"] + MACROS}),
    "ole.docx": zipped(DOCX_PARTS, **{"word/embeddings/oleObject1.bin": "x"}),
    "exe.docx": zipped(DOCX_PARTS, **{"word/media/setup.exe": "x"}),
    "html.docx": zipped(DOCX_PARTS, **{"word/afchunk.html": "x"}),
    "outside.docx": zipped(DOCX_PARTS, **{"word/_rels/settings.xml.rels": OUTSIDE}),
    "entity.docx": zipped(DOCX_PARTS, **{"word/document.xml": '<!DOCTYPE a [<!ENTITY a "a">]><w>&a;</w>'}),
    "macro.odt": zipped(ODT_PARTS, **{"Basic/Standard/Module1.xml": "x"}),
    "script.odt": zipped(ODT_PARTS, **{"Scripts/python/run.py": "x"}),
    # more than it seems
    "slip.docx": zipped(DOCX_PARTS, **{"../../etc/passwd.xml": "x"}),
    "root.docx": zipped(DOCX_PARTS, **{"/a.xml": "x"}),
    "bomb.docx": bomb(), "lying.docx": lying_bomb(), "twice.docx": twice(),
    "many.docx": zipped(DOCX_PARTS, **{f"word/{number}.xml": "" for number in range(2_001)}),
    "wide.png": png(100_000, 100_000), "wide.jpg": jpeg(60_000, 60_000),
}


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_file_is_what_its_name_says(name):
    assert type_of(name, SOUND[name]) == ENDINGS[name.rpartition(".")[2].lower()]


@pytest.mark.parametrize("name", FAULTY)
def test_a_faulty_file_is_turned_away_with_a_sentence(name):
    with pytest.raises(NotAccepted) as refused:
        type_of(name, FAULTY[name])
    assert str(refused.value).endswith(".")


def test_a_file_may_be_as_large_as_the_limit_and_no_larger():
    assert type_of("a.txt", b"a" * MOST_BYTES) == "txt"
    with pytest.raises(NotAccepted, match="larger than 10 MB"):
        type_of("a.txt", b"a" * (MOST_BYTES + 1))


@pytest.mark.parametrize(("name", "safe"), [
    ("plan.pdf", "plan.pdf"), ("../../etc/passwd.pdf", "passwd.pdf"), ("C:\\Users\\me\\plan.pdf", "plan.pdf"),
    ("\u202efdp.exe.pdf", "fdp exe.pdf"), ('a"; filename="b.exe.pdf', "a filename= b exe.pdf"),
    ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf"), (".pdf", "pdf.pdf"), ("....pdf", "document.pdf"),
    ("x" * 300 + ".pdf", "x" * 100 + ".pdf"), ("Plan für Zoë.pdf", "Plan für Zoë.pdf"), ("a\0b.pdf", "ab.pdf"),
])
def test_a_name_is_made_harmless(name, safe):
    assert safe_name(name, "pdf") == safe
