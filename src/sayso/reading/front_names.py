"""Add the names that open a longer name as mentions of their own: "Peruvian Air Force", "UFW Health Section"."""

from sayso.model.actor import ActorType
from sayso.reading.finder import Finder, place_phrase
from sayso.reading.folding import is_acronym
from sayso.reading.parts import MentionKind
from sayso.reading.phrases import Phrase


def add_front_names(finder: Finder, first: int, head: int) -> None:
    """Add the country and the abbreviation that stand first in the name first..head."""
    _add_place(finder, first, head)
    _add_letters(finder, first, head)


def _add_place(finder: Finder, first: int, head: int) -> None:
    """Add the country that stands first in an organ's name as a mention of its own."""
    place = finder.places.get(first)
    if place is not None and place.last < head and place.kind in {"adjective", "country"}:
        finder.add(place_phrase(finder, place, place.first))


def _add_letters(finder: Finder, first: int, head: int) -> None:
    """Add the abbreviation that opens the name of one of its parts as a name of its own ("UFW Health Section")."""
    columns, sets = finder.columns, finder.lexicon.sets
    heads = sets["name_heads"] | sets["open_heads"] | sets["part_heads"]
    if first == head or columns.lower[head] not in heads or not is_acronym(columns.words[first]):
        return
    if first not in finder.places and all(not is_acronym(columns.words[i]) for i in range(first + 1, head + 1)):
        finder.add(
            Phrase(
                first,
                first,
                first,
                MentionKind.NAME,
                first,
                first,
                name=(columns.words[first],),
                type=ActorType.ORGANIZATION,
                named=True,
            )
        )
