"""Put EDTF dates (ISO 8601-2) into words; what is none of the usual forms is given as it is."""

import re

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_DATE = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d\d)(?:-(\d\d))?)?([~?%]?)")
_DOUBT = {"~": "about ", "?": "perhaps ", "%": "perhaps about ", "": ""}


def date_words(edtf: str) -> str:
    """Return a date or an interval in words: `since 1986`, `May to June 2010`, `the 1980s`, `about 3 March 2004`."""
    start, slash, end = edtf.partition("/")
    if not slash:
        return _point(edtf)
    first, last = _side(start), _side(end)
    if first and last:
        same_year = start[:4] == end[:4] and "-" in start and "-" in end and not re.search(r"[X~?%]", edtf)
        return f"{first.removesuffix(' ' + start[:4]) if same_year else first} to {last}"
    if first:
        return f"since {first}"
    return f"until {last}" if last else "no date"


def _side(edtf: str) -> str:
    """Return one side of an interval in words, empty where it is open."""
    return "" if edtf in ("", "..") else _point(edtf)


def _point(edtf: str) -> str:
    """Return a date that is no interval in words."""
    found = _DATE.fullmatch(edtf)
    if not found:
        return edtf
    year, month, day, doubt = found.groups()
    written = year
    if year.endswith("XX"):
        written = f"the {year[:2]}00s"
    elif year.endswith("X"):
        written = f"the {year[:3]}0s"
    if month in _SEASONS:
        written = f"{_SEASONS[month]} {written}"
    elif month and 1 <= int(month) <= len(_MONTHS):
        written = f"{_MONTHS[int(month) - 1]} {written}"
    elif month:
        return edtf
    return f"{_DOUBT[doubt]}{int(day)} {written}" if day else f"{_DOUBT[doubt]}{written}"
