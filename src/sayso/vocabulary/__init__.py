"""Hold the vocabularies as data, with their loader and their check.

Takes YAML files, gives a Vocabulary to reading and analysis.
"""

from sayso.vocabulary.loader import load_vocabulary
from sayso.vocabulary.records import Predicate, Sense, Slot, Vocabulary

__all__ = ["Predicate", "Sense", "Slot", "Vocabulary", "load_vocabulary"]
