"""Gather what is known of each entity while the text is read: type, number, gender, roles and words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sayso.model.actor import ActorType
from sayso.reading.columns import Columns
from sayso.reading.lexicon import Lexicon, load_lexicon
from sayso.reading.parts import MentionKind
from sayso.reading.phrases import Phrase

HE, SHE = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "hers", "herself"})
COUNTING = frozenset(
    {"several", "some", "many", "few", "other", "most", "more", "former", "two", "dozens", "another", "certain"}
)
COLLECTIVE = frozenset({"personnel", "leadership", "regime", "force", "military"})


@dataclass(slots=True)
class Profile:
    """Gather what is known of an entity while the text is read."""

    type: ActorType | None
    plural: bool
    named: bool
    gender: str = ""
    roles: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    last: int = -1
    count: int = 0


@dataclass(slots=True)
class Profiles:
    """Keep what is known of every entity; `entity[i]` is phrase i's, -1 until it is resolved."""

    columns: Columns
    phrases: Sequence[Phrase]
    entity: list[int]
    types: Sequence[ActorType | None]
    states: Mapping[int, int] = field(default_factory=dict)
    lexicon: Lexicon = field(default_factory=load_lexicon)
    profiles: dict[int, Profile] = field(default_factory=dict)
    by_head: dict[int, int] = field(default_factory=dict)
    by_role: dict[str, list[int]] = field(default_factory=dict)
    voices: dict[tuple[str, int], int] = field(default_factory=dict)
    identities: dict[int, list[int]] = field(default_factory=dict)
    same_words: dict[tuple[str, int], int] = field(default_factory=dict)
    fresh: int = 0

    @property
    def _one_body(self) -> frozenset[str]:
        """Return the plural words that end the name of one body ("Orlan Yards")."""
        return self.lexicon.sets["one_body"]

    def _new(self) -> int:
        """Return a new entity's number."""
        self.fresh += 1
        return self.fresh - 1

    def _note(self, i: int) -> None:
        """Learn from a phrase what its entity is like."""
        phrase = self.phrases[i]
        profile = self.profiles.get(self.entity[i])
        if profile is None:
            profile = Profile(self.types[i], phrase.plural, phrase.named)
            self.profiles[self.entity[i]] = profile
        profile.last, profile.count = i, profile.count + 1
        profile.named = profile.named or phrase.named
        if phrase.kind is MentionKind.NAME:
            profile.type = profile.type or self.types[i]
            profile.plural = phrase.plural and phrase.name[-1].lower() not in self._one_body
            profile.names.update(word.lower() for word in phrase.name)
        gender = self._gender_of(phrase)
        if gender and not profile.gender:
            profile.gender = gender
        if phrase.kind is MentionKind.PRONOUN:
            return
        nouns = [
            self.columns.lemma[t].lower() for t in range(phrase.left, phrase.first) if self.columns.pos[t] == "NOUN"
        ]
        for role in (phrase.role, *phrase.titles, *nouns):
            if role and role not in profile.roles:
                profile.roles.add(role)
                self.by_role.setdefault(role, []).append(self.entity[i])
        first, last = phrase.left, phrase.right
        profile.words.update(self.columns.lemma[t].lower() for t in range(first, last + 1))

    def _gender_of(self, phrase: Phrase) -> str:
        """Return m, f or "" by pronoun, title, first name or role noun."""
        if phrase.kind is MentionKind.PRONOUN:
            return "m" if phrase.role in HE else "f" if phrase.role in SHE else ""
        sets = self.lexicon.sets
        words = {phrase.role, *(title.rstrip(".") for title in phrase.titles)}
        first_name = phrase.name[0].lower() if len(phrase.name) > 1 else ""
        if words & sets["female"] or first_name in sets["female_names"]:
            return "f"
        return "m" if words & sets["male"] or first_name in sets["male_names"] else ""

    def _is_counted(self, phrase: Phrase) -> bool:
        """Tell whether a description means some of a group: one, a number, or a word like "several"."""
        columns = self.columns
        if not phrase.plural and phrase.role not in COLLECTIVE:
            return True
        before = range(phrase.left, phrase.head)
        return any(columns.pos[t] == "NUM" or columns.lower[t] in COUNTING for t in before)
