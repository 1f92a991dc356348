"""Read the dates that documents carry about themselves, as EDTF: datelines, bylines, headers, file names, addresses."""

import re
from datetime import UTC, date, datetime

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?<![\d/])(?P<year>(?:19|20)\d\d)[-/.](?P<mm>0?[1-9]|1[0-2])[-/.](?P<day>0?[1-9]|[12]\d|3[01])(?!\d)",
        r"(?<!\d)(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?[ -]"
        + _MONTH
        + r",?[ -]'?(?P<year>(?:1[6-9]|20)\d\d|\d\d)(?!\d)",
        r"\b" + _MONTH + r" (?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?,? (?P<year>(?:1[6-9]|20)\d\d)(?!\d)",
        r"(?<!\d)(?P<day>[12]\d|3[01]|0?[1-9])\.(?P<mm>0?[1-9]|1[0-2])\.(?P<year>(?:19|20)\d\d)(?!\d)",
        r"\b" + _MONTH + r",? (?P<year>(?:1[6-9]|20)\d\d)(?!\d)",
    )
)
_COMPACT = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)[-_/.]?(?P<mm>0[1-9]|1[0-2])[-_/.]?(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
)
_IN_PATH = re.compile(r"/(?P<year>(?:19|20)\d\d)/(?P<mm>0?[1-9]|1[0-2])(?:/(?P<day>0?[1-9]|[12]\d|3[01]))?(?=/|-)")


def find_date(text: str) -> tuple[str, int, int] | None:
    """Return the first date in a text as EDTF with its start and end, or None.

    Day before month is assumed for dotted numbers; slashed numbers without a leading year are ambiguous and left.
    A year of two digits above 30 belongs to the last century.
    """
    found = [match for form in _FORMS if (match := form.search(text))]
    for match in sorted(found, key=lambda m: (m.start(), -m.end())):
        value = _edtf(match)
        if value:
            return value, match.start(), match.end()
    return None


def find_dates(text: str) -> list[str]:
    """Return every date in a text as EDTF, in order."""
    dates = []
    at = 0
    while found := find_date(text[at:]):
        dates.append(found[0])
        at += found[2]
    return dates


def date_in_path(path: str, is_address: bool = False) -> str | None:
    """Return the date that a file name or an address carries (`/2017/07/21/`, `20170721`), or None."""
    match = (_IN_PATH.search(path) if is_address else None) or _COMPACT.search(path)
    return _edtf(match) if match else None


def iso_date(value: str | None) -> str | None:
    """Return the EDTF day of an ISO 8601 time, a mail header's date or a date in words; None where it is none."""
    if not value:
        return None
    match = re.match(r"\s*(\d{4})-(\d\d)-(\d\d)(?:$|[T\s])", value)
    if match:
        return _checked(int(match[1]), int(match[2]), int(match[3]))
    found = find_date(value)
    if found:
        return found[0]
    year = re.fullmatch(r"\s*((?:1[6-9]|20)\d\d)(?:-(0[1-9]|1[0-2]))?\s*", value)
    return year.group().strip() if year else None


def _edtf(match: "re.Match[str]") -> str | None:
    groups = match.groupdict()
    year = int(groups["year"])
    if year < 100:
        year += 1900 if year > 30 else 2000
    month = int(groups["mm"]) if groups.get("mm") else _MONTHS[groups["month"].lower()]
    day = groups.get("day")
    if day is None:
        return f"{year:04d}-{month:02d}" if year <= _this_year() else None
    return _checked(year, month, int(day))


def _checked(year: int, month: int, day: int) -> str | None:
    try:
        value = date(year, month, day)
    except ValueError:
        return None
    return value.isoformat() if value.year <= _this_year() else None


def _this_year() -> int:
    return datetime.now(tz=UTC).year + 1
