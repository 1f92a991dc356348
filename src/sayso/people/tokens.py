"""Keep API tokens: one person's, for one casefile, for a while, with no more rights than the person has."""

from secrets import token_hex
from typing import Any

from sqlalchemy import Row, Select, insert, select, update

from sayso.model.errors import NotFound, UsageError
from sayso.people import secret
from sayso.people import tables as t
from sayso.people.accounts import clean_display, find_account_id
from sayso.people.grants import Grants, roles_of
from sayso.people.records import Asker, Means, NewToken, TokenRow
from sayso.people.register import OPERATOR, moment
from sayso.people.roles import Role, least

DAY_S = 24 * 3600
DAYS, MOST_DAYS = 90, 366
MOST_TOKENS = 50
USED_EVERY_S = 60
"""How exactly it is known when a token was used last; a write at each request would cost more than the answer."""


class Tokens(Grants):
    """Make tokens, know them again, take them back."""

    def make_token(
        self, name: str, case: str, role: Role, *, label: str, days: int = DAYS, by: str = OPERATOR
    ) -> NewToken:
        """Make a token and return it, which is the only time that it can be read.

        Raises UsageError where the person has not this role in the casefile, for too many days or too many tokens;
        NotFound for the person.
        """
        if not 1 <= days <= MOST_DAYS:
            raise UsageError(f"A token is good for 1 to {MOST_DAYS} days, not {days}.")
        label, token, now = clean_display(label), secret.make_token(), self._now()
        with self._write() as db:
            account = find_account_id(db, name)
            held = roles_of(db, account).get(case)
            if held is None or not held.covers(role):
                raise UsageError(f"{name} is no {role} of {case!r}, so no token can be.")
            asked = select(t.tokens.c.id).where(
                t.tokens.c.account == account, ~t.tokens.c.revoked, t.tokens.c.expires_at > now
            )
            if len(db.execute(asked).all()) >= MOST_TOKENS:
                raise UsageError(f"{name} has {MOST_TOKENS} tokens. Revoke one that is not used.")
            values = {"id": token_hex(6), "account": account, "case_name": case, "role": role.value, "label": label}
            db.execute(
                insert(t.tokens).values(
                    **values,
                    start=token[: secret.SHOWN],
                    digest=secret.digest(token),
                    made_at=now,
                    expires_at=now + days * DAY_S,
                    revoked=False,
                )
            )
            self._note(db, by, "token made", name, case, f"{role}, {days} days")
            made = db.execute(_rows().where(t.tokens.c.id == values["id"])).one()
        return NewToken(token, _row(made))

    def tokens(self, name: str | None = None) -> list[TokenRow]:
        """Return the tokens of a person, or all, the newest first."""
        asked = _rows().order_by(t.tokens.c.made_at.desc(), t.tokens.c.id)
        with self._read() as db:
            if name is not None:
                asked = asked.where(t.tokens.c.account == find_account_id(db, name))
            return [_row(row) for row in db.execute(asked)]

    def revoke_token(self, token_id: str, *, name: str | None = None, by: str = OPERATOR) -> None:
        """Take a token back at once; `name` makes sure whose it is. Raises NotFound."""
        with self._write() as db:
            asked = _rows().where(t.tokens.c.id == token_id)
            row = db.execute(asked).first()
            if row is None or (name is not None and row.name != name):
                raise NotFound(f"There is no token {token_id[:60]!r}.")
            db.execute(update(t.tokens).where(t.tokens.c.id == token_id).values(revoked=True))
            self._note(db, by, "token revoked", row.name, row.case_name)

    def who_has_token(self, token: str) -> Asker | None:
        """Return who asks with a token; None for one that is unknown, expired, revoked, or of nobody let in."""
        if not secret.is_secret(token):
            return None
        now = self._now()
        asked = _rows().where(t.tokens.c.digest == secret.digest(token), t.accounts.c.active, ~t.tokens.c.revoked)
        with self._read() as db:
            row = db.execute(asked.where(t.tokens.c.expires_at > now)).first()
            held = None if row is None else roles_of(db, row.account).get(row.case_name)
        if row is None:
            return None
        if row.used_at is None or row.used_at < now - USED_EVERY_S:
            with self._write() as db:
                db.execute(update(t.tokens).where(t.tokens.c.id == row.id).values(used_at=now))
        roles = {} if held is None else {row.case_name: least(Role(row.role), held)}
        return Asker(row.name, row.display, Means.TOKEN, f"token {row.id}", roles)


def _rows() -> Select[*tuple[Any, ...]]:
    """Select tokens with whose they are."""
    return select(t.tokens, t.accounts.c.name, t.accounts.c.display).join(
        t.accounts, t.accounts.c.id == t.tokens.c.account
    )


def _row(row: Row[tuple[object, ...]]) -> TokenRow:
    used = None if row.used_at is None else moment(row.used_at)
    made, until = moment(row.made_at), moment(row.expires_at)
    return TokenRow(
        row.id, row.label, row.name, row.case_name, Role(row.role), row.start, made, until, used, row.revoked
    )
