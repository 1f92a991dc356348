"""Rule on claims, actors and sources: decisions are appended, never overwritten."""

from sayso.casefile.base import CaseBase


class Rulings(CaseBase):
    """Take a person's decisions and lay them over what reading made."""
