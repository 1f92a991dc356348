"""Keep which casefiles the team has, and who has which role in them."""

from pathlib import Path

from sqlalchemy import Connection, delete, insert, select, update

from sayso.model.address import is_address
from sayso.model.errors import NotFound, UsageError
from sayso.people import tables as t
from sayso.people.accounts import Accounts, find_account_id
from sayso.people.records import CaseEntry, Member
from sayso.people.register import OPERATOR, check_name, moment
from sayso.people.roles import Role


class Grants(Accounts):
    """Name casefiles, give roles and take them away."""

    def add_case(self, name: str, address: str, *, by: str = OPERATOR) -> CaseEntry:
        """Name a casefile, or say anew where it is; a path is relative to the people's folder.

        Raises UsageError for a name that cannot be one.
        """
        name = check_name(name, "a casefile's name")
        with self._write() as db:
            moved = db.execute(update(t.cases).where(t.cases.c.name == name).values(address=address)).rowcount
            if not moved:
                db.execute(insert(t.cases).values(name=name, address=address))
            self._note(db, by, "casefile moved" if moved else "casefile added", name, name)
        return CaseEntry(name, address)

    def cases(self) -> list[CaseEntry]:
        """Return the casefiles in order of name, each with the address at which to open it."""
        with self._read() as db:
            rows = db.execute(select(t.cases).order_by(t.cases.c.name)).all()
        return [CaseEntry(row.name, self._place(row.address)) for row in rows]

    def grant(self, name: str, case: str, role: Role, *, by: str = OPERATOR) -> None:
        """Give a person a role in a casefile in place of the one they had; raises NotFound for either.

        Raises UsageError where the casefile would be left without an owner.
        """
        with self._write() as db:
            account = find_account_id(db, name)
            _check_case(db, case)
            if role is not Role.OWNER:
                _keep_an_owner(db, account, case)
            give_role(db, account, case, role, by, self._now())
            self._note(db, by, "role given", name, case, role)

    def withdraw(self, name: str, case: str, *, by: str = OPERATOR) -> None:
        """Take a person's role in a casefile away; raises NotFound, UsageError for the last owner."""
        with self._write() as db:
            account = find_account_id(db, name)
            _keep_an_owner(db, account, case)
            gone = delete(t.grants).where(t.grants.c.account == account, t.grants.c.case_name == case)
            if not db.execute(gone).rowcount:
                raise NotFound(f"{name} has no role in {case!r}.")
            self._note(db, by, "role taken away", name, case)

    def members(self, case: str) -> list[Member]:
        """Return who has a role in a casefile, in order of name."""
        asked = (
            select(t.accounts.c.name, t.accounts.c.display, t.accounts.c.active, t.grants)
            .join(t.grants, t.grants.c.account == t.accounts.c.id)
            .where(t.grants.c.case_name == case)
            .order_by(t.accounts.c.name)
        )
        with self._read() as db:
            return [
                Member(row.name, row.display, Role(row.role), row.active, row.granted_by, moment(row.granted_at))
                for row in db.execute(asked)
            ]

    def _place(self, address: str) -> str:
        """Return where a casefile is: an address of a database as it is, a path from the people's folder."""
        return address if is_address(address) else str(self.folder / Path(address))


def roles_of(db: Connection, account: int) -> dict[str, Role]:
    """Return an account's roles by casefile."""
    asked = select(t.grants.c.case_name, t.grants.c.role).where(t.grants.c.account == account)
    return {row.case_name: Role(row.role) for row in db.execute(asked)}


def give_role(db: Connection, account: int, case: str, role: Role, by: str, now: int) -> None:
    """Write a role in place of the one there was."""
    where = (t.grants.c.account == account, t.grants.c.case_name == case)
    values = {"role": role.value, "granted_by": by, "granted_at": now}
    if not db.execute(update(t.grants).where(*where).values(**values)).rowcount:
        db.execute(insert(t.grants).values(account=account, case_name=case, **values))


def _check_case(db: Connection, case: str) -> None:
    if db.execute(select(t.cases.c.name).where(t.cases.c.name == case)).first() is None:
        raise NotFound(f"There is no casefile {case[:60]!r} on this server.")


def _keep_an_owner(db: Connection, account: int, case: str) -> None:
    """Raise UsageError where an account is a casefile's only owner who is let in."""
    asked = (
        select(t.grants.c.account)
        .join(t.accounts, t.accounts.c.id == t.grants.c.account)
        .where(t.grants.c.case_name == case, t.grants.c.role == Role.OWNER.value, t.accounts.c.active)
    )
    if list(db.execute(asked).scalars()) == [account]:
        raise UsageError(f"This is the last owner of {case!r}. Make somebody else an owner first.")
