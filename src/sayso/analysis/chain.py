"""Part a say-so into the voice of its document and those whom it credits."""

from dataclasses import dataclass

from sayso.actors.lexicon import plain_name
from sayso.model import Voice
from sayso.model.edge import Attestation, DocumentFacts
from sayso.model.lineage import LinkKind

UNNAMED_COMMENTER = "unnamed commenter"
"""What `say_so` calls a commenter without a name."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Hold a say-so in two parts, both outermost first; the voice is empty for a document that nobody signs."""

    voice: tuple[tuple[LinkKind, str], ...]
    credited: tuple[str, ...]


def part_chain(item: Attestation, document: DocumentFacts | None) -> Chain:
    """Part the names of a say-so as `sayso.analysis.roots.say_so` joined them; without a record all are credited."""
    if document is None:
        return Chain((), item.say_so)
    names = list(item.say_so)
    voice: list[tuple[LinkKind, str]] = []
    metadata = document.metadata
    author = " and ".join(metadata.authors)
    if names and metadata.publisher and names[0] == metadata.publisher:
        voice.append((LinkKind.PUBLISHER, names.pop(0)))
    if names and _is_commenter(names[0], item, document):
        voice.append((LinkKind.COMMENTER, names.pop(0)))
    elif names and author and names[0] == author:
        voice.append((LinkKind.AUTHOR, names.pop(0)))
    elif names and not voice and names[0] in (metadata.title, document.id[:12]):
        names.pop(0)
    return Chain(tuple(voice), tuple(names))


def voice_chain(document: DocumentFacts | None) -> tuple[tuple[LinkKind, str], ...]:
    """Return publisher and authors of a document, those that are known."""
    if document is None:
        return ()
    metadata = document.metadata
    pairs = ((LinkKind.PUBLISHER, metadata.publisher), (LinkKind.AUTHOR, " and ".join(metadata.authors)))
    return tuple((kind, name) for kind, name in pairs if name)


def source_key(name: str, item: Attestation) -> str:
    """Return what makes two names of sources one: the plain name, for unnamed ones within their document alone."""
    plain = plain_name(name)
    return f"{item.doc}:{plain}" if not item.root.named and plain == plain_name(item.root.name) else plain


def _is_commenter(name: str, item: Attestation, document: DocumentFacts) -> bool:
    """Tell whether a name is that of a comment's writer."""
    if item.root.is_comment and len(item.say_so) <= 2:
        return True
    speakers = {one.speaker or UNNAMED_COMMENTER for one in document.segments if one.voice is Voice.COMMENT}
    return name in speakers
