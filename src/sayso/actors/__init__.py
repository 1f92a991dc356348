"""Decide which actors of different documents are one; takes raw actors, gives judgements and canonical ids.

`resolve(new, index)` judges one document's actors against all that the index holds, at the cost of the new document.
`canonical_ids(judgements)` gives each raw id the smallest raw id of its union. Judgements are rows, never deletions;
a person's verdict always beats the machine's. Raw ids never change.
"""

from sayso.actors.canonical import canonical_ids, effective, is_machine, judge
from sayso.actors.compare import compare, compare_names
from sayso.actors.comparison import Comparison
from sayso.actors.index import ActorIndex
from sayso.actors.lexicon import fold_text
from sayso.actors.profile import find_actors, merge_actors
from sayso.actors.resolve import MACHINE, resolve

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
