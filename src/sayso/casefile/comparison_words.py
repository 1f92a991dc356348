"""Say what a comparison of hypotheses comes to: never what is true, but what is least contradicted, on whose word."""

from collections.abc import Iterable, Mapping, Sequence

from sayso.model.hypothesis import Comparison, Fall, Hypothesis


def say_comparison(rivals: Sequence[Hypothesis], found: Comparison, roots: Mapping[str, str]) -> str:
    """Return a sentence or two on what is least contradicted, and on whose word that hangs."""
    if len(rivals) < 2:
        return "One hypothesis cannot be compared. State a rival that would explain the same."
    if not found.least:
        return "Nothing can be compared yet: rate what is said for two hypotheses at least."
    ranked = sum(one.rank is not None for one in found.standings)
    if len(found.least) == ranked:
        return "What is rated contradicts all of them equally: it tells them not apart."
    told = f"Least contradicted by what is said: {_list(rivals, found.least)}."
    proves = " That shows none of them true."
    if not found.hangs_on:
        return f"{told} It stays so whichever one source falls.{proves}"
    names = _join(sorted(roots[key] for key in found.hangs_on))
    return f"{told} That hangs on the word of {names}.{proves}"


def say_fall(rivals: Sequence[Hypothesis], fall: Fall, root: str) -> str:
    """Return a sentence on what becomes of the order without one root."""
    if not fall.changes_least:
        return f"Without the word of {root} " + (
            "the order further down is another." if fall.changes_order else "the order stays."
        )
    if not fall.least:
        return f"Without the word of {root} nothing can be compared."
    return f"Without the word of {root} the least contradicted: {_list(rivals, fall.least)}."


def _list(rivals: Sequence[Hypothesis], wanted: Iterable[str]) -> str:
    held = set(wanted)
    return _join([f"H{at} “{one.title}”" for at, one in enumerate(rivals, 1) if one.id in held])


def _join(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
