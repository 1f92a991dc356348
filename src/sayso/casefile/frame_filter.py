"""List the frames that no predicate fits, under the filters that a frame knows."""

from collections.abc import Iterator
from itertools import batched

from sayso.casefile.ask import AT_ONCE, name_cards
from sayso.casefile.filtering import Choice, speaks_of, was_known
from sayso.model import Frame, Polarity, Segment, Voice
from sayso.model.edge import DocumentCard
from sayso.model.errors import UsageError
from sayso.store import Store


def filter_frames(store: Store, choice: Choice, lemma: str | None = None, after: str | None = None) -> Iterator[Frame]:
    """Yield the frames that answer, by document name and place.

    A frame has no confidence, so `min_confidence` leaves all. Raises UsageError for a filter that frames do not know.
    """
    if choice.claims_alone:
        raise UsageError(f"Frames have no {', '.join(choice.claims_alone)}. Leave it out, or ask for claims.")
    return _filter(store, choice, store.frames(choice.frame_query(lemma, after)))


def _filter(store: Store, choice: Choice, found: Iterator[Frame]) -> Iterator[Frame]:
    looks_up = choice.sayer is not None or choice.known_by is not None or choice.between is not None
    for some in batched(found, AT_ONCE):
        cards = name_cards(store, {frame.doc for frame in some}) if looks_up else {}
        for frame in some:
            if states(frame, choice) and (not looks_up or was_said(frame, cards[frame.doc], choice)):
                yield frame


def states(frame: Frame, choice: Choice) -> bool:
    """Tell whether a frame's polarity, certainty and modality answer."""
    fact, asked = frame.factuality, choice.filter
    if asked.denied is not None and (fact.polarity is Polarity.DENIED) is not asked.denied:
        return False
    if asked.certainty and fact.certainty not in asked.certainty:
        return False
    return not asked.modality or fact.modality in asked.modality


def was_said(frame: Frame, card: DocumentCard, choice: Choice) -> bool:
    """Tell whether a frame answers to the source and the dates asked for."""
    segment = next((one for one in card.segments if one.index == frame.segment), None)
    attested = written_on(card, segment)
    if choice.known_by is not None and not was_known(attested, choice.known_by):
        return False
    if choice.between is not None and not speaks_of(frame.time, attested, choice.between):
        return False
    if choice.sayer is None:
        return True
    chain = (*speakers_of(card, segment), *(source.name for source in frame.sources))
    return choice.sayer.answers({source.actor for source in frame.sources}, chain)


def written_on(card: DocumentCard, segment: Segment | None) -> str | None:
    """Return the EDTF date on which a segment was written: the comment's own, else the document's."""
    own = segment.speaker_date if segment is not None and segment.voice is Voice.COMMENT else None
    return own or card.metadata.date


def speakers_of(card: DocumentCard, segment: Segment | None) -> tuple[str, ...]:
    """Return in whose voice a segment speaks: publisher, then author or commenter; the title where nobody is known."""
    known = card.metadata
    if segment is not None and segment.voice is Voice.COMMENT:
        voices = (segment.speaker or "",)
    else:
        voices = (" and ".join(known.authors),)
    found = tuple(name for name in (known.publisher, *voices) if name)
    return found or (known.title or card.name,)
