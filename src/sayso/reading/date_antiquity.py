"""Tell years of three digits from counts; only a text that speaks of antiquity or the early Middle Ages has any."""

import re

from sayso.reading.date_words import date_words, either
from sayso.reading.parsed import Table

YEAR = re.compile(r"\d{3}$")
COUNTS = frozenset({"MONEY", "QUANTITY", "PERCENT", "ORDINAL"})
COUNTED = ("NOUN", "ADJ", "NUM")
SIGNS = frozenset("°%$€£")


def speaks_of_antiquity(text: str) -> bool:
    """Tell whether a text dates anything, beyond doubt, before the year 1000."""
    months = either(name.capitalize() for name in date_words().months if len(name) > 3)
    era = r"(?:B\.?C\.?(?:E\.?)?|A\.?D\.?|C\.?E\.?)"
    return bool(
        re.search(
            rf"\b\d{{1,3}} {era}(?![a-z])|\b(?:AD|A\.D\.) ?\d{{1,3}}\b"
            rf"|\b(?:c\.|ca\.|circa|the year) ?\d{{2,3}}\b(?![,.]\d)"
            rf"|\b{months}(?: of|,)? \d{{3}}\b(?![,.]\d| \w)",
            text,
        )
    )


def is_old_year(table: Table, token: int) -> bool:
    """Tell a number of three digits that is a year from a count: by what stands before it and after it."""
    if not YEAR.match(table.text[token]) or table.ent[token] in COUNTS:
        return False
    after = token + 1
    if after < len(table.text) and (table.pos[after] in COUNTED or table.text[after] in SIGNS):
        return table.head[token] != after and table.ent[token] == "DATE"
    before = table.lower[token - 1] if token else ""
    w = date_words()
    rough = before.rstrip(".") in ("about", "c", "ca", "circa", "year", "by") or before in w.months
    return rough or before in w.month_after or table.ent[token] == "DATE"
