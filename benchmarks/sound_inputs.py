"""Make small sound files of made-up news, and spoil bytes: what the broken inputs are broken from."""

import io
import random
import zipfile
from collections.abc import Sequence
from pathlib import Path

WORDS = (
    "harbour",
    "council",
    "vessel",
    "strike",
    "ballot",
    "verdict",
    "appeal",
    "coach",
    "minister",
    "tribunal",
    "cargo",
)


def prose(rng: random.Random, sentences: int = 8) -> str:
    """Return plain sentences of made-up news."""
    said = (f"The {rng.choice(WORDS)} {rng.choice(WORDS)} accused the {rng.choice(WORDS)}." for _ in range(sentences))
    return " ".join(said)


def save(folder: Path, name: str, content: bytes | str) -> Path:
    """Write one file and return it."""
    path = folder / name
    path.write_bytes(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)
    return path


def pdf_bytes(rng: random.Random, *, password: str | None = None, blank: bool = False) -> bytes:
    """Return a small sound PDF, locked or without text on request."""
    from datetime import UTC, datetime

    from fpdf import FPDF

    pdf = FPDF()
    pdf.set_creation_date(datetime(2020, 1, 1, tzinfo=UTC))
    pdf.set_font("Helvetica", size=12)
    if password:
        pdf.set_encryption(owner_password="owner", user_password=password)
    for _ in range(rng.randint(1, 4)):
        pdf.add_page()
        if blank:
            pdf.rect(20, 20, 100, 100)
        else:
            pdf.multi_cell(0, 8, prose(rng, 30))
    return bytes(pdf.output())


def docx_bytes(rng: random.Random) -> bytes:
    """Return a small sound DOCX."""
    from docx import Document

    document = Document()
    for _ in range(5):
        document.add_paragraph(prose(rng))
    stream = io.BytesIO()
    document.save(stream)
    with zipfile.ZipFile(stream) as packed:
        return zip_bytes([(name, packed.read(name)) for name in packed.namelist()])


def zip_bytes(members: Sequence[tuple[str, bytes]]) -> bytes:
    """Return an archive of the members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def flip(rng: random.Random, content: bytes, times: int) -> bytes:
    """Return the bytes with some of them changed."""
    changed = bytearray(content)
    for _ in range(times):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def cut(rng: random.Random, content: bytes) -> bytes:
    """Return a random beginning of the bytes."""
    return content[: rng.randrange(8, len(content) - 1)]
