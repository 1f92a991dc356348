"""Weigh how likely an earlier mention is what a personal pronoun means, by weights learned from annotated text.

A log-linear ranker over binary features (after Denis and Baldridge 2008, "Specialized models and ranking for
coreference resolution"), one set of weights for each class of pronoun; `training/train_salience.py` makes the weights.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sayso.model.actor import ActorType
from sayso.reading.columns import Columns
from sayso.reading.parts import MentionKind
from sayso.reading.phrases import Phrase
from sayso.reading.profiles import Profile

WEIGHTS = Path(__file__).parent / "data" / "salience.json"
CLASSES = {
    **dict.fromkeys(("he", "him", "his", "himself", "she", "her", "hers", "herself"), "he"),
    **dict.fromkeys(("it", "its", "itself"), "it"),
}
ROLES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "poss", "appos", "attr", "dative", "compound", "ROOT"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
CLAUSES = frozenset({"relcl", "ccomp", "advcl", "acl", "xcomp", "csubj", "pcomp"})
DEEPEST = 2
NEAR_TOKENS = (5, 15, 30, 60)
COUNTS = (1, 2, 4, 8)
MOST_BETWEEN = 4


@dataclass(frozen=True, slots=True)
class Pair:
    """Hold a pronoun, an earlier mention and what is known of its entity; `between` counts the entities nearer by,
    `recent` the entity's mentions in this sentence and the one before.
    """

    pronoun: Phrase
    other: Phrase
    profile: Profile
    sentences: int
    between: int
    recent: int = 0


def class_of(word: str) -> str:
    """Return which set of weights a personal pronoun has: he, it or they."""
    return CLASSES.get(word, "they")


@cache
def load_weights() -> Mapping[str, float]:
    """Return the learned weights by class and feature; a feature without weight counts nothing."""
    return dict(json.loads(WEIGHTS.read_text(encoding="utf-8")))


def features_of(columns: Columns, pair: Pair) -> list[str]:
    """Return the binary features of a pair, each prefixed with the pronoun's class."""
    pronoun, other, profile = pair.pronoun, pair.other, pair.profile
    role, own = role_of(columns, other.head), role_of(columns, pronoun.head)
    role = role if role in ROLES else "other"
    group = class_of(pronoun.role)
    kind = profile.type.value if profile.type is not None else "none"
    found = [
        f"distance {pair.sentences}",
        f"role {role}",
        f"distance and role {pair.sentences} {role}",
        f"kind {other.kind.value}",
        f"type {kind}",
        f"type and number {kind} {profile.plural}",
        f"tokens {_bucket(pronoun.head - other.head, NEAR_TOKENS)}",
        f"count {_bucket(profile.count, COUNTS)}",
        f"between {min(pair.between, MOST_BETWEEN)}",
    ]
    personal = other.kind is MentionKind.PRONOUN and other.role not in RELATIVE
    flags = {
        "same role": role == own,
        "named": profile.named,
        "same segment": columns.parsed.segments[pronoun.head] == columns.parsed.segments[other.head],
        "owner in clause": own == "poss" and pair.sentences == 0 and role == "nsubj",
        "same word": personal and class_of(other.role) == group,
        "relative": other.kind is MentionKind.PRONOUN and not personal,
        "other person": personal and class_of(other.role) != group,
        "gender": bool(profile.gender) and kind == ActorType.PERSON.value,
        "conjunct": columns.dep[other.head] == "conj",
        "indefinite": other.determiner in {"a", "an"},
        "pronoun owns": own == "poss",
        "poss and subject before": own == "poss" and role in {"nsubj", "nsubjpass"},
    }
    level, own_level = _level(columns, other.head), _level(columns, pronoun.head)
    leads, led = _leads(columns, other.head), _leads(columns, pronoun.head)
    near, recent = min(pair.sentences, 2), min(pair.recent, 3)
    flags["owns a subject"] = role == "poss" and role_of(columns, columns.head[other.head]) in SUBJECTS
    found += [
        f"level {level} at {near}",
        f"levels {level} {own_level} at {near}",
        f"leads {leads} {led} at {near}",
        f"recent {recent}",
        f"recent {recent} at {near}",
    ]
    found += [name for name, holds in flags.items() if holds]
    return [f"{group}: {name}" for name in found]


def features_of_none(columns: Columns, pronoun: Phrase) -> list[str]:
    """Return the features of leaving a pronoun unresolved."""
    group = class_of(pronoun.role)
    return [f"{group}: none", f"{group}: none {role_of(columns, pronoun.head)}"]


def weigh(features: list[str]) -> float:
    """Return the sum of the weights of features."""
    weights = load_weights()
    return sum(weights.get(name, 0.0) for name in features)


def role_of(columns: Columns, head: int) -> str:
    """Return the grammatical role of a head; a conjunct has that of the first."""
    return columns.dep[_first_of(columns, head, {"conj"})]


def _level(columns: Columns, token: int) -> int:
    """Return how many clauses a token stands below the main one, up to DEEPEST."""
    depth = 0
    while columns.head[token] != token and depth < DEEPEST:
        depth += columns.dep[token] in CLAUSES
        token = columns.head[token]
    return depth


def _leads(columns: Columns, head: int) -> bool:
    """Tell whether a mention, or what it stands beside in apposition, is the subject of its sentence's main clause."""
    head = _first_of(columns, head, {"conj", "appos"})
    return columns.dep[head] in SUBJECTS and _level(columns, head) == 0


def _first_of(columns: Columns, head: int, beside: Collection[str]) -> int:
    """Return the first of the phrases that stand side by side with one in these ways."""
    while columns.dep[head] in beside and columns.head[head] != head:
        head = columns.head[head]
    return head


def _bucket(value: int, limits: tuple[int, ...]) -> int:
    """Return the first limit that a value does not pass, or one more than the last."""
    return next((limit for limit in limits if value <= limit), limits[-1] + 1)
