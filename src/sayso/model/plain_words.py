"""Make words safe to show: what steers a terminal or turns the direction of writing is struck out."""

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def clean(words: str) -> str:
    """Return words safe to print: control characters (terminal escapes, direction marks) become U+FFFD."""
    return _CONTROL.sub("\ufffd", words)
