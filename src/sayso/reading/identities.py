"""Find what syntax says is one actor: apposition, "X is Y", and the name that closes a description."""

from collections.abc import Mapping, Sequence

from sayso.model.actor import ActorType
from sayso.reading.columns import Columns
from sayso.reading.parts import MentionKind
from sayso.reading.phrases import Phrase

COPULAS = frozenset({"be", "remain"})
CALLED = frozenset({"called", "named", "known", "dubbed", "nicknamed", "styled"})
BORNE = frozenset({"oprd", "attr", "pobj", "dobj"})
POINTING = frozenset({"the", "this", "that", "his", "her", "its", "their", "our", "my", "whose"})


def find_identities(
    columns: Columns, phrases: Sequence[Phrase], types: Sequence[ActorType | None], by_head: Mapping[int, int]
) -> dict[int, list[int]]:
    """Return for descriptions, by index, the indices of the phrases that mean the same, the surest first.

    Whether the types of both can meet is left to the caller, but for a name that closes a description: that must be a
    person's, and the description a person's post.
    """
    by_left = {phrase.left: i for i, phrase in enumerate(phrases) if phrase.kind is MentionKind.NAME}
    found: dict[int, list[int]] = {}
    for i, phrase in enumerate(phrases):
        if phrase.kind is not MentionKind.DESCRIPTION:
            continue
        same = _apposed(columns, phrase, by_head) + _closing_name(columns, phrase, phrases, types, by_left)
        same += _equated(columns, phrase, phrases, by_head) + _called(columns, phrase, phrases, by_head)
        if same:
            found[i] = same
    _share_coordinated(columns, phrases, by_head, found)
    return found


def _apposed(columns: Columns, phrase: Phrase, by_head: Mapping[int, int]) -> list[int]:
    """Return the phrases that a description stands in apposition to, and those that do to it."""
    head = phrase.head
    near = [columns.head[head]] if columns.dep[head] == "appos" else []
    near += [child for child in columns.children[head] if columns.dep[child] == "appos"]
    return [by_head[token] for token in near if token in by_head]


def _closing_name(
    columns: Columns,
    phrase: Phrase,
    phrases: Sequence[Phrase],
    types: Sequence[ActorType | None],
    by_left: Mapping[int, int],
) -> list[int]:
    """Return a person's name right after the comma that closes a person's post ("the head of the bank, Ann Lee,").

    The parser hangs such a name on the nearest noun; only the types tell whose it is.
    """
    comma = phrase.right + 1
    if phrase.type is not ActorType.PERSON or phrase.plural or comma + 1 >= len(columns):
        return []
    at = by_left.get(comma + 1, -1)
    if columns.words[comma] != "," or at < 0 or types[at] is not ActorType.PERSON:
        return []
    return [at] if _hangs_loose(columns, phrases[at].head) else []


def _called(columns: Columns, phrase: Phrase, phrases: Sequence[Phrase], by_head: Mapping[int, int]) -> list[int]:
    """Return the name that a description bears ("a junta called the Ravens", "a party known as the Greens")."""
    for verb in columns.children[phrase.head]:
        if columns.lower[verb] not in CALLED or columns.dep[verb] not in {"acl", "relcl"} or verb < phrase.head:
            continue
        near = list(columns.children[verb])
        near += [low for child in near if columns.lower[child] == "as" for low in columns.children[child]]
        named = [by_head[token] for token in near if token in by_head and columns.dep[token] in BORNE]
        return [at for at in named if phrases[at].kind is MentionKind.NAME]
    return []


def _hangs_loose(columns: Columns, head: int) -> bool:
    """Tell whether a name is an apposition, or what the parser makes of one: a lone conjunct of a verb."""
    if columns.dep[head] == "conj":
        above = columns.head[head]
        goes_on = any(columns.dep[child] == "conj" for child in columns.children[head])
        return columns.pos[above] in {"VERB", "AUX"} and not goes_on
    return columns.dep[head] in {"appos", "dep"}


def _equated(columns: Columns, phrase: Phrase, phrases: Sequence[Phrase], by_head: Mapping[int, int]) -> list[int]:
    """Return the subject of "X is the head of Y" for the head, and the name in "the head of Y is X"."""
    head, verb = phrase.head, columns.head[phrase.head]
    definite = phrase.determiner in POINTING or phrase.owner >= 0
    if not definite or columns.dep[head] not in {"nsubj", "attr"} or not is_plain_copula(columns, verb):
        return []
    wanted = "attr" if columns.dep[head] == "nsubj" else "nsubj"
    others = [by_head[token] for token in columns.children[verb] if columns.dep[token] == wanted and token in by_head]
    return [at for at in others if wanted == "nsubj" or phrases[at].kind is MentionKind.NAME]


def is_plain_copula(columns: Columns, verb: int) -> bool:
    """Tell whether a verb says that two are one, without "not", "may" or a question."""
    if columns.lemma[verb] not in COPULAS:
        return False
    for child in columns.children[verb]:
        if columns.dep[child] in {"neg", "expl"} or columns.tag[child] == "MD":
            return False
    return True


def _share_coordinated(
    columns: Columns, phrases: Sequence[Phrase], by_head: Mapping[int, int], found: dict[int, list[int]]
) -> None:
    """Let descriptions of one person that are joined by "and" share a name: "the founder and head of X, Ann Lee"."""
    for i, phrase in enumerate(phrases):
        above = by_head.get(columns.head[phrase.head], -1)
        if columns.dep[phrase.head] != "conj" or above < 0 or phrase.determiner or phrase.owner >= 0:
            continue
        pair = (phrases[above], phrase)
        if any(one.kind is not MentionKind.DESCRIPTION or one.type is not ActorType.PERSON for one in pair):
            continue
        if phrase.plural or phrases[above].plural:
            continue
        named = [at for at in (*found.get(above, ()), *found.get(i, ())) if phrases[at].kind is MentionKind.NAME]
        if named:
            found.setdefault(i, []).extend(named)
            found.setdefault(above, []).extend(named)
