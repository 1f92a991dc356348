"""Ask a casefile: roots, paths, networks, flows, timelines, contests, changes."""

from sayso.casefile.base import CaseBase


class Questions(CaseBase):
    """Answer what an analyst asks; each answer is worked out in a file of its own."""
