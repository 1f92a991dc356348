"""Rule on claims, actors and sources: decisions are appended, never overwritten."""

from collections.abc import Iterable
from typing import IO, TYPE_CHECKING, Literal, Unpack

from sayso.casefile.base import CaseBase
from sayso.model import Judgement, Verdict
from sayso.model.decision import AuditReport, DecisionKind, DecisionQuery, Ruling
from sayso.model.view import ImportReport, SourcesReport
from sayso.settings import text_setting

if TYPE_CHECKING:
    from sayso.casefile.correction import Correction
    from sayso.casefile.deciding import Decider
    from sayso.casefile.describing import Description


class Rulings(CaseBase):
    """Take a person's decisions and lay them over what reading made.

    `by` is who rules (setting `by`, `user` by default), `why` the reason, in words. Every method that rules appends
    one decision and returns it as a Ruling; nothing is ever changed or deleted, and `undo` is one more decision. A
    claim is given by its id or the start of it; one that was rejected can be ruled on too. All raise NotFound for
    what is not there, and UsageError for an id that several begin with and for a `by` that is no person's name.

    Of several rulings on one claim the latest in force that is neither a note nor unsure answers questions;
    corrections add up field by field. Rulings of several people are all kept, and the claim is marked disputed where
    they leave it in different states.
    """

    def accept(self, claim: str, *, by: str | None = None, why: str | None = None) -> Ruling:
        """Rule that a claim is right as it stands; one that was rejected answers again."""
        return self._decider(by).rule_claim(DecisionKind.ACCEPT, claim, why)

    def reject(self, claim: str, *, by: str | None = None, why: str | None = None) -> Ruling:
        """Rule that a claim is wrong; it answers no question any more but can be listed by `ruling="rejected"`."""
        return self._decider(by).rule_claim(DecisionKind.REJECT, claim, why)

    def correct(
        self, claim: str, *, by: str | None = None, why: str | None = None, **changes: "Unpack[Correction]"
    ) -> Ruling:
        """Rule that a claim is right once some fields are corrected: `correct(claim, time="1986", subject="A name")`.

        Fields are those of `Correction`. The claim's id and its evidence stay what they are. Raises UsageError for an
        unknown field, a date that is not EDTF, a bad amount, an unknown predicate, types of actors that the predicate
        does not take, and where nothing would change.
        """
        return self._decider(by).correct(self._vocabulary, claim, dict(changes), why)

    def unsure(self, claim: str, *, by: str | None = None, why: str | None = None) -> Ruling:
        """Say that one cannot tell whether a claim is right; it answers as before."""
        return self._decider(by).rule_claim(DecisionKind.UNSURE, claim, why)

    def note(self, claim: str, why: str, *, by: str | None = None) -> Ruling:
        """Keep words beside a claim; raises UsageError for none."""
        return self._decider(by).rule_claim(DecisionKind.NOTE, claim, why)

    def merge(self, left: str, right: str, *, by: str | None = None, why: str | None = None) -> Ruling:
        """Rule that two actors are one and the same. Names stand for whole actors, a raw actor's id for itself."""
        return self._decider(by).rule_pair(DecisionKind.MERGE, left, right, why)

    def keep_apart(self, left: str, right: str, *, by: str | None = None, why: str | None = None) -> Ruling:
        """Rule that two actors are not the same, whatever reading joins."""
        return self._decider(by).rule_pair(DecisionKind.KEEP_APART, left, right, why)

    def unsure_actors(self, left: str, right: str, *, by: str | None = None, why: str | None = None) -> Ruling:
        """Say that one cannot tell whether two actors are the same; what joined these two directly joins no more."""
        return self._decider(by).rule_pair(DecisionKind.UNSURE_ACTORS, left, right, why)

    def judge(self, left: str, right: str, verdict: Verdict | str, by: str | None = None) -> Judgement:
        """Rule that two actors are the same, different or unsure: `merge`, `keep_apart` or `unsure_actors`."""
        from sayso.casefile.rule import rule_actors

        return rule_actors(self._decider(by), left, right, verdict)

    def grade(self, source: str, grade: str, *, by: str | None = None, why: str | None = None) -> Ruling:
        """Grade a source from A to F (Admiralty code); the latest grade in force counts.

        `source` is a name or id of an actor, or the name of a publisher, author or commenter.
        """
        return self._decider(by).grade(source, grade, why)

    def describe(
        self, doc: str, *, by: str | None = None, why: str | None = None, **changes: "Unpack[Description]"
    ) -> Ruling:
        """Rule what a document's title, authors, publisher or date is: `describe("ledger", date="2018-05-03")`.

        What follows from it is counted anew: say-so, roots, when a claim was attested. Dates that a text gives from
        its own day on ("last Friday") stay as they were read. An empty value takes a field away. Raises UsageError for
        a date that is not EDTF, an author with a semicolon, and where nothing would change.
        """
        return self._decider(by).describe(doc, dict(changes), why)

    def import_sources(self, text: str, *, by: str | None = None, why: str | None = None) -> SourcesReport:
        """Take what a bibliography in CSL-JSON (Zotero) says of the documents: title, authors, publisher, date.

        An item is a document's by the SHA-256 in its note or id, by its address, or by title and date; each correction
        is a decision. Items that are no document's, or several's, are refused with the reason. Raises ExchangeError
        for what is no CSL-JSON.
        """
        from sayso.casefile.citing import import_csl

        return import_csl(self._store, text, self._decider(by), why)

    def undo(self, seq: int, *, by: str | None = None, why: str | None = None) -> Ruling:
        """Take a decision back by its number; to undo an undo puts back what it undid.

        Raises UsageError for one that is undone already.
        """
        return self._decider(by).undo(seq, why)

    def decisions(
        self,
        *,
        claim: str | None = None,
        actor: str | None = None,
        by: str | None = None,
        kind: str | None = None,
        effective: bool | None = None,
        order: Literal["oldest", "newest"] = "oldest",
        limit: int | None = None,
        after: int | str | None = None,
    ) -> list[Ruling]:
        """Return decisions in the order in which they were made, or the newest first, each with what it does now.

        `effective` True gives those in force, False those that are undone. `after` is the number of the decision after
        which to go on, in this order. Empty where nothing answers. Raises UsageError.
        """
        from sayso.casefile.deciding import DecisionPlace, list_decisions

        place = DecisionPlace(order, limit, after)
        return list_decisions(self._store, place, claim=claim, actor=actor, by=by, kind=kind, effective=effective)

    def latest_rulings(self, since: int | None = None, limit: int = 1) -> list[Ruling]:
        """Return the last decisions, in order, at most `limit`; those whose number is greater than `since` alone."""
        found = self._store.rulings(DecisionQuery(newest=True, limit=limit))
        return [one for one in reversed(found) if since is None or one.decision.seq > since]

    def orphans(self) -> list[Ruling]:
        """Return the decisions that no longer find what they ruled on, with the words of that time."""
        from sayso.casefile.deciding import DecisionPlace, list_decisions

        place = DecisionPlace()
        return list_decisions(
            self._store, place, claim=None, actor=None, by=None, kind=None, effective=None, orphans=True
        )

    def grades(self) -> dict[str, str]:
        """Return the grade of each graded source: by canonical actor id, and by folded name."""
        return self._store.grades()

    def audit(self, known: str | None = None) -> AuditReport:
        """Check the chain of decisions, and name each row that was altered, is missing or was moved.

        `known` is a hash that an earlier audit gave: that it still stands shows that nothing up to there was changed.
        """
        return self._store.audit(known)

    def export_decisions(self, stream: IO[str]) -> int:
        """Write all decisions as JSON Lines in order, with their hashes; return how many."""
        from sayso.casefile.deciding import export_decisions

        return export_decisions(self._store, stream)

    def import_decisions(self, lines: Iterable[str]) -> ImportReport:
        """Take in decisions that `export_decisions` wrote; those that are here already add nothing.

        They are appended after those of this casefile, with who made them and when, and lie over the claims that they
        find. Raises ExchangeError, taking nothing in, where the lines' chain is broken.
        """
        from sayso.casefile.deciding import import_decisions

        return import_decisions(self._store, lines, self._symmetric)

    def _decider(self, by: str | None) -> "Decider":
        from sayso.casefile.deciding import Decider

        return Decider(self._store, self._symmetric, text_setting("by", by), self._now())

    def _now(self) -> str:
        from datetime import UTC

        return self._clock().astimezone(UTC).isoformat()
