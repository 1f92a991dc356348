"""State rival hypotheses and rate what is said against them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sayso.casefile.rulings import Rulings
from sayso.model.decision import Ruling

if TYPE_CHECKING:
    from sayso.model.hypothesis import QuestionRow, RivalMatrix


class Rivalries(Rulings):
    """Compare hypotheses as Heuer does; ratings are people's, proposals count nowhere, and nothing is called true.

    Hypotheses and ratings are decisions like all others: appended with who, when and why, undone by `undo`, carried
    over when a document is read again by what the claim says, listed as orphans where it is not found.
    """

    def hypotheses(self) -> "list[QuestionRow]":
        """Return the questions with the titles of their hypotheses, in the order in which they came."""
        from sayso.casefile.hypotheses import list_questions

        return list_questions(self._store)

    def compare(self, question: str | None = None, *, limit: int | None = None) -> "RivalMatrix":
        """Return the hypotheses on one question against what is said.

        `question` is its words, its id or the start of either; where there is one alone it may be left out. Rows are
        all that was rated, and what is said of the two actors of each statement (of 40 ties and of each the 40 surest
        claims); what one root says, in however many claims and documents, is one row. Rows come by root, those that
        tell most apart first; `limit` cuts the rows shown, nothing else. Raises NotFound.
        """
        from sayso.casefile.hypotheses import compare_rivals

        return compare_rivals(self._store, self._traits, question, limit)

    def add_hypothesis(
        self,
        question: str,
        title: str,
        statements: str | Sequence[str],
        *,
        by: str | None = None,
        why: str | None = None,
    ) -> Ruling:
        """State a hypothesis on a question: a title, and one or more statements that are all meant together.

        A statement is `subject | predicate | object`, with `| denied` and `| as of DATE` (EDTF) after it where that is
        meant, or free words. `undo` of this decision takes the hypothesis away. Raises NotFound for an unknown actor or
        predicate; UsageError for empty words, a bad date, and a title that the question has already.
        """
        from sayso.casefile.stating import check_stated, hypothesis_id, read_hypotheses, write_changes
        from sayso.model.decision import Target
        from sayso.model.errors import UsageError

        stated = check_stated(question, title, statements)
        name = hypothesis_id(stated.question, stated.title)
        if name in read_hypotheses(self._store):
            raise UsageError(
                f"{stated.title!r} is a hypothesis on this question already. Word it anew, or differently."
            )
        changes = write_changes(self._store, stated, self._find_predicates, None)
        return self._decider(by).state(Target(name, stated.title), changes, why)

    def reword_hypothesis(
        self,
        hypothesis: str,
        *,
        title: str | None = None,
        statements: str | Sequence[str] | None = None,
        by: str | None = None,
        why: str | None = None,
    ) -> Ruling:
        """Word a hypothesis anew; its ratings stay. `hypothesis` is its id, the start of it, or its title.

        Raises NotFound and UsageError as `add_hypothesis`, and UsageError where nothing would change.
        """
        from sayso.casefile.stating import check_stated, find_hypothesis, write_changes
        from sayso.model.decision import Target
        from sayso.model.errors import UsageError

        held = find_hypothesis(self._store, hypothesis)
        old = tuple(one.words for one in held.statements)
        stated = check_stated(held.question, title or held.title, statements or old)
        if (stated.title, stated.statements) == (held.title, old):
            raise UsageError("Nothing would change.")
        changes = write_changes(self._store, stated, self._find_predicates, held)
        return self._decider(by).state(Target(held.id, stated.title), changes, why)

    def rate(
        self,
        claim: str,
        hypothesis: str,
        rating: str,
        *,
        relevance: str | None = None,
        by: str | None = None,
        why: str | None = None,
    ) -> Ruling:
        """Rate how what a claim says goes with a hypothesis: CC, C, N, I or II.

        CC is very consistent, C consistent, N neutral or not applicable, I inconsistent, II very inconsistent.
        `relevance` (high, medium, low) says how much the claim bears on the question at all, and holds for its row.
        Each person's latest counts, of several people's the last; where they differ the cell is marked. Raises NotFound
        and UsageError.
        """
        from sayso.casefile.rating import rate_claim

        return rate_claim(self._store, self._decider(by), (claim, hypothesis, rating), relevance, why)
