"""Write a STIX 2.1 bundle, which the stix2 library parses: actors, a relationship a tie, a note or opinion a claim.

A relationship is made of a tie only where a claim asserts it as actual without a hedge; each claim of such a tie is an
opinion on it (a denial disagrees), each claim of another tie a note about both actors, so that what is denied, hedged
or planned is never a relationship of its own. Every object bears a TLP mark. Identifiers are version 5 UUIDs of our
ids and every time comes from the documents: the same casefile gives the same bytes.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import IO, Any
from uuid import UUID, uuid5

from sayso.analysis.credibility import credibility
from sayso.analysis.interval import parse_interval
from sayso.exchange.extract import PLAIN, Extract, Tally, Tie
from sayso.exchange.losses import IN_WORDS, lose_fields, lose_offsets
from sayso.exchange.told_words import doubt_of, place_of, tell
from sayso.model import ActorType, Certainty, Modality, Polarity
from sayso.model.claim import Factuality
from sayso.model.errors import UsageError
from sayso.model.export import ExportReport
from sayso.model.plain_words import clean
from sayso.model.view import ActorRow, ClaimView, DocumentRow
from sayso.vocabulary import Predicate

type StixObject = dict[str, Any]

_SPACE = UUID("6f9d1c1e-5a0b-5f5c-8f0e-5a7950d0c1a1")
"""The name space of our identifiers; any fixed UUID would do."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
TLP: Mapping[str, str] = {
    "white": "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9",
    "green": "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da",
    "amber": "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82",
    "red": "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed",
}
"""The marks of the Traffic Light Protocol with the ids that STIX 2.1 (section 7.2.1.4) fixes for them."""
DEFAULT_TLP = "amber"
"""Claims about people are not for everybody unless somebody says so."""
_CLASSES = {
    ActorType.PERSON: "individual",
    ActorType.ORGANIZATION: "organization",
    ActorType.STATE: "organization",
}
NEUTRAL = "neutral"
NEUTRAL_WORDS = f"opinions that are neutral; {IN_WORDS}"
_CREDIBLE = {1: 90, 2: 70, 3: 50, 4: 30, 5: 10}
"""STIX 2.1, appendix A: the confidence that stands for each grade of the Admiralty code; 6 has none."""


def write_stix(extract: Extract, stream: IO[str], tlp: str = DEFAULT_TLP) -> ExportReport:
    """Write one bundle; raises UsageError for an unknown mark."""
    if tlp not in TLP:
        raise UsageError(f"There is no TLP mark {tlp!r}. Known are: {', '.join(TLP)}.")
    tally = Tally("stix")
    documents = {row.id: row for row in extract.documents()}
    maker = _Maker(documents, TLP[tlp], tally)
    stream.write(f'{{"type": "bundle", "id": "bundle--{uuid5(_SPACE, "bundle")}", "objects": [')
    for number, made in enumerate(_objects(extract, maker, tlp)):
        stream.write(("\n" if number == 0 else ",\n") + json.dumps(made, ensure_ascii=False, sort_keys=True))
    stream.write("\n]}\n")
    return tally.report()


def _objects(extract: Extract, maker: "_Maker", tlp: str) -> Iterator[StixObject]:
    yield maker.mark(tlp)
    yield maker.reader()
    for row in extract.actors():
        yield maker.actor(row)
    for tie in extract.ties():
        yield from maker.tie(tie, extract.predicates.get(tie.edge.predicate))


