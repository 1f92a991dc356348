"""Decide which actors of different documents are one; takes raw actors, gives judgements and canonical ids.

`resolve(new, index)` judges one document's actors against all that the index holds, at the cost of the new document.
`canonical_ids(judgements)` gives each raw id the smallest raw id of its union. Judgements are rows, never deletions;
a person's verdict always beats the machine's. Raw ids never change. Files are loaded when a name of theirs is first
asked for: comparing needs libraries that most questions do not.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.actors.canonical import canonical_ids, effective, is_machine, judge
    from sayso.actors.comparison import Comparison
    from sayso.actors.index import ActorIndex
    from sayso.actors.lexicon import fold_text
    from sayso.actors.pairs import compare, compare_names
    from sayso.actors.profile import find_actors
    from sayso.actors.resolution import MACHINE, resolve
    from sayso.actors.union import merge_actors

__all__ = [
    "MACHINE",
    "ActorIndex",
    "Comparison",
    "canonical_ids",
    "compare",
    "compare_names",
    "effective",
    "find_actors",
    "fold_text",
    "is_machine",
    "judge",
    "merge_actors",
    "resolve",
]

_WHERE = {
    "ActorIndex": "index",
    "Comparison": "comparison",
    "MACHINE": "resolution",
    "canonical_ids": "canonical",
    "compare": "pairs",
    "compare_names": "pairs",
    "effective": "canonical",
    "find_actors": "profile",
    "fold_text": "lexicon",
    "is_machine": "canonical",
    "judge": "canonical",
    "merge_actors": "union",
    "resolve": "resolution",
}


def __getattr__(name: str) -> object:
    """Load the file of a name."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
    globals()[name] = found
    return found
