"""Keep accounts: who there is, with which password or provider, and who is let in."""

import unicodedata

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from sayso.model.errors import NotFound, UsageError
from sayso.people import tables as t
from sayso.people.records import Account
from sayso.people.register import OPERATOR, Register, check_name, moment

MOST_DISPLAY = 80


class Accounts(Register):
    """Add people, let them in, keep them out."""

    def add_account(
        self,
        name: str,
        *,
        display: str | None = None,
        password: str | None = None,
        identity: tuple[str, str] | None = None,
        by: str = OPERATOR,
    ) -> Account:
        """Add a person; `identity` is an issuer and the subject that it knows.

        A name is never given twice, for decisions bear it. Raises UsageError for a name that is taken or cannot be
        one, and for a password that is too weak.
        """
        name = check_name(name.strip().lower(), "a person's name here")
        shown = clean_display(display or name)
        kept = None if password is None else self._passwords.keep(password, name)
        issuer, subject = identity or (None, None)
        with self._write() as db:
            if name == OPERATOR or db.execute(select(t.accounts.c.id).where(t.accounts.c.name == name)).first():
                raise UsageError(f"The name {name!r} is taken.")
            values = {"name": name, "display": shown, "password": kept, "issuer": issuer, "subject": subject}
            db.execute(insert(t.accounts).values(active=True, made_at=self._now(), **values))
            self._note(db, by, "account added", name)
            return _account(_find(db, name))

    def accounts(self) -> list[Account]:
        """Return all accounts in order of name."""
        with self._read() as db:
            return [_account(row) for row in db.execute(select(t.accounts).order_by(t.accounts.c.name))]

    def account(self, name: str) -> Account:
        """Return an account; raises NotFound."""
        with self._read() as db:
            return _account(_find(db, name))

    def set_password(self, name: str, password: str, *, by: str = OPERATOR) -> None:
        """Give a person another password and end their sessions; raises NotFound, UsageError for a weak one."""
        kept = self._passwords.keep(password, name)
        with self._write() as db:
            account = _find(db, name)
            db.execute(update(t.accounts).where(t.accounts.c.id == account.id).values(password=kept))
            db.execute(delete(t.sessions).where(t.sessions.c.account == account.id))
            self._note(db, by, "password set", name)

    def set_active(self, name: str, active: bool, *, by: str = OPERATOR) -> None:
        """Let a person in again, or keep them out: their sessions and tokens end at once; raises NotFound."""
        with self._write() as db:
            account = _find(db, name)
            db.execute(update(t.accounts).where(t.accounts.c.id == account.id).values(active=active))
            if not active:
                db.execute(delete(t.sessions).where(t.sessions.c.account == account.id))
                db.execute(update(t.tokens).where(t.tokens.c.account == account.id).values(revoked=True))
            self._note(db, by, "account let in" if active else "account kept out", name)

    def check_password(self, name: str, password: str) -> str | None:
        """Return the account's name where the password is right and the account is let in, else None.

        Takes as long for a name that there is not. A password kept at an older cost is kept anew.
        """
        asked = select(t.accounts).where(t.accounts.c.name == name.strip().lower(), t.accounts.c.active)
        with self._read() as db:
            found = db.execute(asked).first()
        kept = found.password if found else None
        if not self._passwords.check(kept, password) or found is None or kept is None:
            return None
        if self._passwords.is_old(kept):
            anew = self._passwords.seal(password)
            with self._write() as db:
                db.execute(update(t.accounts).where(t.accounts.c.id == found.id).values(password=anew))
        return str(found.name)

    def find_identity(self, issuer: str, subject: str) -> str | None:
        """Return the name of the active account that a provider's subject has, None where there is none."""
        asked = select(t.accounts.c.name).where(
            t.accounts.c.issuer == issuer, t.accounts.c.subject == subject, t.accounts.c.active
        )
        with self._read() as db:
            found = db.execute(asked).scalar()
        return None if found is None else str(found)

    def has_identity(self, issuer: str, subject: str) -> bool:
        """Tell whether a provider's subject has an account, be it one that is kept out."""
        asked = select(t.accounts.c.id).where(t.accounts.c.issuer == issuer, t.accounts.c.subject == subject)
        with self._read() as db:
            return db.execute(asked).first() is not None

    def link_identity(self, name: str, issuer: str, subject: str, *, by: str = OPERATOR) -> None:
        """Let a provider's subject sign in to an account; raises NotFound, UsageError where another has it."""
        with self._write() as db:
            account = _find(db, name)
            asked = select(t.accounts.c.id).where(t.accounts.c.issuer == issuer, t.accounts.c.subject == subject)
            if (taken := db.execute(asked).scalar()) is not None and taken != account.id:
                raise UsageError("Another account has this subject already.")
            values = {"issuer": issuer, "subject": subject}
            db.execute(update(t.accounts).where(t.accounts.c.id == account.id).values(**values))
            self._note(db, by, "identity linked", name, detail=issuer)

    def count_accounts(self) -> int:
        """Return how many accounts there are."""
        with self._read() as db:
            return int(db.execute(select(func.count()).select_from(t.accounts)).scalar_one())


def find_account_id(db: Connection, name: str) -> int:
    """Return an account's number; raises NotFound."""
    return int(_find(db, name).id)


def clean_display(words: str) -> str:
    """Return a name as it may be shown: one line, no control characters; raises UsageError for none."""
    kept = " ".join("".join(one if unicodedata.category(one)[0] != "C" else " " for one in words).split())
    if not kept or len(kept) > MOST_DISPLAY:
        raise UsageError(f"A name to be shown has 1 to {MOST_DISPLAY} letters.")
    return kept


def _find(db: Connection, name: str) -> Row[tuple[object, ...]]:
    found = db.execute(select(t.accounts).where(t.accounts.c.name == name.strip().lower())).first()
    if found is None:
        raise NotFound(f"There is no account {name[:60]!r}.")
    return found


def _account(row: Row[tuple[object, ...]]) -> Account:
    return Account(row.name, row.display, row.active, row.password is not None, row.subject, moment(row.made_at))
