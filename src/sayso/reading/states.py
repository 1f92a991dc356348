"""Tell whose state a head of state leads, so that "the X administration" and "his government" mean that state."""

from collections.abc import Sequence

from sayso.model.actor import ActorType
from sayso.reading.columns import Columns
from sayso.reading.folding import fold
from sayso.reading.lexicon import load_lexicon
from sayso.reading.parts import MentionKind
from sayso.reading.phrases import Phrase


def link_states(columns: Columns, phrases: Sequence[Phrase], entity: list[int]) -> dict[int, int]:
    """Return the state's entity for each person's that leads it, and give names of governments their state's.

    `entity` is changed in place: "the Lopez administration" takes the state's number where Lopez is known to lead it.
    """
    sets = load_lexicon().sets
    by_head = {phrase.head: i for i, phrase in enumerate(phrases)}
    leads: dict[int, int] = {}
    surnames: dict[str, int] = {}
    for i, phrase in enumerate(phrases):
        if phrase.kind is MentionKind.NAME and set(phrase.titles) & sets["heads_of_state"]:
            state = _state_beside(columns, phrases, phrase, by_head)
            if state >= 0:
                leads.setdefault(entity[i], entity[state])
                surnames.setdefault(fold(phrase.name[-1]), entity[i])
    for i, phrase in enumerate(phrases):
        if phrase.kind is not MentionKind.NAME or phrase.role not in sets["state_nouns"] or phrase.country:
            continue
        words = [word for word in phrase.name[:-1] if word not in {"'s", "’s"}]
        person = surnames.get(fold(words[-1]), -1) if words else -1
        if person >= 0:
            entity[i] = leads[person]
    return leads


def _state_beside(columns: Columns, phrases: Sequence[Phrase], phrase: Phrase, by_head: dict[int, int]) -> int:
    """Return the index of the state phrase before a titled name ("Nicaraguan President X"), or after "of", or -1."""
    for token in range(phrase.left, phrase.first):
        at = by_head.get(token, -1)
        if at >= 0 and phrases[at].type is ActorType.STATE:
            return at
    for token in range(phrase.last + 1, min(phrase.last + 4, len(columns))):
        at = by_head.get(token, -1)
        if at >= 0 and phrases[at].type is ActorType.STATE and columns.lower[phrase.last + 1] == "of":
            return at
    return -1
