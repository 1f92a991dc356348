"""Be the front door to the people's database: accounts, roles, tokens, sessions, invitations."""

from sqlalchemy import insert, select, update

from sayso.model.errors import NotFound, UsageError
from sayso.people import secret
from sayso.people import tables as t
from sayso.people.accounts import find_account_id
from sayso.people.grants import give_role, roles_of
from sayso.people.records import Invited
from sayso.people.register import OPERATOR, moment
from sayso.people.roles import Role
from sayso.people.sessions import Sessions
from sayso.people.tokens import DAY_S

INVITED_DAYS = 7


class People(Sessions):
    """Know who there is, who asks, and what they may do.

    Threads: any number. Every secret that it gives out is given once; what it keeps is a hash. All calls raise
    StoreError where the database cannot be used.
    """

    def invite(self, case: str, role: Role, *, by: str = OPERATOR) -> str:
        """Return the secret of a new invitation, good once and for a week; raises NotFound for the casefile."""
        made = secret.make_secret()
        with self._write() as db:
            if db.execute(select(t.cases.c.name).where(t.cases.c.name == case)).first() is None:
                raise NotFound(f"There is no casefile {case[:60]!r} on this server.")
            values = {"case_name": case, "role": role.value, "invited_by": by}
            until = self._now() + INVITED_DAYS * DAY_S
            db.execute(insert(t.invitations).values(digest=secret.digest(made), expires_at=until, **values))
            self._note(db, by, "invited", role, case)
        return made

    def invited(self, invitation: str) -> Invited | None:
        """Return to what an invitation leads; None where it is unknown, used or out of date."""
        asked = select(t.invitations).where(
            t.invitations.c.digest == secret.digest(invitation),
            t.invitations.c.used_by.is_(None),
            t.invitations.c.expires_at > self._now(),
        )
        with self._read() as db:
            row = db.execute(asked).first()
        return None if row is None else Invited(row.case_name, Role(row.role), row.invited_by, moment(row.expires_at))

    def accept(self, invitation: str, name: str) -> Invited:
        """Give an account what an invitation promises, once; a greater role that it has stays.

        Raises UsageError where the invitation is good no more, NotFound for the account.
        """
        found = self.invited(invitation)
        if found is None:
            raise UsageError("This invitation was used, or is out of date. Ask for another.")
        with self._write() as db:
            account = find_account_id(db, name)
            used = (
                update(t.invitations)
                .where(t.invitations.c.digest == secret.digest(invitation), t.invitations.c.used_by.is_(None))
                .values(used_by=name)
            )
            if not db.execute(used).rowcount:
                raise UsageError("This invitation was used. Ask for another.")
            held = roles_of(db, account).get(found.case)
            if held is None or not held.covers(found.role):
                give_role(db, account, found.case, found.role, found.invited_by, self._now())
            self._note(db, found.invited_by, "invitation accepted", name, found.case, found.role)
        return found
