"""Make plain ISO dates of EDTF for forms that know no vague ones; what is vague is left out, never made exact."""

import re
from dataclasses import dataclass

_PLAIN = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class PlainTime:
    """Hold a date, or a start and an end, each `2005`, `2005-03` or `2005-03-14`; `whole` tells that nothing was lost.

    A side that is open or vague is None.
    """

    date: str | None = None
    start: str | None = None
    end: str | None = None
    whole: bool = True


def plain_time(edtf: str | None) -> PlainTime:
    """Return what of an EDTF date can be written as plain dates; nothing of None, with nothing lost."""
    if not edtf:
        return PlainTime()
    if "/" not in edtf:
        date = _plain(edtf)
        return PlainTime(date=date, whole=date is not None)
    start, _, end = edtf.partition("/")
    found = _plain(start), _plain(end)
    whole = all(plain is not None or side in ("", "..") for plain, side in zip(found, (start, end), strict=True))
    return PlainTime(start=found[0], end=found[1], whole=whole)


def _plain(edtf: str) -> str | None:
    return edtf if _PLAIN.fullmatch(edtf) else None
