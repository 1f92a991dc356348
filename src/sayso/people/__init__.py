"""Know the people of a team's server: takes names, passwords and secrets, gives who asks and what they may do.

It knows no casefile but by name, and keeps everything in a database of its own, so that whoever copies a casefile
copies nobody's secrets. What comes next is the API, which asks it at every request.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.people.door import People
    from sayso.people.records import Asker
    from sayso.people.roles import Role

__all__ = ["Asker", "People", "Role"]

_ROOMS = {"People": "sayso.people.door", "Asker": "sayso.people.records", "Role": "sayso.people.roles"}


def __getattr__(name: str) -> object:
    """Load what is asked for by name."""
    if name in _ROOMS:
        from importlib import import_module

        found: object = getattr(import_module(_ROOMS[name]), name)
        return found
    raise AttributeError(f"module 'sayso.people' has no attribute {name!r}")
