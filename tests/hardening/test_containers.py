"""Archives, mails, Word files, PDFs and pages that are made to do harm do none, and say why they are not read."""

import io
import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from sayso.intake import Limits, take
from sayso.intake.members import find_member
from sayso.model import Document, Unreadable

PROSE = "The court in Lowick said on Tuesday that the port had been closed since March."
PDF_HEAD = (
    b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction 6 0 R/Names<</EmbeddedFiles<</Names[(evil.exe) 7 0 R]>>"
)
PDF_BODY = b"""/JavaScript<</Names[(a) 6 0 R]>>>>>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 300]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>
/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/Launch/F(/bin/sh)>>>>]>>endobj
4 0 obj<</Length 109>>stream
BT /F 12 Tf 20 200 Td (The court in Lowick said on Tuesday that the port had been closed since March.) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
6 0 obj<</S/JavaScript/JS(app.launchURL\\("http://127.0.0.1/"\\); this.exportDataObject\\({cName:"evil.exe"}\\))>>endobj
7 0 obj<</Type/Filespec/F(evil.exe)/EF<</F 8 0 R>>>>endobj
8 0 obj<</Type/EmbeddedFile/Length 14>>stream
MZ secret text
endstream endobj
trailer<</Root 1 0 R>>
%%EOF
"""


def pack(members: Sequence[tuple[str | zipfile.ZipInfo, bytes]]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return held.getvalue()


def take_one(folder: Path, name: str, data: bytes, **limits: int) -> list[Document | Unreadable]:
    (folder / name).write_bytes(data)
    return list(take([folder / name], limits=Limits(**limits)))


def codes(found: Sequence[Document | Unreadable]) -> list[str]:
    return [one.code if isinstance(one, Unreadable) else "read" for one in found]


@pytest.mark.parametrize(
    "name", ["../../../out.txt", "/etc/out.txt", "..\\..\\out.txt", "C:\\out.txt", "a/../../out.txt"]
)
def test_a_member_named_out_of_its_folder_is_a_label_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    inner = tmp_path / "one" / "two"
    inner.mkdir(parents=True)
    before = set(tmp_path.rglob("*"))
    (found,) = take_one(inner, "a.zip", pack([(name, PROSE.encode())]))
    assert isinstance(found, Document)
    assert (found.name, found.origins[0].member) == ("out", zipfile.ZipInfo(name).filename)
    assert set(tmp_path.rglob("*")) - before == {inner / "a.zip"}


def test_a_member_outside_is_never_looked_for_on_disk(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("a secret")
    (tmp_path / "a.zip").write_bytes(pack([("x.txt", PROSE.encode())]))
    assert find_member(tmp_path / "a.zip", "../secret.txt") is None
    assert find_member(tmp_path / "a.zip", str(tmp_path / "secret.txt")) is None


def test_a_link_in_an_archive_is_text_and_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("a secret that nobody asked for")
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    found = take_one(tmp_path, "a.zip", pack([(link, str(tmp_path / "secret.txt").encode())]))
    assert not [one for one in found if isinstance(one, Document) and "nobody asked" in one.text]


def test_bombs_are_refused_by_ratio_by_total_and_by_number(tmp_path: Path) -> None:
    bomb = pack([("a.txt", b"a" * 50_000_000)])
    assert codes(take_one(tmp_path, "ratio.zip", bomb)) == ["too-large"]
    many = pack([(f"{n}.txt", PROSE.encode() * 10) for n in range(50)])
    assert codes(take_one(tmp_path, "total.zip", many, max_zip_total_bytes=2000))[-1] == "too-large"
    assert codes(take_one(tmp_path, "number.zip", many, max_zip_members=10)) == ["too-large"]


def test_a_member_that_lies_about_its_size_is_not_unpacked_beyond_it(tmp_path: Path) -> None:
    data = pack([("a.txt", b"a" * 3_000_000)]).replace(struct.pack("<I", 3_000_000), struct.pack("<I", 30))
    (found,) = take_one(tmp_path, "a.zip", data)
    assert isinstance(found, Unreadable) or len(found.text) <= 31


def test_archives_in_archives_end_at_a_depth(tmp_path: Path) -> None:
    data = pack([("a.txt", PROSE.encode())])
    for level in range(30):
        data = pack([(f"{level}.zip", data)])
    assert codes(take_one(tmp_path, "a.zip", data)) == ["unsupported"]


def test_an_archive_that_holds_itself_many_times_over_is_bounded(tmp_path: Path) -> None:
    data = pack([("a.txt", PROSE.encode())])
    for _ in range(3):
        data = pack([(f"{n}.zip", data) for n in range(10)])
    assert set(codes(take_one(tmp_path, "a.zip", data))) == {"unsupported"}


def word(document: bytes, *more: tuple[str, bytes]) -> bytes:
    """Return a Word file with this as its document."""
    import docx

    held = io.BytesIO()
    docx.Document().save(held)
    with zipfile.ZipFile(io.BytesIO(held.getvalue())) as sound:
        members = [(name, sound.read(name)) for name in sound.namelist() if name != "word/document.xml"]
    return pack([*members, ("word/document.xml", document), *more])


BODY = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>'


@pytest.mark.parametrize("place", ["document", "footnotes"])
def test_entities_in_a_word_file_neither_multiply_nor_reach_files(tmp_path: Path, place: str) -> None:
    (tmp_path / "secret.txt").write_text("a secret that nobody asked for")
    laughs = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 12))
    outer = b'<!ENTITY f SYSTEM "file://%s">' % str(tmp_path / "secret.txt").encode()
    for number, (entities, use) in enumerate([(b'<!ENTITY e0 "ha">' + laughs, b"&e11;"), (outer, b"&f;")]):
        hostile = b"<!DOCTYPE d [%s]>" % entities + BODY % (PROSE.encode() + use)
        notes = hostile.replace(b"w:document", b"w:footnotes").replace(b"w:body", b"w:footnote")
        data = word(hostile) if place == "document" else word(BODY % PROSE.encode(), ("word/footnotes.xml", notes))
        for one in take_one(tmp_path, f"{number}.docx", data):
            assert isinstance(one, Unreadable) or ("nobody asked" not in one.text and len(one.text) < 1000)