class _Maker:
    """Make objects that all bear one mark and one stamp."""

    def __init__(self, documents: Mapping[str, DocumentRow], mark: str, tally: Tally) -> None:
        self._documents, self._mark, self._tally = documents, mark, tally
        dated = [moment for row in documents.values() if (moment := _moment(row.date)) is not None]
        self._stamp = max(dated, default=_EPOCH)
        self._ids: dict[str, str] = {}

    def mark(self, tlp: str) -> StixObject:
        """Return the marking definition, as the standard writes it."""
        return {
            "type": "marking-definition",
            "spec_version": "2.1",
            "id": self._mark,
            "created": "2017-01-20T00:00:00.000Z",
            "definition_type": "tlp",
            "name": f"TLP:{tlp.upper()}",
            "definition": {"tlp": tlp},
        }

    def reader(self) -> StixObject:
        """Return the identity of the program that read the documents."""
        return self._object("identity", "sayso", name="Sayso", identity_class="system")

    def actor(self, row: ActorRow) -> StixObject:
        """Return an actor: a place or an event as such, everything else as an identity."""
        words: StixObject = {"name": clean(row.name)}
        if row.type is ActorType.PLACE:
            # A location must have a region, a country or a point, and the casefile knows a name alone.
            made = self._object("location", row.id, region="unspecified", **words)
        elif row.type is ActorType.EVENT:
            made = self._object("incident", row.id, **words)
        else:
            kind = _CLASSES.get(row.type, "unknown" if row.named else "class")
            made = self._object("identity", row.id, identity_class=kind, labels=[row.type.value], **words)
        if row.aliases:
            made["description"] = f"Also called {', '.join(map(clean, row.aliases))}."
        self._ids[row.id] = made["id"]
        self._tally.wrote("actors")
        return made

    def tie(self, tie: Tie, predicate: Predicate | None) -> Iterator[StixObject]:
        """Yield what stands of a tie: a relationship with opinions, or notes."""
        ends = [self._ids[one] for one in (tie.edge.subject, tie.edge.object) if one in self._ids]
        if len(ends) < 2:  # a bundle whose references lead nowhere is none
            self._tally.lose("ties of actors that are not kept", "left out; run `sayso doctor --recount --repair`")
            return
        link = self._relationship(tie, ends) if tie.plain else None
        if link is not None:
            self._tally.wrote("relationships")
            yield link
        self._count_losses(tie, _spell(tie) if link is not None else {})
        for view in tie.claims:
            yield self._opinion(view, link["id"], predicate) if link else self._note(view, ends, predicate)

    def _count_losses(self, tie: Tie, spell: StixObject) -> None:
        """Count what objects have no property for."""
        lose_fields(self._tally, tie.claims, ("role", "place", "about", "amount"))
        lose_fields(self._tally, tie.qualified if spell else tie.claims, ("time",))
        lose_offsets(self._tally, (view.claim for view in tie.claims))
        if spell and len({view.claim.time for view in tie.plain if view.claim.time}) > 1:
            self._tally.lose("times of relationships of which several are told", "one span holds all that are exact")
        neutral = sum(_weigh(view.claim.factuality) == NEUTRAL for view in tie.claims) if tie.plain else 0
        if neutral:
            self._tally.lose("hedges and plans of claims on a relationship", NEUTRAL_WORDS, neutral)

    def _relationship(self, tie: Tie, ends: list[str]) -> StixObject:
        edge = tie.edge
        held: StixObject = {
            "relationship_type": edge.predicate.replace("_", "-").lower(),
            "source_ref": ends[0],
            "target_ref": ends[1],
            "description": f"{tie.standing}; said by {', '.join(dict.fromkeys(clean(r.name) for r in edge.roots))}."
            + (f" Denied by {', '.join(clean(root.name) for root in edge.denying_roots)}." if edge.denied else ""),
            "labels": [tie.standing.value.replace(" ", "-")],
        }
        grade = _CREDIBLE.get(credibility(edge).grade)
        if grade is not None:
            held["confidence"] = grade
        held |= _spell(tie)
        return self._object("relationship", edge.id, references=tie.plain, **held)

    def _opinion(self, view: ClaimView, about: str, predicate: Predicate | None) -> StixObject:
        self._tally.wrote("opinions")
        return self._object(
            "opinion",
            view.claim.id,
            opinion=_weigh(view.claim.factuality),
            explanation=tell(view, predicate),
            authors=[clean(name) for name in view.say_so],
            object_refs=[about],
            confidence=round(100 * view.claim.confidence),
            references=[view],
        )

    def _note(self, view: ClaimView, ends: list[str], predicate: Predicate | None) -> StixObject:
        self._tally.wrote("notes")
        return self._object(
            "note",
            view.claim.id,
            abstract=f"{view.claim.predicate.replace('_', ' ')}: {doubt_of(view)}",
            content=tell(view, predicate),
            authors=[clean(name) for name in view.say_so],
            object_refs=list(dict.fromkeys(ends)),
            confidence=round(100 * view.claim.confidence),
            references=[view],
        )

    def _object(
        self, kind: str, key: str, references: "tuple[ClaimView, ...] | list[ClaimView]" = (), **held: Any
    ) -> StixObject:
        stamp = self._stamp.strftime("%Y-%m-%dT%H:%M:%S.000Z")
        made: StixObject = {"type": kind, "spec_version": "2.1", "id": f"{kind}--{uuid5(_SPACE, key)}", **held}
        made |= {"created": stamp, "modified": stamp, "object_marking_refs": [self._mark]}
        if key != "sayso":
            made["created_by_ref"] = f"identity--{uuid5(_SPACE, 'sayso')}"
        if references:
            made["external_references"] = [self._reference(view) for view in references]
        return made

    def _reference(self, view: ClaimView) -> StixObject:
        document = self._documents[view.claim.doc]
        made: StixObject = {
            "source_name": clean(view.title or view.document),
            "description": f"“{clean(view.claim.evidence.words)}” ({place_of(view)})",
            "external_id": view.claim.id,
        }
        urls = [one.location for one in document.origins if one.location.startswith(("http://", "https://"))]
        if urls:
            made |= {"url": urls[0], "hashes": {"SHA-256": document.id}}
        return made


def _weigh(said: Factuality) -> str:
    """Return the opinion that a claim is of its tie; only what is plain agrees, only a plain denial disagrees."""
    if said == PLAIN:
        return "agree"
    sure = said.certainty is Certainty.CERTAIN and said.modality is Modality.ACTUAL
    return "disagree" if sure and said.polarity is Polarity.DENIED else NEUTRAL


def _spell(tie: Tie) -> StixObject:
    """Return the earliest and latest time at which the plain claims say that it was so, as far as they are exact."""
    starts, ends = [], []
    for view in tie.plain:
        try:
            told = parse_interval(view.claim.time) if view.claim.time else None
        except UsageError:
            told = None
        if told is None or told.sure is None:
            continue
        starts.append(told.sure[0])
        ends.append(told.sure[1] if told.ends else None)
    if not starts:
        return {}
    held: StixObject = {"start_time": f"{min(starts).isoformat()}T00:00:00.000Z"}
    known = [day for day in ends if day is not None]
    if known and len(known) == len(ends) and max(known) > min(starts):
        held["stop_time"] = f"{max(known).isoformat()}T23:59:59.000Z"
    return held


def _moment(edtf: str | None) -> datetime | None:
    """Return the last moment of a document's date; None where it has none that can be read."""
    try:
        latest = parse_interval(edtf).latest if edtf else None
    except UsageError:
        return None
    if latest is None or latest.year > 9000:
        return None
    return datetime(latest.year, latest.month, latest.day, tzinfo=UTC) + timedelta(hours=12)
