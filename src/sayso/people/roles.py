"""Order the roles that a person may have in a casefile; each may do all that the one before may."""

from enum import StrEnum
from typing import Self

from sayso.model.errors import UsageError


class Role(StrEnum):
    """Say what a person may do in one casefile.

    A reader looks; a reviewer rules on claims; an editor adds documents, merges actors and grades sources; an owner
    says who may do what, checks the casefile and takes its decisions out.
    """

    READER = "reader"
    REVIEWER = "reviewer"
    EDITOR = "editor"
    OWNER = "owner"

    @property
    def rank(self) -> int:
        """Return the place in the order, from 0."""
        return list(Role).index(self)

    def covers(self, needed: "Role") -> bool:
        """Tell whether this role may do what another may."""
        return self.rank >= needed.rank

    @classmethod
    def named(cls, name: str) -> Self:
        """Return the role of a name; raises UsageError, with the names there are."""
        try:
            return cls(name.strip().lower())
        except ValueError as error:
            raise UsageError(f"There is no role {name!r}. Roles are: {', '.join(cls)}.") from error


def least(one: Role, other: Role) -> Role:
    """Return the smaller of two roles."""
    return one if other.covers(one) else other
