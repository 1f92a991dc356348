"""Resolve pronouns and descriptions to the entity meant, or leave them unresolved; a silent guess would be an error.

One pass in the order of the text. Candidates are ranked by salience: distance in sentences, grammatical role, how
often the entity was mentioned (after Lappin and Leass 1994), under agreement in type, number and gender.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sayso.model.actor import ActorType
from sayso.reading.columns import Columns
from sayso.reading.folding import fold
from sayso.reading.lexicon import Lexicon, load_lexicon
from sayso.reading.parts import MentionKind
from sayso.reading.phrases import Phrase

WINDOW_SENTENCES = 3
DESCRIPTION_WINDOW = 8
ROLE_WEIGHT = {"nsubj": 1.0, "nsubjpass": 0.95, "dobj": 0.6, "dative": 0.5, "pobj": 0.4, "poss": 0.4, "appos": 0.3}
HE, SHE = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "hers", "herself"})
IT, THEY = frozenset({"it", "its", "itself"}), frozenset({"they", "them", "their", "theirs", "themselves"})
FIRST_PERSON = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
COUNTING = frozenset(
    {"several", "some", "many", "few", "other", "most", "more", "former", "two", "dozens", "another", "certain"}
)
COLLECTIVE = frozenset({"personnel", "leadership", "regime", "force"})
NOT_NARROWING = frozenset({"the", "this", "that", "these", "those", "same", "two", "three", "both"})
STATE_ROLES = frozenset({"government", "regime", "administration"})
INDEFINITE = frozenset({"a", "an", "some", "any", "no", "every", "each", "this", "that", "these", "those", "both"})
RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})


@dataclass(slots=True)
class Profile:
    """Gather what is known of an entity while the text is read."""

    type: ActorType | None
    plural: bool
    named: bool
    gender: str = ""
    roles: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    last: int = -1
    count: int = 0


@dataclass(slots=True)
class Resolver:
    """Assign an entity to every phrase; `entity[i]` is phrase i's, names come with theirs."""

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
    same_words: dict[tuple[str, int], int] = field(default_factory=dict)
    fresh: int = 0

    def run(self) -> list[int]:
        """Resolve all phrases in order and return their entities."""
        self.fresh = max(self.entity, default=-1) + 1
        self.by_head = {phrase.head: i for i, phrase in enumerate(self.phrases)}
        for i, phrase in enumerate(self.phrases):
            if phrase.kind is MentionKind.PRONOUN:
                self.entity[i] = self._pronoun(i)
            elif self.entity[i] < 0:
                self.entity[i] = self._description(i)
            self._note(i)
        return self.entity

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
        gender = self._gender_of(phrase)
        if gender and not profile.gender:
            profile.gender = gender
        if phrase.kind is MentionKind.PRONOUN:
            return
        for role in (phrase.role, *phrase.titles):
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

    # Pronouns

    def _pronoun(self, i: int) -> int:
        """Return the entity of a pronoun, a new one where nothing fits."""
        word = self.phrases[i].role
        if word in RELATIVE:
            found = self._antecedent_of_relative(self.phrases[i].head)
        elif word in FIRST_PERSON:
            found = self._first_person(i)
        elif word.endswith(("self", "selves")):
            found = self._subject_of_clause(i)
        else:
            found = self._best_candidate(i)
        return self._new() if found < 0 else found

    def _antecedent_of_relative(self, token: int) -> int:
        """Return the entity that a relative clause hangs on, or -1."""
        columns = self.columns
        for _ in range(12):
            above = columns.head[token]
            if columns.dep[token] == "relcl":
                at = self.by_head.get(above, -1)
                return self.entity[at] if at >= 0 else -1
            if above == token:
                return -1
            token = above
        return -1

    def _first_person(self, i: int) -> int:
        """Return the speaker of a first person; without one, the one that speaks so in the same segment, or -1."""
        phrase = self.phrases[i]
        found = self._speaker(phrase.head)
        if found >= 0:
            return found
        key = ("we" if phrase.plural else "i", self.columns.parsed.segments[phrase.head])
        if key not in self.voices:
            self.voices[key] = self._new()
        return self.voices[key]

    def _speaker(self, token: int) -> int:
        """Return the entity of the subject that says the clause which a first person stands in, or -1."""
        columns = self.columns
        while columns.head[token] != token:
            above = columns.head[token]
            if columns.dep[token] in {"ccomp", "parataxis"} and columns.pos[above] == "VERB":
                for child in columns.children[above]:
                    at = self.by_head.get(child, -1) if columns.dep[child] == "nsubj" else -1
                    if at >= 0 and self.entity[at] >= 0:
                        return self.entity[at]
            token = above
        return -1

    def _subject_of_clause(self, i: int) -> int:
        """Return the entity of the subject of the verb that a reflexive depends on, or -1."""
        columns = self.columns
        token = self.phrases[i].head
        while columns.head[token] != token:
            token = columns.head[token]
            if columns.pos[token] in {"VERB", "AUX"}:
                for child in columns.children[token]:
                    at = self.by_head.get(child, -1) if columns.dep[child] in {"nsubj", "nsubjpass"} else -1
                    if at >= 0 and self.entity[at] >= 0:
                        return self.entity[at]
        return -1

    def _best_candidate(self, i: int) -> int:
        """Return the most salient entity that agrees with a personal pronoun, or -1."""
        phrase = self.phrases[i]
        sentence = self.columns.sentence[phrase.head]
        scores: dict[int, float] = {}
        for j in range(i - 1, -1, -1):
            other = self.phrases[j]
            distance = sentence - self.columns.sentence[other.head]
            if distance > WINDOW_SENTENCES:
                break
            entity = self.entity[j]
            if entity < 0 or not self._agrees(phrase, entity) or self._is_barred(phrase, other):
                continue
            scores[entity] = max(scores.get(entity, -9.0), self._salience(phrase, other, distance, entity))
        barred = {self.entity[j] for j in range(max(0, i - 40), i) if self._binds(phrase, self.phrases[j])}
        allowed = {entity: score for entity, score in scores.items() if entity not in barred}
        return max(allowed, key=lambda entity: (allowed[entity], -entity)) if allowed else -1

    def _salience(self, phrase: Phrase, other: Phrase, distance: int, entity: int) -> float:
        """Score one earlier mention as antecedent."""
        columns = self.columns
        score = ROLE_WEIGHT.get(self._role(other.head), 0.3)
        score += (0.5, 0.35, -0.25, -0.7)[distance]
        score += 0.08 * min(self.profiles[entity].count, 6)
        score -= 0.006 * min(phrase.head - other.head, 60)
        if self._role(other.head) == self._role(phrase.head):
            score += 0.15
        if other.kind is MentionKind.PRONOUN:
            score += 0.2
        profile = self.profiles[entity]
        if phrase.role in HE | SHE and profile.type is not ActorType.PERSON:
            score -= 0.8
        if phrase.role in THEY:
            score += 0.0 if profile.plural else -0.5
        if phrase.role in IT and profile.type in {ActorType.ORGANIZATION, ActorType.STATE}:
            score += 0.15
        if columns.dep[phrase.head] == "poss" and distance == 0 and self._role(other.head) == "nsubj":
            score += 0.2
        return score

    def _role(self, head: int) -> str:
        """Return the grammatical role of a head; a conjunct has that of the first."""
        while self.columns.dep[head] == "conj" and self.columns.head[head] != head:
            head = self.columns.head[head]
        return self.columns.dep[head]

    def _agrees(self, phrase: Phrase, entity: int) -> bool:
        """Tell whether a pronoun and an entity agree in type, number and gender."""
        profile = self.profiles[entity]
        word = phrase.role
        if word in HE or word in SHE:
            wanted = "m" if word in HE else "f"
            if profile.plural or profile.type not in {ActorType.PERSON, None}:
                return False
            return profile.gender in {"", wanted}
        if word in IT:
            return profile.type is not ActorType.PERSON and not profile.plural
        return profile.plural or profile.type in {ActorType.ORGANIZATION, ActorType.STATE}

    def _is_barred(self, phrase: Phrase, other: Phrase) -> bool:
        """Tell whether a mention cannot be the antecedent: it holds the pronoun, or is an adjective or a title."""
        return other.left <= phrase.head <= other.right or self.columns.dep[other.head] in {"npadvmod"}

    def _binds(self, phrase: Phrase, other: Phrase) -> bool:
        """Tell whether both are arguments of one verb, so that a plain pronoun cannot mean the other."""
        columns = self.columns
        if columns.dep[phrase.head] == "poss" or columns.sentence[phrase.head] != columns.sentence[other.head]:
            return False
        return _governor(columns, phrase.head) == _governor(columns, other.head) and other.left != phrase.left

    # Descriptions

    def _description(self, i: int) -> int:
        """Return the entity of a description: identified by apposition, by its words, or by what stands before."""
        phrase = self.phrases[i]
        found = self._apposed(i)
        if found < 0:
            found = self._standing_for(i)
        key = self._words_key(phrase)
        if found < 0 and key is not None:
            found = self.same_words.get(key, -1)
        if found < 0 and phrase.definite and phrase.owner < 0:
            found = self._point_back(i)
        if found < 0:
            found = self._new()
        if key is not None:
            self.same_words[key] = found
        return found

    def _standing_for(self, i: int) -> int:
        """Return the entity that a description stands for by a name in it, or -1.

        Members without number are their group, officials and troops their state, "his government" the state that he
        leads, "the city of X" is X.
        """
        phrase, sets = self.phrases[i], self.lexicon.sets
        if phrase.owner >= 0 and phrase.role in sets["state_nouns"]:
            owner = self.by_head.get(phrase.owner, -1)
            return self.states.get(self.entity[owner], -1) if owner >= 0 else -1
        near = [self.by_head.get(phrase.head - 1, -1), self._named_after(phrase)]
        names = [at for at in near if at >= 0 and self.phrases[at].kind is MentionKind.NAME]
        if phrase.role in sets["member_nouns"] and phrase.determiner in {"", "the"} and not self._is_counted(phrase):
            for at in names:
                if self.types[at] in {ActorType.ORGANIZATION, ActorType.STATE}:
                    return self.entity[at]
        if phrase.role in sets["place_suffixes"]:
            for at in names:
                if self.types[at] is ActorType.PLACE:
                    return self.entity[at]
        return -1

    def _named_after(self, phrase: Phrase) -> int:
        """Return the index of the phrase right after "of", or -1."""
        columns = self.columns
        for child in columns.children[phrase.head]:
            if child == phrase.head + 1 and columns.lower[child] == "of":
                for inner in columns.children[child]:
                    return self.by_head.get(inner, -1)
        return -1

    def _is_counted(self, phrase: Phrase) -> bool:
        """Tell whether a description means some of a group: one, a number, or a word like "several"."""
        columns = self.columns
        if not phrase.plural and phrase.role not in COLLECTIVE:
            return True
        before = range(phrase.left, phrase.head)
        return any(columns.pos[t] == "NUM" or columns.lower[t] in COUNTING for t in before)

    def _words_key(self, phrase: Phrase) -> tuple[str, int] | None:
        """Return what makes two descriptions one without any search: owner and role, or the same plural words."""
        columns = self.columns
        if phrase.owner >= 0:
            at = self.by_head.get(phrase.owner, -1)
            if at >= 0 and self.entity[at] >= 0:
                first = phrase.owner + 1
                return fold(columns.text(first, phrase.last)), self.entity[at]
            return None
        if phrase.determiner in INDEFINITE or self._is_number(phrase):
            return None
        return fold(columns.text(phrase.first, phrase.right)), -1

    def _is_number(self, phrase: Phrase) -> bool:
        """Tell whether a description is a number or begins with one ("three men" need not be the same three)."""
        columns = self.columns
        if columns.pos[phrase.head] in {"NUM", "ADJ", "DET"}:
            return True
        before = range(phrase.left, phrase.head)
        return phrase.determiner != "the" and any(
            columns.pos[t] == "NUM" or columns.lower[t] in COUNTING for t in before
        )

    def _apposed(self, i: int) -> int:
        """Return the entity of a name that this description stands in apposition to, or -1."""
        columns, head = self.columns, self.phrases[i].head
        near = [columns.head[head]] if columns.dep[head] == "appos" else []
        near += [child for child in columns.children[head] if columns.dep[child] == "appos"]
        for token in near:
            at = self.by_head.get(token, -1)
            if at < 0 or self.entity[at] < 0 or self.phrases[at].plural != self.phrases[i].plural:
                continue
            if _types_meet(self.types[at], self.types[i]):
                return self.entity[at]
        return -1

    def _point_back(self, i: int) -> int:
        """Return the entity that a definite description points back to, or -1."""
        phrase = self.phrases[i]
        modifiers = self._modifiers(phrase)
        sentence = self.columns.sentence[phrase.head]
        best, best_score = -1, 0.0
        for entity in self._candidates(i, sentence):
            last = self.phrases[self.profiles[entity].last]
            if last.left <= phrase.head <= last.right:
                continue
            score = self._fit(phrase, modifiers, entity, sentence - self.columns.sentence[last.head])
            if score > best_score:
                best, best_score = entity, score
        return best

    def _candidates(self, i: int, sentence: int) -> list[int]:
        """Return the entities that a definite noun may mean, last mentioned first: of the same role, or near."""
        noun = self.phrases[i].role
        found = dict.fromkeys(self.by_role.get(noun, ()))
        if noun in self.lexicon.sets["stand_ins"]:
            for j in range(i - 1, -1, -1):
                if sentence - self.columns.sentence[self.phrases[j].head] > DESCRIPTION_WINDOW:
                    break
                found.setdefault(self.entity[j])
        return sorted((entity for entity in found if entity >= 0), key=lambda entity: -self.profiles[entity].last)

    def _modifiers(self, phrase: Phrase) -> set[str]:
        """Return the words of a description that narrow its head noun."""
        columns = self.columns
        words = {columns.lemma[t].lower() for t in range(phrase.first, phrase.right + 1) if t != phrase.head}
        narrowing = {word for word in words if len(word) > 2} - NOT_NARROWING
        return narrowing - self.lexicon.sets["state_modifiers"] if phrase.role in STATE_ROLES else narrowing

    def _fit(self, phrase: Phrase, modifiers: set[str], entity: int, distance: int) -> float:
        """Score an entity as what a definite description means; 0 where it cannot be."""
        profile, noun = self.profiles[entity], phrase.role
        if profile.plural != phrase.plural or modifiers - profile.words:
            return 0.0
        near = max(0.0, 1.0 - distance / DESCRIPTION_WINDOW)
        if noun in profile.roles:
            return 2.0 + near + 0.05 * min(profile.count, 6)
        if modifiers or near <= 0 or not self._can_stand_in(noun, profile):
            return 0.0
        return near + 0.1 * min(profile.count, 6)

    def _can_stand_in(self, noun: str, profile: Profile) -> bool:
        """Tell whether a general noun can stand for an entity of that type."""
        if profile.type is None or not profile.named:
            return False
        stand_ins = self.lexicon.sets.get(f"stand_ins_{profile.type.value}", frozenset())
        if noun not in stand_ins:
            return False
        sets = self.lexicon.sets
        heads = profile.roles & sets["name_heads"]
        if profile.type is not ActorType.ORGANIZATION or not heads or noun in sets["any_group"]:
            return True
        return noun in sets["companies"] and bool(heads & (sets["company_heads"] | sets["companies"]))


def _governor(columns: Columns, token: int) -> int:
    """Return the verb or noun that a phrase is an argument of, looking through prepositions and coordination."""
    above = columns.head[token]
    for _ in range(6):
        is_conjunct = columns.dep[token] == "conj" and columns.pos[token] in {"NOUN", "PROPN", "PRON"}
        if not is_conjunct and columns.pos[above] != "ADP":
            break
        token, above = above, columns.head[above]
    return above


def _types_meet(left: ActorType | None, right: ActorType | None) -> bool:
    """Tell whether two types can be one actor's."""
    return left is None or right is None or left is right
