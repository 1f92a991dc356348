"""Compare organizations: whole names agree, or one name that both documents use has the core of both names.

Branches, namesakes, acronyms alone and aliases alone stay apart.
"""

from rapidfuzz.distance import Levenshtein

from sayso.actors.comparison import Comparison, different, nothing, same, unsure
from sayso.actors.designations import NAMESAKES, is_generic, shared_core, shared_designation
from sayso.actors.lexicon import fold_text, load_lexicon
from sayso.actors.normalize import NameParts, initials, split_name
from sayso.actors.score import score_parts
from sayso.actors.similarity import SPELLING, align, joined_words
from sayso.model import Actor, ActorType, Verdict

_ORG = ActorType.ORGANIZATION


def compare_organizations(left: Actor, right: Actor) -> Comparison:
    """Compare two organizations by their full names, with acronyms that a document introduced as support."""
    first, second = full_name(left), full_name(right)
    shared = acronyms(left) & acronyms(right)
    if first is None or second is None:
        return _compare_acronyms(left, right, shared)
    ruled = _compare_full(first, second)
    if ruled.verdict is Verdict.SAME:
        return ruled
    if shared and ruled.verdict is Verdict.UNSURE and ruled.score >= 0.75:
        return same(0.9, *ruled.reasons, f"both are {min(shared)}")
    if shared:
        return unsure(max(0.6, ruled.score), *ruled.reasons, f"same acronym {min(shared)}")
    if first.numbers == second.numbers and (both := shared_designation(left, right)):
        return same(0.92, f"both are called {both}")
    if core := shared_core(first, second):
        return unsure(0.75, f"one core, other head: {core}")
    alias = _alias_of(left, second) or _alias_of(right, first)
    return unsure(max(0.6, ruled.score), *ruled.reasons, f"alias alone: {alias}") if alias else ruled


def full_name(actor: Actor) -> NameParts | None:
    """Return the name where it is more than an acronym, else the longest alias that is, else what data expand."""
    forms = [split_name(form, _ORG) for form in (actor.name, *actor.aliases)]
    whole = [parts for parts in forms if parts.tokens and not parts.acronym]
    if whole:
        return whole[0] if whole[0] is forms[0] else max(whole, key=lambda parts: len(parts.tokens))
    expansion = load_lexicon().acronyms.get("".join(forms[0].tokens))
    return split_name(expansion, _ORG) if expansion else None


def acronyms(actor: Actor) -> frozenset[str]:
    """Return the acronyms of three letters or more that the document uses for the actor."""
    forms = [split_name(form, _ORG) for form in (actor.name, *actor.aliases)]
    return frozenset(fold_text(parts.text).strip() for parts in forms if parts.acronym and len(parts.tokens[0]) > 2)


def _compare_full(first: NameParts, second: NameParts) -> Comparison:
    """Compare two full names."""
    found = align(first, second)
    score = score_parts(first, second, found, _ORG)
    left, right = joined_words(first, second)
    if not found.pairs:
        return nothing("no common word")
    if first.numbers != second.numbers:
        return different(min(score, 0.69), "other number")
    extra = [left[i] for i in found.left_only] + [right[j] for j in found.right_only]
    if found.left_only and found.right_only:
        return different(min(score, 0.69), f"differ in {', '.join(extra)}")
    if extra:
        if is_generic(first if found.right_only else second):
            return unsure(NAMESAKES, "a name that many have")
        return _compare_longer(extra, score, len(found.pairs))
    if is_generic(first) or is_generic(second):
        return unsure(NAMESAKES, "a name that many have")
    if first.form != second.form and _tell_apart(first, second):
        return unsure(min(score, 0.85), "other legal form")
    if found.weakest < SPELLING or (len(found.pairs) == 1 and not _is_one_word(first.sounds[0], second.sounds[0])):
        return unsure(min(score, 0.85), "spelling differs")
    if len("".join(left)) < 4:
        return unsure(min(score, 0.65), "short name alone")
    return same(score, "full name agrees")


def _tell_apart(first: NameParts, second: NameParts) -> bool:
    """Tell whether other legal forms make other bodies; "X" and "X Companies" may be a person and his firm."""
    return bool(first.form and second.form) or (len(first.tokens) == 1 and "company" in (first.form, second.form))


def _compare_longer(extra: list[str], score: float, common: int) -> Comparison:
    """Compare where one name has words more: a branch, a parent, or the same with a fuller name."""
    if all(word in load_lexicon().addable for word in extra):
        return unsure(min(score, 0.85), f"only one has {', '.join(extra)}")
    if common < 3:
        return different(min(score, 0.69), f"only one has {', '.join(extra)}")
    return unsure(min(score, 0.74), f"only one has {', '.join(extra)}")


def _compare_acronyms(left: Actor, right: Actor, shared: frozenset[str]) -> Comparison:
    """Compare where one document uses an acronym alone: never more than UNSURE, since acronyms have namesakes."""
    words = {split_name(actor.name, _ORG).tokens for actor in (left, right)}
    if not shared and len(words) == 1 and len("".join(*words)) > 3:
        return same(0.9, "one word, once in capitals")
    if shared:
        return unsure(0.65, f"acronym alone: {min(shared)}")
    for short, other in ((left, right), (right, left)):
        whole = full_name(other)
        letters = "".join(split_name(short.name, _ORG).tokens)
        if whole is not None and len(letters) > 2 and letters == initials(whole):
            return unsure(0.5, f"initials alone: {letters}")
    return nothing("no common word")


def _is_one_word(left: str, right: str) -> bool:
    """Tell whether two one-word names sound alike: a word alone is a name only if it is long or the same."""
    return left == right or (min(len(left), len(right)) > 6 and Levenshtein.distance(left, right) < 2)


def _alias_of(actor: Actor, name: NameParts) -> str | None:
    """Return the alias of an actor that equals another's full name, or None."""
    return next((alias for alias in actor.aliases if split_name(alias, _ORG).tokens == name.tokens), None)
