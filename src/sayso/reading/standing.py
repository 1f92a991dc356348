"""Let descriptions stand for the actor whose name is in them: its members, officials, forces, its land."""

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.model.actor import ActorType
from sayso.reading.parts import MentionKind
from sayso.reading.phrases import Phrase
from sayso.reading.pronouns import PronounResolver


@dataclass(slots=True)
class StandingResolver(PronounResolver):
    """Resolve descriptions by a name or a pronoun in them."""

    def _standing_for(self, i: int) -> int:
        """Return the entity that a description stands for by a name in it, or -1.

        Members without number are their group, officials and troops their state, "his government" the state that he
        leads, "its soil" the state that owns it, "the city of X" is X.
        """
        phrase, sets = self.phrases[i], self.lexicon.sets
        if phrase.owner >= 0:
            return self._standing_for_owner(phrase)
        if self._has_coordinated_modifier(phrase):
            return -1
        for at in (self._named_before(phrase), self._named_after(phrase)):
            if at >= 0 and self._is_stood_for(phrase, at):
                own = self._own_military() if phrase.role in sets["military_names"] else -1
                return self.entity[at] if own < 0 else own
        return -1

    def _own_military(self) -> int:
        """Return the only armed forces that the text has named before, or -1; they are no longer just their state."""
        return self._namesake(("forces",), set(self.lexicon.sets["military_names"]))

    def _is_stood_for(self, phrase: Phrase, at: int) -> bool:
        """Tell whether a description stands for the name in it."""
        sets, kind = self.lexicon.sets, self.types[at]
        if phrase.role in sets["place_suffixes"] and kind is ActorType.PLACE:
            return True
        if kind is ActorType.STATE and phrase.role in sets["territory_nouns"]:
            return phrase.head == self.phrases[at].last + 1 and phrase.determiner in {"", "the"}
        if phrase.determiner not in {"", "the"} or self._is_counted(phrase):
            return False
        if kind is ActorType.STATE:
            return phrase.role in sets["state_member_nouns"]
        near = phrase.head == self.phrases[at].last + 1 or at == self._named_after(phrase)
        return near and kind is ActorType.ORGANIZATION and phrase.role in sets["member_nouns"]

    def _standing_for_owner(self, phrase: Phrase) -> int:
        """Return the entity that something owned stands for: an owner's own state, forces, land or namesake group."""
        at, sets = self.by_head.get(phrase.owner, -1), self.lexicon.sets
        if at < 0 or self.entity[at] < 0:
            return -1
        owner = self.entity[at]
        if phrase.role in sets["state_nouns"] and owner in self.states:
            return self.states[owner]
        profile = self.profiles.get(owner)
        kind = profile.type if profile is not None else self.types[at]
        bare = phrase.head == phrase.owner + (1 if self.phrases[at].kind is MentionKind.PRONOUN else 2)
        if kind is ActorType.STATE and bare:
            stands = sets["state_member_nouns"] | sets["territory_nouns"] | sets["state_nouns"]
            return owner if phrase.role in stands - sets["few_of_many"] else -1
        if kind is ActorType.ORGANIZATION and bare and phrase.plural:
            return owner if phrase.role in sets["member_nouns"] - sets["few_of_many"] else -1
        if kind is ActorType.PERSON and profile is not None and phrase.role in sets["loose_heads"]:
            same = self._namesake((phrase.role,), profile.names)
            return same if same >= 0 else self._namesake(sets["loose_heads"], profile.names)
        return -1

    def _namesake(self, roles: Iterable[str], names: set[str]) -> int:
        """Return the only named group of those roles which bears a word of a person's name, or -1."""
        bearers = {e for role in roles for e in self.by_role.get(role, ())}
        found = {e for e in bearers if self.profiles[e].named and self.profiles[e].names & names}
        return found.pop() if len(found) == 1 else -1

    def _has_coordinated_modifier(self, phrase: Phrase) -> bool:
        """Tell whether two names joined by "and" stand before the noun ("Chilean and Peruvian troops")."""
        columns = self.columns
        names = [t for t in range(phrase.first, phrase.head) if t in self.by_head]
        return any(columns.dep[t] == "conj" and columns.head[t] < phrase.head for t in names)

    def _named_before(self, phrase: Phrase) -> int:
        """Return the index of the name right before the noun, words like "military" between left out, or -1."""
        token = phrase.head - 1
        while token > phrase.first and self.columns.lower[token] in self.lexicon.sets["state_fillers"]:
            token -= 1
        at = self.by_head.get(token, -1)
        return at if at >= 0 and self.phrases[at].kind is MentionKind.NAME else -1

    def _named_after(self, phrase: Phrase) -> int:
        """Return the index of the name right after "of", or -1."""
        columns = self.columns
        for child in columns.children[phrase.head]:
            if child == phrase.head + 1 and columns.lower[child] == "of":
                for inner in columns.children[child]:
                    at = self.by_head.get(inner, -1)
                    return at if at >= 0 and self.phrases[at].kind is MentionKind.NAME else -1
        return -1
