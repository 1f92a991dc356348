"""Repair single characters: NULs, soft hyphens, ligatures, odd spaces, old line ends; each with its raw place kept."""

import re

from sayso.intake.mapped import Mapped

_REPLACED = {
    "\r\n": "\n",
    "\r": "\n",
    "\x0b": "\n",
    "\x0c": "\n\n",
    "\x85": "\n",
    "\u2028": "\n",
    "\u2029": "\n\n",
    "\t": "    ",
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
    "\u2010": "-",
    "\u2011": "-",
}
_SPACES = "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_ODD = re.compile(
    "\r\n|[\r\x0b\x0c\x85\u2028\u2029\t\ufb00-\ufb06\u2010\u2011"
    + _SPACES
    + "]|[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe]+"
)


def repair_characters(mapped: Mapped) -> Mapped:
    """Replace what no reader of prose should meet.

    Control characters, soft hyphens, zero-width and direction marks go; ligatures and tabs are spelled out; every
    kind of space becomes a plain one. Nothing else changes, and clean text comes back as it is.
    """
    found = [(m.start(), m.end(), _new(m.group())) for m in _ODD.finditer(mapped.text)]
    return mapped.edit(found) if found else mapped


def _new(odd: str) -> str:
    if odd in _REPLACED:
        return _REPLACED[odd]
    return " " if odd in _SPACES else ""
