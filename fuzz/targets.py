"""Say what every input must be met with: each target takes bytes and raises where a promise is broken.

The same targets are driven by `guided.py` (atheris, guided by coverage, as long as wanted) and by `drawn.py`
(hypothesis, for seconds, in the tests). A target lets pass what the code may raise, and nothing else.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from sayso.model import Document, Origin, Unreadable
from sayso.model.errors import ExchangeError, UsageError

if TYPE_CHECKING:
    from sayso.casefile import Casefile

NAMES = ("a.txt", "a.pdf", "a.docx", "a.html", "a.eml", "a.md", "a.zip", "a.warc", "a.warc.gz", "a", "20030405-x.htm")
TEXT = "The court in Lowick\n\nMira Holt accused Dunmore Steel of fraud in March 2019, the Lowick Guild said.\n"


@dataclass(frozen=True, slots=True)
class Target:
    """Name a promise: what takes the bytes, and inputs to begin with."""

    run: Callable[[bytes], None]
    seeds: tuple[bytes, ...] = ()
    most_bytes: int = 4096


def _text(data: bytes) -> str:
    """Return bytes as text, halves of surrogate pairs among it."""
    return data.decode("utf-8", errors="surrogateescape" if data[:1] == b"\xff" else "replace")


def take_in(data: bytes) -> None:
    """Intake gives documents whose segments lie in their text, and refusals with reason and remedy; nothing is raised.

    The first byte chooses the name.
    """
    from sayso.intake import Limits
    from sayso.intake.carry import pack, unpack
    from sayso.intake.sources import take_member

    limits = Limits(max_bytes=2**22, max_text_characters=10**6, max_seconds=5, max_zip_total_bytes=2**24)
    name = NAMES[(data[0] if data else 0) % len(NAMES)]
    for one in take_member(data[1:], name, Origin("fuzz"), limits):
        if isinstance(one, Unreadable):
            assert one.reason, "a refusal without a reason"
            assert one.remedy, "a refusal without a remedy"
            assert "Assertion" not in one.reason, one.reason
        else:
            _look(one)
        assert unpack(pack(one), "fuzz") == one, "it does not come through to the other process"


def _look(document: Document) -> None:
    at = 0
    for segment in document.segments:
        assert at <= segment.span.start <= segment.span.end <= len(document.text), "segments out of order"
        at = segment.span.end
    covered = document.offsets.pieces[-1].clean.end if document.offsets.pieces else 0
    assert covered == len(document.text), "the text is not mapped to its end"
    document.text.encode("utf-8")


def find_dates_in(data: bytes) -> None:
    """What the date grammar finds is EDTF that the store can put in order."""
    from sayso.analysis.interval import parse_interval
    from sayso.intake.dates import date_in_path, find_date, find_dates, iso_date

    text = _text(data)
    first = find_date(text)
    found = [*find_dates(text), date_in_path(text), date_in_path(text, is_address=True), iso_date(text)]
    for one in [first[0] if first else None, *found]:
        if one is not None:
            parse_interval(one)


def read_edtf(data: bytes) -> None:
    """An EDTF string is an interval in order, or refused; either way it has words."""
    from sayso.analysis.interval import parse_interval
    from sayso.model.date_words import date_words

    text = _text(data)
    assert isinstance(date_words(text), str)
    try:
        found = parse_interval(text)
    except UsageError:
        return
    assert found.earliest <= found.latest
    assert found.sure is None or found.sure[0] <= found.sure[1]


def search(data: bytes) -> None:
    """Search words of any kind are answered or refused with a UsageError, and change nothing."""
    case = _small_case()
    try:
        case.search(_text(data))
    except UsageError:
        return


def read_claim_line(data: bytes) -> None:
    """A line of the interchange form is a claim or refused with an ExchangeError."""
    from sayso.exchange import parse_claim

    try:
        parse_claim(_text(data))
    except ExchangeError:
        return


def unpack_answer(data: bytes) -> None:
    """What a process apart sends is a record or refused."""
    from sayso.intake.carry import BadAnswer, unpack

    try:
        unpack(data, "fuzz")
    except BadAnswer:
        return


@cache
def _small_case() -> "Casefile":
    """Return a casefile of one document, made once."""
    import sayso
    from sayso.testing import Planted, ScriptedReader

    folder = Path(mkdtemp(prefix="sayso-fuzz-"))
    (folder / "court.txt").write_text(TEXT, encoding="utf-8")
    planted = Planted("Mira Holt accused Dunmore Steel of fraud", "Mira Holt", "accuses", "Dunmore Steel", time="2019")
    case = sayso.open(folder / "case.sayso", reader=ScriptedReader((planted,)))
    case.read(folder / "court.txt")
    return case


_LINE = {
    "doc": "ferry", "subject": {"name": "Barlow", "type": "organization", "aliases": ["B"]}, "predicate": "controls",
    "object": "Osprey", "polarity": "-", "certainty": "probable", "modality": "actual", "time": "2019-05",
    "amount": "1500.50 GBP", "sources": [{"name": "Ann"}], "evidence": {"start": 3, "end": 8, "text": "words"},
}  # fmt: skip
_ANSWER = (
    b'J["document", [["id", "name", "text/plain", 9, "A port.", "t"], [null, ["Ann"], null, "2019", "byline", "en"],'
    b'[null], [[0, 7, "body", "d", null, null, 1]], [7, 0, 7, 1, [0.0, 1.0, 2.0, 3.0]]]]'
)
_PAGE = b"<html><head><title>Strike</title></head><body><p>The port was closed on 3 May 2011.</p></body></html>"
_WARC = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/b\r\nContent-Type: application/http\r\n"
    b"Content-Length: 120\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + _PAGE
)
_MAIL = (
    b"From: a@a.example\nTo: b@a.example\nSubject: x\nDate: Tue, 3 May 2011 10:00:00 +0000\n\nA port is shut.\n> so\n"
)


def _samples() -> tuple[bytes, ...]:
    """Return a byte that chooses the name, and a small file of each kind behind it."""
    import io
    import zipfile

    import docx

    packed, written = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", TEXT)
        archive.writestr("b/c.html", _PAGE)
    document = docx.Document()
    document.add_heading("Strike")
    document.add_paragraph(TEXT)
    document.save(written)
    pdf = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 300]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
        b"4 0 obj<</Length 60>>stream\nBT /F 12 Tf 20 200 Td (The port was closed on Tuesday) Tj ET\nendstream endobj\n"
        b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    )
    kinds = (
        TEXT.encode(),
        pdf,
        written.getvalue(),
        _PAGE,
        _MAIL,
        b"# Strike\n\n* " + TEXT.encode(),
        packed.getvalue(),
        _WARC,
    )
    return tuple(bytes([place]) + content for place, content in enumerate(kinds))


TARGETS = {
    "intake": Target(take_in, _samples(), 65_536),
    "dates": Target(
        find_dates_in, (b"3 May 2011", b"Tuesday, May 3rd, 2011", b"2011/05/03/strike.html", b"3.5.11"), 400
    ),
    "edtf": Target(read_edtf, (b"2019-05", b"198X", b"2010/2012~", b"[2010,2011]", b"2019-21?", b"../1999"), 60),
    "search": Target(search, (b"port", b'"Mira Holt" OR ste*', b"NEAR(a b)", b"name:x -y (z)"), 300),
    "claims": Target(read_claim_line, (json.dumps(_LINE).encode(),), 1200),
    "answers": Target(unpack_answer, (_ANSWER, b"Jnull", b"Ppicture"), 2000),
}
