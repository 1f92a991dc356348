"""Resolve descriptions, and through them all phrases, to the entity meant, or leave them unresolved.

One pass in the order of the text; a silent guess would be an error.
"""

from dataclasses import dataclass

from sayso.model.actor import ActorType
from sayso.reading.callings import SILENT, UNLIKE, calling_nouns, load_callings
from sayso.reading.folding import fold
from sayso.reading.gazetteer import is_country_word
from sayso.reading.identities import find_identities
from sayso.reading.parts import MentionKind
from sayso.reading.phrases import Phrase
from sayso.reading.profiles import Profile
from sayso.reading.standing import StandingResolver

DESCRIPTION_WINDOW = 8
COUNTING = frozenset(
    {"several", "some", "many", "few", "other", "most", "more", "former", "two", "dozens", "another", "certain"}
)
NOT_NARROWING = frozenset({"the", "this", "that", "these", "those", "same", "two", "three", "both"})
STATE_ROLES = frozenset({"government", "regime", "administration"})
INDEFINITE = frozenset({"a", "an", "some", "any", "no", "every", "each", "this", "that", "these", "those", "both"})


@dataclass(slots=True)
class Resolver(StandingResolver):
    """Assign an entity to every phrase; names come with theirs."""

    def run(self) -> list[int]:
        """Resolve all phrases in order and return their entities."""
        self.fresh = max(self.entity, default=-1) + 1
        self.by_head = {phrase.head: i for i, phrase in enumerate(self.phrases)}
        self.identities = find_identities(self.columns, self.phrases, self.types, self.by_head)
        for i, phrase in enumerate(self.phrases):
            if phrase.kind is MentionKind.PRONOUN:
                self.entity[i] = self._pronoun(i) if self.entity[i] < 0 else self.entity[i]
            elif self.entity[i] < 0:
                self.entity[i] = self._description(i)
            self._note(i)
        return self.entity

    def _description(self, i: int) -> int:
        """Return the entity of a description: identified by apposition, by its words, or by what stands before."""
        phrase = self.phrases[i]
        found = self._identified(i)
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

    def _identified(self, i: int) -> int:
        """Return the entity that syntax says a description is, or -1."""
        for at in self.identities.get(i, ()):
            if self.entity[at] < 0 or (self.phrases[at].plural != self.phrases[i].plural):
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
            if self._acts_on(last, phrase):
                continue
            end = last.last if last.kind is MentionKind.NAME else last.right
            if last.left <= phrase.head <= end:
                continue
            score = self._fit(phrase, modifiers, entity, sentence - self.columns.sentence[last.head])
            if score > best_score:
                best, best_score = entity, score
        return best

    def _acts_on(self, subject: Phrase, phrase: Phrase) -> bool:
        """Tell whether one phrase is the subject and the other the object of one verb, so that they are two."""
        columns = self.columns
        same = columns.head[subject.head] == columns.head[phrase.head]
        return same and columns.dep[subject.head] == "nsubj" and columns.dep[phrase.head] in {"dobj", "dative"}

    def _candidates(self, i: int, sentence: int) -> list[int]:
        """Return the entities that a definite noun may mean, last mentioned first: of the same role, or near."""
        noun = self.phrases[i].role
        found = dict.fromkeys(self.by_role.get(noun, ()))
        if noun in self.lexicon.sets["stand_ins"] or noun in calling_nouns():
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
        if profile.plural != phrase.plural or self._is_other_sex(noun, profile):
            return 0.0
        near = max(0.0, 1.0 - distance / DESCRIPTION_WINDOW)
        if noun in profile.roles:
            return 0.0 if modifiers - profile.words else 2.0 + near + 0.05 * min(profile.count, 6)
        if noun in STATE_ROLES and profile.roles & STATE_ROLES and not modifiers and phrase.determiner == "the":
            return 1.0 + near
        if near <= 0 or not profile.named or phrase.kind is MentionKind.NAME or self._is_picked_out(phrase):
            return 0.0
        fit = self._calling(noun, profile)
        if fit == UNLIKE or (modifiers - profile.words and not self._are_loose(phrase, modifiers, profile, fit)):
            return 0.0
        return near + 0.1 * min(profile.count, 6) + 0.3 * (fit - SILENT)

    def _is_picked_out(self, phrase: Phrase) -> bool:
        """Tell whether a relative clause without a comma says which one is meant ("the company that sued the port")."""
        columns = self.columns
        return any(
            columns.dep[child] == "relcl" and columns.words[columns.left[child] - 1] != ","
            for child in columns.children[phrase.head]
        )

    def _is_other_sex(self, noun: str, profile: Profile) -> bool:
        """Tell whether a noun means a man and the entity is a woman, or the other way round."""
        sets = self.lexicon.sets
        return (profile.gender == "f" and noun in sets["male"]) or (profile.gender == "m" and noun in sets["female"])

    def _are_loose(self, phrase: Phrase, modifiers: set[str], profile: Profile, fit: int) -> bool:
        """Tell whether the words before a noun that surely fits may be said of the entity though nothing said so yet.

        They may tell what kind it is ("the shipping company"), its country where none is known yet, or next to nothing.
        """
        if fit <= SILENT or phrase.right != phrase.head or profile.type is None:
            return False
        related, said = load_callings()[profile.type].related, self.lexicon.sets["said_of_any"]
        shown = profile.roles | profile.names
        has_country = any(is_country_word(word) for word in profile.words)
        return all(
            word in said or (not has_country and is_country_word(word)) or related.get(word, frozenset()) & shown
            for word in modifiers - profile.words
        )

    def _calling(self, noun: str, profile: Profile) -> int:
        """Tell how well a general noun can stand for an entity of that type: UNLIKE, SILENT or ALIKE."""
        if profile.type is None:
            return UNLIKE
        callings = load_callings().get(profile.type)
        if callings is None:
            return SILENT if noun in self.lexicon.sets.get(f"stand_ins_{profile.type.value}", ()) else UNLIKE
        shown = profile.roles
        if profile.type is ActorType.ORGANIZATION and not shown & callings.signs:
            shown = shown | profile.names
        return callings.fit(noun, shown)


def _types_meet(left: ActorType | None, right: ActorType | None) -> bool:
    """Tell whether two types can be one actor's."""
    return left is None or right is None or left is right
