"""Read e-mail: body with quoted replies told apart, headers as metadata, attachments as documents of their own."""

import email
import email.policy
import email.utils
import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage, Message, MIMEPart

from sayso.intake.archives import inner_origin
from sayso.intake.characters import repair_characters
from sayso.intake.dates import iso_date
from sayso.intake.draft import Block, Draft
from sayso.intake.layout import Line, split_lines, wrap_width
from sayso.intake.limits import Limits, refuse_long_text
from sayso.intake.mapped import Mapped
from sayso.intake.plain import lay_out
from sayso.intake.sniff import MAIL
from sayso.intake.sources import take_bytes, take_member
from sayso.model import Document, Metadata, Origin, Unreadable, Voice
from sayso.model.errors import UnreadableDocument

_REPLY_HEAD = re.compile(
    r"(?:On .{6,120}(?:wrote|writes):$|-{2,} ?(?:Original|Forwarded) [Mm]essage ?-{2,}$|Begin forwarded message:$)"
)
_SIGNATURE = re.compile(r"--$|_{5,}$")
_QUOTED = re.compile(r"(?:> ?)+")


def take_mail(data: bytes, name: str, origin: Origin, limits: Limits, depth: int) -> Iterator[Document | Unreadable]:
    """Yield the mail's own document, then what its attachments hold, in their order."""
    try:
        yield take_bytes(data, name, origin, MAIL, limits)
    except UnreadableDocument as error:
        digest = hashlib.sha256(data).hexdigest()
        yield Unreadable(origin, error.code, error.reason, error.remedy, digest, len(data))
    for file_name, content, part in list_attachments(data):
        member = inner_origin(origin, file_name)
        if not (part.get_content_maintype() in ("image", "audio", "video") and part.get("Content-ID")):
            yield from take_member(content, file_name, member, limits, depth + 1, part.get_content_type())


def list_attachments(data: bytes) -> Iterator[tuple[str, bytes, Message]]:
    """Yield a mail's attachments in their order, each with its name; one without a name is called by its place."""
    for place, part in enumerate(_parse(data).iter_attachments(), 1):
        content = part.get_payload(decode=True)
        if not isinstance(content, bytes):
            content = _attached_mail(part)
        if not content and not part.get_filename():
            continue  # an empty part without a name is the mail's own debris, no file that someone sent
        yield part.get_filename() or f"part-{place}", content, part


def _attached_mail(part: MIMEPart) -> bytes:
    """Return the bytes of a mail that is attached as such (message/rfc822); none for an empty part."""
    inner = part.get_payload()
    first = inner[0] if isinstance(inner, list) and inner else None
    return first.as_bytes() if isinstance(first, Message) else b""


def _parse(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def read_mail(data: bytes, limits: Limits) -> Draft:
    """Return the draft of a mail's body, plain text before HTML; raises UnreadableDocument where it has none.

    Raw offsets count in the decoded body. A quoted reply is a quotation, the line over it and a signature are
    furniture. Subject, sender and date come from the headers.
    """
    message = _parse(data)
    stated = _stated(message)
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        raise UnreadableDocument("empty", "the mail has no text of its own", "Its attachments are read on their own.")
    text = _content(body)
    refuse_long_text(len(text), limits)
    if not text.strip():
        raise UnreadableDocument("empty", "the mail has no text of its own", "Its attachments are read on their own.")
    if body.get_content_type() == "text/html":
        from sayso.intake.html_page import read_html

        draft = read_html(text)
        return replace(draft, metadata=_over(stated, draft.metadata))
    mapped = repair_characters(Mapped.of(text))
    lines = split_lines(mapped.text)
    return Draft(mapped, _blocks(lines), stated, printed=0 < wrap_width(lines) <= 80)


def _content(body: MIMEPart) -> str:
    try:
        return str(body.get_content())
    except (LookupError, UnicodeDecodeError, ValueError):
        payload = body.get_payload(decode=True)
        return payload.decode("utf-8", errors="replace") if isinstance(payload, bytes) else str(body.get_payload())


def _over(stated: Metadata, inferred: Metadata) -> Metadata:
    return Metadata(
        title=stated.title or inferred.title,
        authors=stated.authors or inferred.authors,
        publisher=stated.publisher,
        date=stated.date or inferred.date,
        date_found=stated.date_found or inferred.date_found,
    )


def _stated(message: EmailMessage) -> Metadata:
    def header(name: str) -> str:
        try:
            return re.sub(r"\s+", " ", str(message.get(name, ""))).strip()
        except (ValueError, IndexError, AttributeError, TypeError):
            return ""

    name, address = email.utils.parseaddr(header("From"))
    sender = name or address
    try:
        date = email.utils.parsedate_to_datetime(header("Date")).date().isoformat() if header("Date") else None
    except (ValueError, TypeError, OverflowError):
        date = iso_date(header("Date"))
    return Metadata(
        title=header("Subject") or None,
        authors=(sender,) if sender else (),
        date=date,
        date_found="header" if date else None,
    )


def _blocks(lines: list[Line]) -> list[Block]:
    blocks: list[Block] = []
    stretch: list[Line] = []
    furniture = False

    def flush() -> None:
        voices = lay_out(stretch)
        quoted = bool(stretch) and _QUOTED.match(stretch[0].text) is not None
        blocks.extend(replace(b, voice=Voice.QUOTATION) if quoted else b for b in voices)
        stretch.clear()

    for line in lines:
        quoted = _QUOTED.match(line.text) is not None
        if stretch and quoted != (_QUOTED.match(stretch[0].text) is not None):
            flush()
        furniture = furniture or (_SIGNATURE.match(line.text) is not None and not quoted)
        if furniture or _REPLY_HEAD.match(line.text):
            flush()
            blocks.append(Block(line.start, line.end, Voice.FURNITURE))
        else:
            stretch.append(line)
    flush()
    return blocks
