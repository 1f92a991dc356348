"""Compare people: full names may agree, surnames alone never do."""

from sayso.actors.comparison import Comparison, different, nothing, same, unsure
from sayso.actors.lexicon import fold_text, load_lexicon
from sayso.actors.normalize import NameParts, split_name
from sayso.actors.score import score_parts
from sayso.actors.similarity import SPELLING, Alignment, align, joined_words, token_fit
from sayso.model import Actor, ActorType, Verdict


def compare_people(left: Actor, right: Actor) -> Comparison:
    """Compare two named people by their fullest names, then by what aliases add."""
    first, second = fullest(left), fullest(right)
    ruled = (
        _compare_full(first, second) if len(first.tokens) > 1 < len(second.tokens) else _compare_short(first, second)
    )
    if ruled.verdict is Verdict.SAME:
        return ruled
    shared = _shared_alias(left, right, first, second)
    if shared and ruled.verdict is Verdict.UNSURE and ruled.score >= 0.75:
        return same(0.9, *ruled.reasons, f"both also {shared}")
    if shared:
        return unsure(max(0.6, ruled.score), *ruled.reasons, f"alias alone: {shared}")
    return ruled


def fullest(actor: Actor) -> NameParts:
    """Return the form with most identifying words, the name itself before its aliases."""
    forms = [split_name(form, ActorType.PERSON) for form in (actor.name, *actor.aliases)]
    name = forms[0]
    return name if len(name.tokens) > 1 else max(forms, key=lambda parts: len(parts.tokens))


def _compare_full(first: NameParts, second: NameParts) -> Comparison:
    """Compare two names of at least two words each."""
    found = align(first, second)
    score = score_parts(first, second, found, ActorType.PERSON)
    if first.generation and second.generation and first.generation != second.generation:
        return different(score, "other generation")
    words = joined_words(first, second)
    if not found.pairs:
        return nothing("no common word")
    if found.left_only and found.right_only:
        return different(min(score, 0.69), "each has a name that the other lacks")
    if len(found.pairs) < 2 and len(words[0]) + len(words[1]) > 2:
        return unsure(min(score, 0.6), "one common word")
    doubt = _doubt(first, second, found, words)
    if doubt:
        return unsure(min(score, 0.85), doubt)
    longer = found.left_only or found.right_only
    return same(min(score, 0.95) if longer else score, "fuller name" if longer else "full name agrees")


def _doubt(
    first: NameParts, second: NameParts, found: Alignment, words: tuple[tuple[str, ...], tuple[str, ...]]
) -> str | None:
    """Return why two names without contradiction are still not sure to be one, or None."""
    left, right = words
    weak = load_lexicon().weak
    extra = found.left_only + found.right_only
    ends_meet = {(0, 0), (len(left) - 1, len(right) - 1)} <= {(i, j) for i, j, _ in found.pairs}
    telling = [left[i] for i, j, _ in found.pairs if left[i] not in weak and min(len(left[i]), len(right[j])) > 2]
    in_order = [j for _, j, _ in found.pairs] == sorted(j for _, j, _ in found.pairs)
    doubts = (
        (found.weakest < SPELLING and not found.initials, "spelling differs"),
        (found.initials and (len(found.pairs) - found.initials < 2 or extra), "an initial for a name"),
        (extra and any(len(word) == 1 for word in min(words, key=len)), "initials and an extra name"),
        (found.nicknames, "a familiar form"),
        (first.generation != second.generation, "one has a generation"),
        (not in_order, "other word order"),
        (extra and not ends_meet, "first or last name is missing"),
        (not telling, "common names only"),
        (extra and len(telling) < 2, "common names and an extra one"),
    )
    return next((reason for holds, reason in doubts if holds), None)


def _compare_short(first: NameParts, second: NameParts) -> Comparison:
    """Compare where one name is a single word: never more than UNSURE."""
    short, other = sorted((first, second), key=lambda parts: len(parts.tokens))
    if not short.tokens:
        return nothing("empty name")
    fit = max((token_fit(short.tokens[0], token) for token in other.tokens), default=0.0)
    return unsure(0.5 * fit, "short name alone") if fit >= SPELLING else nothing("no common word")


def _names(actor: Actor) -> list[str]:
    """Return the forms that name and do not describe ("the president", "a member")."""
    lexicon = load_lexicon()
    described = lexicon.generic | lexicon.stopwords
    return [
        form
        for form in (actor.name, *actor.aliases)
        if any(
            word[:1].isupper()
            and fold_text(word).strip(".") not in described
            and (fold_text(word),) not in lexicon.honorifics
            for word in form.split()
        )
    ]


def _shared_alias(left: Actor, right: Actor, first: NameParts, second: NameParts) -> str | None:
    """Return a surface form that both documents use and that is not simply a part of the name, or None."""
    ours = {split_name(form, ActorType.PERSON).tokens: form for form in _names(left)}
    theirs = {split_name(form, ActorType.PERSON).tokens for form in _names(right)}
    common = set(first.tokens) & set(second.tokens)
    for tokens, form in sorted(ours.items()):
        if tokens in theirs and tokens and not set(tokens) <= common:
            return form
    return None
