"""Tell which coordinated people are one party: those whom one number or no article at all counts together."""

from sayso.model.actor import ActorType
from sayso.reading.finder import Finder

PARTY_ROLES = frozenset({"dobj", "nsubjpass", "pobj", "dative"})
"""Where people are acted upon together; as subjects they may act on one another ("teachers and pupils argued")."""
APART = frozenset({"between", "of"})


def party_end(finder: Finder, head: int) -> int:
    """Return the end of people who are one party, as "nurses" in "24 doctors and nurses", or the head."""
    columns, second = finder.columns, head + 2
    if second >= len(columns) or columns.lower[head + 1] != "and" or columns.head[second] != head:
        return head
    if columns.dep[second] != "conj" or columns.dep[head] not in PARTY_ROLES:
        return head
    if columns.dep[head] == "pobj" and columns.lower[columns.head[head]] in APART:
        return head
    lemmas = (columns.lemma[i].lower() for i in (head, second) if columns.tag[i] == "NNS")
    people = [lemma for lemma in lemmas if finder.guess.type_of(lemma) is ActorType.PERSON]
    return second if len(people) == 2 and not columns.children[second] else head
