"""Keep sessions of browsers, and the errands on which a browser is sent to a provider."""

from dataclasses import dataclass

from sqlalchemy import delete, insert, select, update

from sayso.people import secret
from sayso.people import tables as t
from sayso.people.accounts import find_account_id
from sayso.people.grants import roles_of
from sayso.people.records import Asker, Means
from sayso.people.tokens import Tokens

IDLE_S = 8 * 3600
WHOLE_S = 7 * 24 * 3600
"""A session ends after a working day without a question, and after a week in any case."""

SEEN_EVERY_S = 60
ERRAND_S = 600
CSRF = "sayso csrf"


@dataclass(frozen=True, slots=True)
class Errand:
    """Hold what was agreed when a browser was sent to a provider: nonce, PKCE verifier, and where it wanted to go."""

    nonce: str
    verifier: str
    target: str


class Sessions(Tokens):
    """Begin sessions, know them again, end them."""

    def begin_session(self, name: str, *, old: str | None = None, how: str = "password") -> str:
        """Begin a session and return its secret, which goes into a cookie; `old` is one that ends by this.

        Every sign-in gets a secret of its own, so that one that somebody else put into the browser is worth nothing.
        Sessions that have run out are swept away.
        """
        made, now = secret.make_secret(), self._now()
        with self._write() as db:
            account = find_account_id(db, name)
            db.execute(
                delete(t.sessions).where((t.sessions.c.expires_at <= now) | (t.sessions.c.seen_at <= now - IDLE_S))
            )
            if old:
                db.execute(delete(t.sessions).where(t.sessions.c.digest == secret.digest(old)))
            values = {"digest": secret.digest(made), "account": account, "made_at": now}
            db.execute(insert(t.sessions).values(seen_at=now, expires_at=now + WHOLE_S, **values))
            self._note(db, name, "signed in", name, detail=how)
        return made

    def who_has_session(self, session: str) -> Asker | None:
        """Return who asks in a session; None for one that is unknown, ran out, or is of nobody let in."""
        if not secret.is_secret(session):
            return None
        now = self._now()
        asked = (
            select(t.sessions, t.accounts.c.name, t.accounts.c.display)
            .join(t.accounts, t.accounts.c.id == t.sessions.c.account)
            .where(
                t.sessions.c.digest == secret.digest(session),
                t.accounts.c.active,
                t.sessions.c.expires_at > now,
                t.sessions.c.seen_at > now - IDLE_S,
            )
        )
        with self._read() as db:
            row = db.execute(asked).first()
            roles = {} if row is None else roles_of(db, row.account)
        if row is None:
            return None
        if row.seen_at < now - SEEN_EVERY_S:
            with self._write() as db:
                db.execute(update(t.sessions).where(t.sessions.c.digest == row.digest).values(seen_at=now))
        csrf = secret.derive(session, CSRF)
        return Asker(row.name, row.display, Means.SESSION, f"session {row.digest[:16]}", roles, csrf)

    def end_session(self, session: str) -> None:
        """End a session; one that there is not ends nothing."""
        with self._write() as db:
            db.execute(delete(t.sessions).where(t.sessions.c.digest == secret.digest(session)))

    def end_sessions(self, name: str) -> int:
        """End all sessions of a person, and return how many there were; raises NotFound."""
        with self._write() as db:
            account = find_account_id(db, name)
            return db.execute(delete(t.sessions).where(t.sessions.c.account == account)).rowcount

    def send_out(self, state: str, errand: Errand) -> None:
        """Remember an errand for ten minutes by its state, a secret; those that have run out are swept away."""
        now = self._now()
        with self._write() as db:
            db.execute(delete(t.errands).where(t.errands.c.expires_at <= now))
            values = {"nonce": errand.nonce, "verifier": errand.verifier, "target": errand.target}
            db.execute(insert(t.errands).values(digest=secret.digest(state), expires_at=now + ERRAND_S, **values))

    def take_back(self, state: str) -> Errand | None:
        """Return an errand and forget it: a state is good once; None for one that is unknown or ran out."""
        with self._write() as db:
            asked = delete(t.errands).where(t.errands.c.digest == secret.digest(state)).returning(t.errands)
            row = db.execute(asked).first()
        return None if row is None or row.expires_at <= self._now() else Errand(row.nonce, row.verifier, row.target)
