"""Find on whose say-so the words of a document stand; takes a Parsed, gives Credits with their chains.

Finders read credits off verbs, nouns, prepositions, adverbs and quotations; here those of one cue are joined and laid
into one another: a credit whose cue stands in the content of another is its inner one.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.reading.credited import Found, joined
from sayso.reading.cues import reporting_words
from sayso.reading.language import Parsed
from sayso.reading.nominal import Nominal
from sayso.reading.parsed import Table
from sayso.reading.parts import Credit
from sayso.reading.quotations import quoted
from sayso.reading.quote_marks import keep_quoted
from sayso.reading.speech import Speech
from sayso.reading.transcripts import speakers_in_brackets
from sayso.reading.tree import Tree, plant

if TYPE_CHECKING:
    from sayso.reading.tagging import Tagged


class Credits(list[Credit]):
    """Hold a document's credits in order of their cues, with an index from token to chain."""

    def __init__(self, found: Sequence[Credit], length: int) -> None:
        super().__init__(found)
        self._chains: list[tuple[Credit, ...]] = [()] * length
        for credit in sorted(found, key=lambda one: (one.depth, one.cue)):
            for first, last in credit.content:
                for token in range(first, last + 1):
                    self._chains[token] = (*self._chains[token], credit)

    def chain(self, token: int) -> tuple[Credit, ...]:
        """Return the credits whose content holds the token, outermost first."""
        return self._chains[token]


def find_credits(parsed: Parsed, tree: Tree | None = None, tagged: Sequence["Tagged"] = ()) -> list[Credit]:
    """Return all credits of a document in order of their cues; an empty document has none.

    Sources that are coordinated give one Credit each, with one content and depth. A `tree` that was planted already
    is used again. `tagged` are the sentences that a tagger read; their spans come from it.
    """
    tree = tree or plant(parsed)
    words = reporting_words()
    found = keep_quoted(parsed, list(Speech(tree, words).find()))
    found += [*Nominal(tree, words).find(), *speakers_in_brackets(parsed, tree)]
    found = _merge([*found, *quoted(parsed, tree, words, found)])
    if tagged:
        from sayso.reading.tagging import mend

        found = _merge(mend(found, tagged, tree))
    found = _mark_passing(found)
    depths = _depths(found)
    spread = [credit for one, depth in zip(found, depths, strict=True) for credit in _spread(one, depth)]
    return Credits(spread, len(tree))


def credits_of(found: Sequence[Credit], token: int) -> tuple[Credit, ...]:
    """Return the credits whose content holds the token, outermost first; empty for the author's own words."""
    if isinstance(found, Credits):
        return found.chain(token)
    held = [one for one in found if any(first <= token <= last for first, last in one.content)]
    return tuple(sorted(held, key=lambda one: (one.depth, one.cue)))


def stands_beside(table: Table, token: int, credit: Credit) -> bool:
    """Tell whether a hedging adverb does not reach a token: "Lee, who led the firm, reportedly met Kim"."""
    if credit.source is not None or len(credit.cue) != 1 or table.dep[credit.cue[0]] != "advmod":
        return False
    verb, at = table.head[credit.cue[0]], token
    while at not in (verb, table.head[at]):
        if table.dep[at] == "relcl":
            return True
        at = table.head[at]
    return False


def _spread(found: Found, depth: int) -> list[Credit]:
    """Return one Credit for each source, or one bare Credit."""
    if found.bare and not found.sources:
        return [Credit(None, found.cue, found.content, depth, reporting_words().unattributed)]
    return [
        Credit(source, found.cue, found.content, depth, None, found.passes_on, found.words) for source in found.sources
    ]


def _merge(found: list[Found]) -> list[Found]:
    """Join credits with the same cue, in order of the cue."""
    by_cue: dict[int, Found] = {}
    for one in sorted(found, key=lambda each: (each.cue, not each.sources)):
        key = one.cue[0]
        before = by_cue.get(key)
        if before is None:
            by_cue[key] = one
        else:
            content = joined({*before.content, *one.content})
            by_cue[key] = replace(before, content=content, passes_on=before.passes_on or one.passes_on)
    return list(by_cue.values())


def _depths(found: list[Found]) -> list[int]:
    """Return for each credit how many others hold its cue in their content; `found` is in order of cues.

    Where two hold each other's cue, the one that begins first is the outer one. A source that is handed on ("citing
    X") lies inside the credit that shares its content.
    """
    cues = [one.cue[0] for one in found]
    holders: list[set[int]] = [set() for _ in found]
    for index, one in enumerate(found):
        for first, last in one.content:
            for held in range(bisect_left(cues, first), bisect_right(cues, last)):
                if held != index:
                    holders[held].add(index)
    beginnings: dict[tuple[int, int], set[int]] = {}
    for index, one in enumerate(found):
        if not one.inner:
            beginnings.setdefault(one.content[0], set()).add(index)
    depths = []
    for index, one in enumerate(found):
        outer = {other for other in holders[index] if index not in holders[other] or other < index}
        handing = beginnings.get(one.content[0], set()) - {index} if one.inner else set()
        depths.append(len(outer | handing))
    return depths


def _mark_passing(found: list[Found]) -> list[Found]:
    """Return the credits with those marked that only hand on what a cited source says."""
    cited = {one.content[0] for one in found if one.inner}
    return [replace(one, passes_on=True) if one.content[0] in cited and not one.inner else one for one in found]
