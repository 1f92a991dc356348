"""Write a dossier in prose: what is said of an actor, question by question, each sentence with its say-so and a note.

Pure: takes the dossier's records, gives sentences and tables. The order of sections is the dossier's, the words are
those of `sentences`. What readers' comments say stands apart, under each commenter.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from sayso.analysis.interval import parse_interval
from sayso.analysis.notes import Notes, by_doubt
from sayso.analysis.sentences import list_names, tell_claim, tell_denial, tell_doubt
from sayso.analysis.wording import load_wording
from sayso.model.date_words import date_words
from sayso.model.dossier import ActorDossier, DossierSection, DossierTie
from sayso.model.edge import Attestation, Contest, PredicateTraits, Standing
from sayso.model.prose import (
    CommentPassages,
    ContestLine,
    DatedLine,
    DossierProse,
    Passage,
    Sentence,
    TieLine,
)
from sayso.model.view import ClaimView

TOLD = 20
"""How many ties a question tells of: a page's worth; the table and the counts say what is left."""
LINES = 60
FURTHER = 6
"""How many further roots a sentence names."""
SIDE = 3
"""How many claims a side of a disagreement quotes."""


class ProseWriter:
    """Write one dossier; used once, so that notes are numbered in the order in which the text needs them."""

    def __init__(
        self, dossier: ActorDossier, traits: Mapping[str, PredicateTraits], pages: Mapping[str, int | None]
    ) -> None:
        self._dossier, self._traits = dossier, traits
        self._words = load_wording()
        self._views = {view.claim.id: view for view in (*dossier.claims, *dossier.said)}
        self._notes = Notes(pages)

    def write(self, contests: Iterable[Contest] = (), picture: str = "") -> DossierProse:
        """Return the whole; `contests` are the disagreements in which the actor's edges take part."""
        row = self._dossier.actor
        ties = [tie for section in self._dossier.sections for tie in section.ties]
        return DossierProse(
            id=row.id,
            name=row.name,
            type=row.type,
            aliases=row.aliases,
            opening=tuple(self._opening(ties)),
            passages=tuple(self._passage(section) for section in self._dossier.sections),
            said=self._said(),
            comments=tuple(
                CommentPassages(one.commenter, tuple(self._passage(section) for section in one.sections))
                for one in self._dossier.comments
            ),
            contested=tuple(self._contest(contest) for contest in list(contests)[:LINES]),
            sums=tuple(self._sums(ties)),
            timeline=tuple(self._timeline(ties)),
            ties=tuple(self._line(tie) for tie in ties[:LINES]),
            unknown=tuple(self._unknown(ties)),
            citations=self._notes.citations(),
            picture=picture,
        )

    def _opening(self, ties: Sequence[DossierTie]) -> Iterator[Sentence]:
        """Say how much there is, on how many roots, and until when."""
        row = self._dossier.actor
        yield Sentence(
            f"The casefile has {_count(row.claims, 'claim')} about {row.name} ({row.type.value}) "
            f"from {_count(row.documents, 'document')}."
        )
        roots = {root.key for tie in ties for root in (*tie.edge.roots, *tie.edge.denying_roots)}
        disputed = sum(tie.standing is Standing.CONTESTED for tie in ties)
        yield Sentence(
            f"{self._extent(ties)} on the word of {_count(len(roots), 'independent root')}; "
            f"{disputed or 'none'} of them {'is' if disputed == 1 else 'are'} asserted by some and denied by others."
        )
        written = [item.attested for tie in ties for item in tie.edge.attestations if item.attested]
        if written:
            yield Sentence(f"The latest of them was written {date_words(max(written))}.")

    def _extent(self, ties: Sequence[DossierTie]) -> str:
        """Say how many ties there are, and how many of them are told of here."""
        sections = self._dossier.sections
        many = sum(max(section.total, len(section.ties)) for section in sections)
        if many <= len(ties) and not any(section.capped for section in sections):
            return f"They make {_count(len(ties), 'tie')}"
        most = "at least " if any(section.capped for section in sections) else ""
        return f"They make {most}{_count(many, 'tie')}; the {len(ties):,} that are told of here rest"

    def _passage(self, section: DossierSection) -> Passage:
        told = section.ties[:TOLD]
        many = max(section.total, len(section.ties))
        return Passage(section.title, tuple(self._tie(tie) for tie in told), many - len(told))

    def _tie(self, tie: DossierTie) -> Sentence:
        """Tell one tie: the surest claim, who denies it, on whose word it rests too."""
        told, views = self._tell(tie.best), [tie.best]
        if tie.against is not None:
            told += f"; {tell_denial(tie.against, self._words)}"
            views.append(tie.against)
        further = self._further(tie)
        if further:
            names = [self._rooted(item) for item in further[:FURTHER]]
            more = max(len(further), tie.roots - 1) - len(names)
            if more > 0:
                names.append(f"{more:,} more")
            told += f". {self._words.further.format(names=list_names(names))}"
            views += [self._views[item.claim] for item in further[:FURTHER] if item.claim in self._views]
        return self._sentence(told if told.endswith(".") else f"{told}.", views)

    def _further(self, tie: DossierTie) -> list[Attestation]:
        """Return the surest claim of each other root that asserts the tie as what is."""
        own = next((item.root.key for item in tie.edge.attestations if item.claim == tie.best.claim.id), None)
        found: dict[str, Attestation] = {}
        for item in sorted(tie.edge.asserted, key=lambda item: by_doubt(item.factuality, item.confidence, item.claim)):
            if item.actual and item.root.key != own:
                found.setdefault(item.root.key, item)
        return list(found.values())

    def _rooted(self, item: Attestation) -> str:
        """Return a root's name, who reports it where that is another, and its doubt."""
        outer = item.say_so[0] if item.say_so and item.say_so[0] != item.root.name else ""
        beside = ", ".join(part for part in (f"in {outer}" if outer else "", tell_doubt(item.factuality)) if part)
        return f"{item.root.name} ({beside})" if beside else item.root.name

    def _said(self) -> Passage:
        """Tell what rests on the actor's own word."""
        views = self._dossier.said
        return Passage(
            f"On the word of {self._dossier.actor.name}",
            tuple(self._sentence(f"{self._tell(view)}.", [view]) for view in views[:TOLD]),
            max(0, max(self._dossier.said_total, len(views)) - TOLD),
        )

    def _contest(self, contest: Contest) -> ContestLine:
        return ContestLine(contest.kind.value, self._side(contest.claims), self._side(contest.against))

    def _side(self, claims: Iterable[str]) -> tuple[Sentence, ...]:
        """Tell one side's claims, the surest first."""
        views = [self._views[claim] for claim in claims if claim in self._views]
        views.sort(key=_doubt)
        return tuple(self._sentence(f"{self._tell(view)}.", [view]) for view in views[:SIDE])

    def _sums(self, ties: Iterable[DossierTie]) -> Iterator[Sentence]:
        """Tell each sum once a tie and status, in order of the ties."""
        held: dict[tuple[str, str, str | None], ClaimView] = {}
        for tie in ties:
            for view in sorted(self._of(tie), key=_doubt):
                amount = view.claim.amount
                if amount is not None:
                    held.setdefault((tie.edge.id, str(amount), amount.status), view)
        for view in list(held.values())[:LINES]:
            yield self._sentence(f"{self._tell(view)}.", [view])

    def _timeline(self, ties: Iterable[DossierTie]) -> Iterator[DatedLine]:
        """Tell what has a time, once a tie and time, in order of the first day that it may be."""
        held: dict[tuple[str, str, bool], ClaimView] = {}
        for tie in ties:
            for view in sorted(self._of(tie), key=_doubt):
                if view.claim.time:
                    denied = view.claim.factuality.polarity.value == "-"
                    held.setdefault((tie.edge.id, view.claim.time, denied), view)
        ordered = sorted(held.values(), key=lambda view: (_first_day(view.claim.time or ""), view.claim.id))
        for view in ordered[:LINES]:
            time = view.claim.time or ""
            yield DatedLine(date_words(time), time, self._sentence(f"{self._tell(view)}.", [view]))

    def _line(self, tie: DossierTie) -> TieLine:
        """Return a tie's line in the table."""
        claim = tie.best.claim
        written = sorted({item.attested for item in tie.edge.attestations if item.attested})
        views = [tie.best, *([tie.against] if tie.against else [])]
        return TieLine(
            subject=tie.best.subject,
            predicate=claim.predicate.replace("_", " "),
            object=tie.best.object,
            when="; ".join(date_words(time) for time in tie.times[:3]),
            last_attested=written[-1] if written else "",
            standing=tie.standing.value,
            roots=tuple(root.name for root in tie.edge.roots),
            against=tuple(root.name for root in tie.edge.denying_roots),
            notes=self._cite(views),
        )

    def _unknown(self, ties: Sequence[DossierTie]) -> Iterator[Sentence]:
        """Say what the casefile does not know: what nothing dates, what rests on nobody named, who may be the same."""
        undated = [tie for tie in ties if not tie.times]
        if undated:
            yield Sentence(
                f"No text says when: {_count(len(undated), 'tie')} of {len(ties)} are told without a time; each holds "
                "no longer than it was last attested, as the table of ties shows."
            )
        unwritten = sum(not tie.times and not tie.attested for tie in ties)
        if unwritten:
            yield Sentence(f"Of {_count(unwritten, 'tie')} not even the day of writing is known.")
        for tie in ties[:LINES]:
            roots = (*tie.edge.roots, *tie.edge.denying_roots)
            if roots and not any(root.named for root in roots):
                yield self._sentence(f"On nobody named rests what is told here: {self._tell(tie.best)}.", [tie.best])
        if self._dossier.unsure:
            names = [f"{other.name} ({_count(other.claims, 'claim')})" for other in self._dossier.unsure[:FURTHER]]
            yield Sentence(f"It is not settled whether {list_names(names)} may be the same; they are kept apart.")

    def _of(self, tie: DossierTie) -> list[ClaimView]:
        """Return the claims of a tie that are at hand."""
        found = [self._views[item.claim] for item in tie.edge.attestations if item.claim in self._views]
        return found or [tie.best]

    def _tell(self, view: ClaimView) -> str:
        return tell_claim(view, self._traits.get(view.claim.predicate), self._words)

    def _sentence(self, words: str, views: Sequence[ClaimView]) -> Sentence:
        return Sentence(words[:1].upper() + words[1:], self._cite(views), tuple(view.claim.id for view in views))

    def _cite(self, views: Iterable[ClaimView]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(self._notes.cite(view) for view in views))


def _doubt(view: ClaimView) -> tuple[bool, bool, int, float, str]:
    """Return what sorts the claim first that speaks most surely."""
    return by_doubt(view.claim.factuality, view.claim.confidence, view.claim.id)


def _first_day(time: str) -> str:
    """Return what sorts a time by the first day that it may be, open beginnings by their end."""
    interval = parse_interval(time)
    first = interval.latest if interval.earliest == date.min else interval.earliest
    return first.isoformat()


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