def test_a_picture_that_unpacks_to_gigabytes_keeps_a_word_file_from_being_opened(tmp_path: Path) -> None:
    data = word(BODY % PROSE.encode(), ("word/media/image1.png", b"\0" * 3_000_000))
    assert codes(take_one(tmp_path, "a.docx", data, max_bytes=1_000_000)) == ["too-large"]


def test_scripts_actions_and_embedded_files_of_a_pdf_are_not_run_and_not_read(tmp_path: Path) -> None:
    (found,) = take_one(tmp_path, "a.pdf", PDF_HEAD + PDF_BODY)
    assert isinstance(found, Document)
    assert found.text.strip() == PROSE
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


def test_a_pages_scripts_and_frames_are_no_text(tmp_path: Path) -> None:
    page = (
        f"<html><head><title>Port</title><script>alert('boo')</script><style>p{{x:url(http://127.0.0.1/)}}</style></head>"
        f"<body><p>{PROSE}</p><iframe srcdoc='<p>framed words</p>'></iframe><object data='file:///etc/passwd'></object>"
        f"<p onclick='steal()'>{PROSE.replace('Lowick', 'Harrow')}</p><script>var secret = 1</script></body></html>"
    )
    (found,) = take_one(tmp_path, "a.html", page.encode())
    assert isinstance(found, Document)
    assert not [word for word in ("alert", "boo", "secret", "steal", "127.0.0.1", "root:") if word in found.text]


def test_an_attachment_named_out_of_its_folder_writes_nothing(tmp_path: Path) -> None:
    mail = (
        "From: a@a.example\nTo: b@a.example\nSubject: port\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain\n\n' + PROSE + "\n--b\n"
        'Content-Type: text/plain\nContent-Disposition: attachment; filename="../../out.txt"\n\n' + PROSE + "\n--b--\n"
    )
    found = take_one(tmp_path, "a.eml", mail.encode())
    assert codes(found) == ["read", "read"]
    assert [path.name for path in tmp_path.iterdir()] == ["a.eml"]
