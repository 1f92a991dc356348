"""Resolve pronouns: relative and reflexive ones by syntax, personal ones by learned salience under agreement."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.model.actor import ActorType
from sayso.model.document import Voice
from sayso.reading.columns import Columns
from sayso.reading.phrases import Phrase
from sayso.reading.profiles import Profile, Profiles
from sayso.reading.salience import CLASSES, RELATIVE, Pair, class_of, features_of, features_of_none, weigh

WINDOW_SENTENCES = 3
HE = frozenset({"he", "him", "his", "himself"})
FIRST_PERSON = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
SECOND_PERSON = frozenset({"you", "your", "yours"})
WHOLE_TEXT = -1
KNOWN_GENDER = 0.2
"""What is added, beyond what was learned, for who is known to be a he or a she: a name alone may be a country's."""


@dataclass(slots=True)
class PronounResolver(Profiles):
    """Resolve pronouns by syntax and salience."""

    def _pronoun(self, i: int) -> int:
        """Return the entity of a pronoun, a new one where nothing fits."""
        word = self.phrases[i].role
        if word in RELATIVE:
            found = self._antecedent_of_relative(self.phrases[i].head)
        elif word in SECOND_PERSON:
            found = self._second_person(i)
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
        found, voice = self._speaker(phrase.head), self._voice_of(phrase.head)
        quoted = voice != WHOLE_TEXT and self.columns.parsed.voice(phrase.head) is Voice.BODY
        if found < 0 and quoted:
            found = self.voices.get(("quoted", voice), -1)
        if found >= 0:
            if quoted:
                self.voices["quoted", voice] = found
            return found
        key = ("we" if phrase.plural else "i", voice)
        if key not in self.voices:
            self.voices[key] = self._new()
        return self.voices[key]

    def _voice_of(self, token: int) -> int:
        """Return a number for who speaks: the body's one voice outside quotation marks, else the segment's own."""
        columns = self.columns
        segment, quotes, i = columns.parsed.segments[token], 0, token
        while i >= 0 and columns.parsed.segments[i] == segment:
            quotes += columns.words[i] == '"'
            i -= 1
        return WHOLE_TEXT if columns.parsed.voice(token) is Voice.BODY and quotes % 2 == 0 else segment

    def _second_person(self, i: int) -> int:
        """Return the one that the text's body, or the segment of another voice, calls "you"."""
        key = ("you", self._voice_of(self.phrases[i].head))
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
                    found = self._ahead(at) if at >= 0 else -1
                    if found >= 0:
                        return found
            token = above
        return -1

    def _ahead(self, at: int) -> int:
        """Return the entity of a phrase that may stand later in the text and not be resolved yet, or -1."""
        if self.entity[at] < 0 and self.phrases[at].role in CLASSES:
            self.entity[at] = self._best_candidate(at)
        same = (at, *self.identities.get(at, ()))
        return next((self.entity[j] for j in same if self.entity[j] >= 0), -1)

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
        """Return the entity that a personal pronoun most likely means, or -1 where nothing fits well enough."""
        best, best_weight = -1, weigh(features_of_none(self.columns, self.phrases[i]))
        for pair, entity in self._candidates_of(i):
            weight = weigh(features_of(self.columns, pair)) + KNOWN_GENDER * bool(pair.profile.gender)
            if weight > best_weight:
                best, best_weight = entity, weight
        return best

    def _candidates_of(self, i: int) -> Iterator[tuple[Pair, int]]:
        """Yield the earlier mentions that agree with a personal pronoun, the nearest first, with their entities."""
        phrase = self.phrases[i]
        sentence = self.columns.sentence[phrase.head]
        barred = {self.entity[j] for j in range(max(0, i - 40), i) if self._binds(phrase, self.phrases[j])}
        recent = self._recent(i)
        seen: set[int] = set()
        for j in range(i - 1, -1, -1):
            other, entity = self.phrases[j], self.entity[j]
            distance = sentence - self.columns.sentence[other.head]
            if distance > WINDOW_SENTENCES:
                break
            if (
                entity not in self.profiles
                or entity in barred
                or self._is_barred(phrase, other)
                or not self._agrees(phrase, entity)
            ):
                continue
            yield Pair(phrase, other, self.profiles[entity], distance, len(seen - {entity}), recent[entity]), entity
            seen.add(entity)

    def _recent(self, i: int) -> Counter[int]:
        """Count the mentions of each entity before a phrase in its sentence and the one before."""
        first, found = self.columns.sentence[self.phrases[i].head] - 1, Counter[int]()
        for j in range(i - 1, -1, -1):
            if self.columns.sentence[self.phrases[j].head] < first:
                break
            found[self.entity[j]] += 1
        return found

    def _agrees(self, phrase: Phrase, entity: int) -> bool:
        """Tell whether a pronoun and an entity agree in type, number and gender."""
        profile = self.profiles[entity]
        group = class_of(phrase.role)
        if group == "he":
            wanted = "m" if phrase.role in HE else "f"
            if profile.plural or profile.type not in {ActorType.PERSON, ActorType.ORGANIZATION, None}:
                return False
            if profile.type is ActorType.ORGANIZATION and (not profile.named or self._is_body(profile)):
                return False
            return profile.gender in {"", wanted}
        if group == "it":
            return profile.type is not ActorType.PERSON and not profile.plural
        return profile.plural or profile.type in {ActorType.ORGANIZATION, ActorType.STATE}

    def _is_body(self, profile: Profile) -> bool:
        """Tell by the words of its name or its roles that an organization is no person of a wrong type."""
        sets = self.lexicon.sets
        return bool((profile.roles | profile.names) & (sets["one_body"] | sets["company_heads"] | sets["open_heads"]))

    def _is_barred(self, phrase: Phrase, other: Phrase) -> bool:
        """Tell whether a mention cannot be the antecedent: it holds the pronoun, or is an adjective or a title."""
        held = other.left <= phrase.head <= other.right or self._tells(other.head, phrase.head)
        return held or self.columns.dep[other.head] in {"npadvmod"}

    def _tells(self, noun: int, token: int) -> bool:
        """Tell whether a word stands in what a noun says ("the report that it paid"), and so does not mean the noun."""
        columns = self.columns
        while columns.head[token] not in (token, noun):
            token = columns.head[token]
        if columns.head[token] == token or columns.dep[token] not in {"acl", "ccomp"}:
            return False
        return any(columns.dep[child] == "mark" for child in columns.children[token])

    def _binds(self, phrase: Phrase, other: Phrase) -> bool:
        """Tell whether both are arguments of one verb, so that a plain pronoun cannot mean the other."""
        columns = self.columns
        if columns.dep[phrase.head] == "poss" or columns.sentence[phrase.head] != columns.sentence[other.head]:
            return False
        return _governor(columns, phrase.head) == _governor(columns, other.head) and other.left != phrase.left


def _governor(columns: Columns, token: int) -> int:
    """Return the verb or noun that a phrase is an argument of, looking through prepositions and coordination."""
    above = columns.head[token]
    for _ in range(6):
        is_conjunct = columns.dep[token] == "conj" and columns.pos[token] in {"NOUN", "PROPN", "PRON"}
        if not is_conjunct and columns.pos[above] != "ADP":
            break
        token, above = above, columns.head[above]
    return above
