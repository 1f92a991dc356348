"""Propose a grade 1 to 6 of the Admiralty code (STANAG 2511) for what an edge says.

The first rule that fits decides. A root is *identified* where it is named and no reader who comments; *sound* where it
is identified and not graded D, E or F; *certain* where one of its claims asserts the edge as actual without a hedge.

1. 6, cannot be judged: nothing says that it is so or that it is not; it is only planned, offered or supposed.
2. 5, improbable: nothing asserts it as actual, and something denies it.
3. Where roots assert and deny it of times that may overlap: 5, improbable, where more sound roots deny it than assert
   it, related ones counted once and those left out that deny in their own matter (parties: the two whom it is about,
   and who is tied to them); 3, possibly true, where two sound roots that are not related assert it and parties alone
   deny it; 4, doubtful, otherwise.
4. 6, cannot be judged: all that assert it are graded F, or there is one alone and it is not identified.
5. 4, doubtful: all that assert it are graded D or E, or all speak of it as merely possible.
6. 3, possibly true: nobody asserts it as certain, somebody as probable.
7. 1, confirmed by other sources: two sound roots that are not related to each other assert it as certain.
8. 2, probably true: two roots assert it as certain, be they related or one of them not identified, and one is not
   graded D, E or F; or one does that is graded A or B.
9. 3, possibly true: all else, above all a single root, however many documents repeat it.

The code asks besides whether information is logical in itself and agrees with other information: that is for people,
and so this is a proposal.
"""

from collections.abc import Collection, Iterable
from itertools import combinations

from sayso.analysis.contest import find_denial
from sayso.model import Certainty
from sayso.model.edge import Attestation, Edge, Root
from sayso.model.lineage import Credibility

UNSOUND = frozenset("DEF")
"""Grades of roots that confirm nothing: not usually reliable, unreliable, cannot be judged."""
TRUSTED = frozenset("AB")
"""Grades of roots whose single word makes a thing probable: completely and usually reliable."""
SHOWN = 3


def credibility(edge: Edge, related: Iterable[tuple[Root, Root]] = (), parties: Collection[str] = ()) -> Credibility:
    """Propose a grade by the written rules.

    `related` are pairs of roots that are no strangers to each other; `parties` keys of roots that are tied to one of
    the two whom the edge is about (those two are parties without being named).
    """
    actual = [item for item in edge.asserted if item.actual]
    denials = [item for item in edge.denied if item.actual]
    if not actual and not denials:
        return Credibility(6, f"Told only as a plan or a supposition, by {_names(_roots(edge.asserted))}.")
    if not actual:
        return Credibility(5, f"Denied by {_names(_roots(denials))}, asserted by nobody.")
    strangers = _strangers(related)
    if find_denial(edge):
        own = {root.key for root in _roots(denials) if root.actor in (edge.subject, edge.object)}
        return _disputed(actual, denials, strangers, own.union(parties))
    return _unsound(actual) or _supported(actual, strangers)


def _disputed(
    actual: list[Attestation],
    denials: list[Attestation],
    related: Collection[frozenset[str]],
    parties: Collection[str],
) -> Credibility:
    """Grade what some roots assert and others deny."""
    yes, no = _roots(actual), _roots(denials)
    told = f"Asserted by {_names(yes)}, denied by {_names(no)}"
    outside = [root for root in no if root.key not in parties]
    if _count_apart(filter(_is_sound, outside), related) > _count_apart(filter(_is_sound, yes), related):
        return Credibility(5, f"{told}: more identified roots deny it than assert it.")
    sound = [root for root in _roots(_certain(actual)) if _is_sound(root)]
    if not outside and _pair(sound, related):
        return Credibility(3, f"{told}: only those deny it whom it is about, or who are tied to them.")
    own = ", in their own matter" if not outside else ""
    return Credibility(4, f"{told}{own}.")


def _unsound(actual: list[Attestation]) -> Credibility | None:
    """Grade what rests on roots of which nothing or nothing good is known, or on guesses; None for all else."""
    roots = _roots(actual)
    if all(root.grade == "F" for root in roots):
        return Credibility(6, f"All roots are graded F: {_names(roots)}.")
    if len(roots) == 1 and not _is_identified(roots[0]):
        return Credibility(6, f"The only root, {_names(roots)}, is not identified.")
    if all(root.grade in UNSOUND for root in roots):
        return Credibility(4, f"All roots are graded D, E or F: {_names(roots)}.")
    sure = {item.factuality.certainty for item in actual}
    if Certainty.CERTAIN in sure:
        return None
    if Certainty.PROBABLE in sure:
        return Credibility(3, f"Told as probable at most, by {_names(roots)}.")
    return Credibility(4, f"Told only as possible, by {_names(roots)}.")


def _supported(actual: list[Attestation], related: Collection[frozenset[str]]) -> Credibility:
    """Grade what at least one root asserts as certain and none denies."""
    roots = _roots(_certain(actual))
    pair = _pair([root for root in roots if _is_sound(root)], related)
    if pair:
        return Credibility(1, f"Asserted by {_names(pair)}, identified and not known to be related.")
    if len(roots) > 1 and any(root.grade not in UNSOUND for root in roots):
        return Credibility(2, f"Asserted by {_names(roots)}, related, not identified or graded low.")
    if roots[0].grade in TRUSTED:
        return Credibility(2, f"Asserted as certain by {_names(roots)} alone, graded {roots[0].grade}.")
    return Credibility(3, f"Asserted as certain by {_names(roots)} alone.")


def _certain(actual: Iterable[Attestation]) -> list[Attestation]:
    return [item for item in actual if item.factuality.certainty is Certainty.CERTAIN]


def _roots(items: Iterable[Attestation]) -> list[Root]:
    """Return the roots of claims, each once, in order of key."""
    return sorted({item.root.key: item.root for item in items}.values(), key=lambda root: root.key)


def _is_identified(root: Root) -> bool:
    """Tell whether somebody can say who a root is; whoever comments may be anybody."""
    return root.named and not root.is_comment


def _is_sound(root: Root) -> bool:
    return _is_identified(root) and root.grade not in UNSOUND


def _strangers(related: Iterable[tuple[Root, Root]]) -> frozenset[frozenset[str]]:
    return frozenset(frozenset((one.key, other.key)) for one, other in related)


def _pair(roots: list[Root], related: Collection[frozenset[str]]) -> list[Root]:
    """Return the first two roots that are not related, or nothing."""
    pairs = combinations(roots, 2)
    return next(([one, other] for one, other in pairs if frozenset((one.key, other.key)) not in related), [])


def _count_apart(roots: Iterable[Root], related: Collection[frozenset[str]]) -> int:
    """Count roots, related ones once."""
    groups: list[set[str]] = []
    for root in roots:
        near = [group for group in groups if any(frozenset((root.key, other)) in related for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append({root.key}.union(*near))
    return len(groups)


def _names(roots: Iterable[Root]) -> str:
    """Return the names of roots for a sentence, the first few of many."""
    names = [root.name for root in roots]
    if len(names) > SHOWN:
        return f"{', '.join(names[:SHOWN])} and {len(names) - SHOWN} more"
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
