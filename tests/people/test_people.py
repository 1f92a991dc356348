"""Test accounts, roles, tokens, sessions and invitations, and that no secret is kept."""

import sqlite3
import stat
from pathlib import Path

import pytest

from sayso.model.errors import CasefileTooNew, NotFound, StoreError, UsageError
from sayso.people import People, Role
from sayso.people.passwords import Cost
from sayso.people.sessions import IDLE_S, WHOLE_S, Errand
from sayso.people.tokens import DAY_S
from tests.people.conftest import CHEAP, GOOD, Clock


def dump(folder: Path) -> str:
    """Return all that the database's files hold."""
    return b"".join(path.read_bytes() for path in sorted(folder.glob("people.sqlite*"))).decode("latin-1")


def test_a_right_password_lets_in_and_nothing_else_does(people: People) -> None:
    assert people.check_password("Mira", GOOD) == "mira"
    for name, password in (("mira", GOOD + "s"), ("mira", ""), ("jon", ""), ("nobody", GOOD), ("", "")):
        assert people.check_password(name, password) is None


def test_a_guess_at_nobody_costs_as_much_as_one_at_somebody(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    from argon2 import PasswordHasher

    verified: list[str] = []
    verify = PasswordHasher.verify

    def count(self: PasswordHasher, kept: str, words: str) -> bool:
        verified.append(kept.rsplit("$", 2)[0])
        return verify(self, kept, words)

    monkeypatch.setattr(PasswordHasher, "verify", count)
    for name in ("mira", "jon", "nobody"):
        people.check_password(name, "a wrong password")
    assert len(verified) == 3
    assert len(set(verified)) == 1, "the same cost for all"


def test_a_password_is_typed_alike_on_every_keyboard(people: People) -> None:
    people.set_password("mira", "the caf\u00e9 by the quay")
    assert people.check_password("mira", "the cafe\u0301 by the quay") == "mira"


@pytest.mark.parametrize("weak", ["", "short", "a" * 40, "miramiramira", "x" * 300])
def test_a_weak_password_is_refused(people: People, weak: str) -> None:
    with pytest.raises(UsageError):
        people.set_password("mira", weak)


def test_a_password_of_an_older_cost_is_kept_anew(people: People, place: str) -> None:
    with People(place, cost=Cost(2, 16, 1)) as dearer:
        assert dearer.check_password("mira", GOOD) == "mira"
        with dearer._read() as db:
            assert "m=16,t=2,p=1" in str(db.exec_driver_sql("SELECT password FROM accounts ORDER BY id").scalar())


@pytest.mark.parametrize("name", ["mira", "MIRA", "operator", "", "a b", "../x", "x\r\ny", "é", "x" * 50])
def test_a_name_that_is_taken_or_cannot_be_one_is_refused(people: People, name: str) -> None:
    with pytest.raises(UsageError):
        people.add_account(name)


def test_a_token_is_known_again_until_it_expires(people: People, clock: Clock) -> None:
    made = people.make_token("mira", "harbour", Role.EDITOR, label="nightly", days=2)
    asker = people.who_has_token(made.token)
    assert asker is not None
    assert (asker.name, asker.roles) == ("mira", {"harbour": Role.EDITOR})
    clock.now += 2 * DAY_S
    assert people.who_has_token(made.token) is None


def test_a_revoked_token_is_good_no_more_and_stays_listed(people: People) -> None:
    made = people.make_token("mira", "harbour", Role.READER, label="old")
    with pytest.raises(NotFound):
        people.revoke_token(made.row.id, name="jon")
    people.revoke_token(made.row.id, name="mira")
    assert people.who_has_token(made.token) is None
    assert [row.revoked for row in people.tokens("mira")] == [True]


def test_a_token_can_no_more_than_its_person(people: People) -> None:
    made = people.make_token("mira", "harbour", Role.OWNER, label="all")
    people.add_account("ann")
    people.grant("ann", "harbour", Role.OWNER)
    people.grant("mira", "harbour", Role.READER)
    asker = people.who_has_token(made.token)
    assert asker is not None
    assert asker.roles == {"harbour": Role.READER}
    people.withdraw("mira", "harbour")
    asker = people.who_has_token(made.token)
    assert asker is not None
    assert asker.roles == {}
    for case, role in (("strait", Role.REVIEWER), ("harbour", Role.READER)):
        with pytest.raises(UsageError):
            people.make_token("mira", case, role, label="more than I may")


def test_a_session_ends_when_idle_and_after_a_week(people: People, clock: Clock) -> None:
    idle = people.begin_session("mira")
    clock.now += IDLE_S
    assert people.who_has_session(idle) is None
    busy, until = people.begin_session("mira"), clock.now + WHOLE_S
    while clock.now + IDLE_S / 2 < until:
        clock.now += IDLE_S / 2
        assert people.who_has_session(busy) is not None
    clock.now = until
    assert people.who_has_session(busy) is None


def test_signing_in_changes_the_session(people: People) -> None:
    planted = people.begin_session("mira")
    fresh = people.begin_session("mira", old=planted)
    assert fresh != planted
    assert people.who_has_session(planted) is None


def test_sessions_and_tokens_end_with_the_account_and_sessions_with_the_password(people: People) -> None:
    first = people.begin_session("mira")
    people.set_password("mira", "another heron on a pier")
    assert people.who_has_session(first) is None
    session = people.begin_session("mira")
    token = people.make_token("mira", "harbour", Role.READER, label="x").token
    people.set_active("mira", False)
    assert (people.who_has_session(session), people.who_has_token(token)) == (None, None)
    assert people.check_password("mira", "another heron on a pier") is None
    people.set_active("mira", True)
    assert (people.who_has_session(session), people.who_has_token(token)) == (None, None)


@pytest.mark.parametrize("forged", ["", "x", "sayso_", "' OR 1=1 --", "a" * 43, "sayso_" + "a" * 43, "é" * 43])
def test_a_forged_secret_is_nobody_s(people: People, forged: str) -> None:
    assert people.who_has_session(forged) is None
    assert people.who_has_token(forged) is None


def test_an_invitation_is_good_once_and_takes_no_greater_role_away(people: People, clock: Clock) -> None:
    link = people.invite("harbour", Role.EDITOR, by="mira")
    assert people.accept(link, "jon").role is Role.EDITOR
    with pytest.raises(UsageError):
        people.accept(link, "mira")
    people.accept(people.invite("harbour", Role.READER), "mira")
    assert {one.name: one.role for one in people.members("harbour")} == {"jon": Role.EDITOR, "mira": Role.OWNER}
    late = people.invite("harbour", Role.READER)
    clock.now += 7 * DAY_S
    assert people.invited(late) is None


def test_a_casefile_keeps_an_owner(people: People) -> None:
    with pytest.raises(UsageError):
        people.withdraw("mira", "harbour")
    with pytest.raises(UsageError):
        people.grant("mira", "harbour", Role.READER)


def test_an_errand_is_taken_back_once(people: People, clock: Clock) -> None:
    people.send_out("state", Errand("nonce", "verifier", "/"))
    assert people.take_back("state") == Errand("nonce", "verifier", "/")
    assert people.take_back("state") is None
    people.send_out("late", Errand("nonce", "verifier", "/"))
    clock.now += 601
    assert people.take_back("late") is None


def test_an_identity_belongs_to_one_account(people: People) -> None:
    people.link_identity("jon", "https://id.example", "17")
    assert people.find_identity("https://id.example", "17") == "jon"
    assert people.find_identity("https://other.example", "17") is None
    with pytest.raises(UsageError):
        people.link_identity("mira", "https://id.example", "17")


@pytest.mark.parametrize("place", ["file"], indirect=True)
def test_no_secret_is_in_the_file_and_nobody_else_may_read_it(people: People, tmp_path: Path) -> None:
    secrets = [GOOD, people.begin_session("mira"), people.invite("harbour", Role.READER)]
    secrets.append(people.make_token("mira", "harbour", Role.READER, label="x").token)
    kept = dump(tmp_path / "team")
    assert [one for one in secrets if one in kept] == []
    assert stat.S_IMODE((tmp_path / "team" / "people.sqlite").stat().st_mode) == 0o600


def test_what_is_done_with_rights_is_written_down(people: People) -> None:
    people.grant("jon", "harbour", Role.REVIEWER, by="mira")
    last = people.happenings("harbour")[0]
    assert (last.by, last.what, last.about, last.detail) == ("mira", "role given", "jon", "reviewer")


def test_a_database_of_a_later_version_or_of_something_else_is_refused(tmp_path: Path) -> None:
    People(tmp_path, cost=CHEAP).close()
    with sqlite3.connect(tmp_path / "people.sqlite") as db:
        db.execute("UPDATE people_layout SET version = 99")
    db.close()
    with pytest.raises(CasefileTooNew):
        People(tmp_path)
    (tmp_path / "junk.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(StoreError):
        People(tmp_path / "junk.db")
    with pytest.raises(NotFound):
        People(tmp_path / "none.db", must_exist=True)
