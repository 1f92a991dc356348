"""Say who asks, give tokens, and let owners say who may do what; a server without accounts has nobody to list."""

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.api.access import LEAST, check_person
from sayso.api.limits import Limiter, Rate
from sayso.api.parameters import Parameter
from sayso.api.problems import FORBIDDEN, NOT_FOUND, NOT_YET, Refused
from sayso.api.route import Answerer, Ask, Route
from sayso.people import People, Role
from sayso.people.records import Happening, Member, NewToken, TokenRow
from sayso.people.tokens import DAYS, MOST_DAYS

_TAG = "people"


@dataclass(frozen=True, slots=True)
class CaseRole:
    """Name a casefile that one may open, and one's role in it."""

    case: str
    role: Role


@dataclass(frozen=True, slots=True)
class WhoAsks:
    """Say who asks and what they may do here.

    `team` tells that the server has accounts. `needs` is the least role for each operation that writes, by its id;
    `csrf` is what a write from a browser bears as `X-Sayso-Csrf`. Without accounts one is the owner.
    """

    team: bool
    name: str | None
    display: str | None
    case: str | None
    role: Role | None
    csrf: str
    needs: Mapping[str, Role]
    cases: tuple[CaseRole, ...]


@dataclass(frozen=True, slots=True)
class Tokens:
    """Hold one's own tokens, the newest first."""

    tokens: tuple[TokenRow, ...]


@dataclass(frozen=True, slots=True)
class Members:
    """Hold who has a role in the casefile, in order of name."""

    people: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Invitation:
    """Hold an invitation at the one moment at which it can be read: `path` is its address on this server."""

    path: str
    role: Role


@dataclass(frozen=True, slots=True)
class Happenings:
    """Hold what was done with rights in the casefile, the latest first."""

    happenings: tuple[Happening, ...]


_guesses = Rate(8, 60)


def _who(ask: Ask) -> WhoAsks:
    visit, asker = ask.visit, ask.visit.asker
    needs = {name: role for name, role in LEAST.items() if isinstance(role, Role)}
    if asker is None:
        return WhoAsks(False, None, None, None, visit.role, "", needs, ())
    cases = tuple(CaseRole(case, role) for case, role in sorted(asker.roles.items()))
    return WhoAsks(True, asker.name, asker.display, ask.context.name or None, visit.role, asker.csrf, needs, cases)


def _people(ask: Ask) -> People:
    """Return the people; raises Refused on a server that has none."""
    if ask.context.people is None:
        raise Refused(NOT_YET, "This server has no accounts.", "Start it with `sayso serve --team`.")
    return ask.context.people


def _list_tokens(ask: Ask) -> Tokens:
    if ask.visit.asker is None:
        return Tokens(())
    return Tokens(tuple(_people(ask).tokens(ask.visit.asker.name)))


def _make_token(ask: Ask) -> NewToken:
    people, name = _people(ask), check_person(ask.visit)
    role = Role.named(str(ask.values.get("role", Role.READER)))
    if ask.visit.role is None or not ask.visit.role.covers(role):
        raise Refused(FORBIDDEN, f"You are no {role} here, so no token of yours can be.")
    days = int(ask.values.get("days", DAYS))
    return people.make_token(name, ask.context.name, role, label=str(ask.values["label"]), days=days, by=name)


def _revoke_token(ask: Ask) -> Tokens:
    people, name = _people(ask), check_person(ask.visit)
    people.revoke_token(ask.path["id"], name=name, by=name)
    return _list_tokens(ask)


class _Passwords:
    """Change one's own password; a stolen session is no way to guess at the old one."""

    def __init__(self) -> None:
        self._guesses = Limiter(_guesses)

    def change(self, ask: Ask) -> WhoAsks:
        """Set a new password where the old one is right; every session of the person ends."""
        people, name = _people(ask), check_person(ask.visit)
        self._guesses.take(name)
        if people.account(name).password and people.check_password(name, str(ask.values.get("password", ""))) is None:
            raise Refused(
                FORBIDDEN, "The old password is not right.", "Type it again, or ask the operator for another."
            )
        people.set_password(name, str(ask.values["new_password"]), by=name)
        return _who(ask)


def _list_people(ask: Ask) -> Members:
    return Members(() if ask.context.people is None else tuple(ask.context.people.members(ask.context.name)))


def _give_role(ask: Ask) -> Members:
    people, by = _people(ask), check_person(ask.visit)
    people.grant(str(ask.values["name"]), ask.context.name, Role.named(str(ask.values["role"])), by=by)
    return _list_people(ask)


def _take_role(ask: Ask) -> Members:
    people, by = _people(ask), check_person(ask.visit)
    people.withdraw(ask.path["id"], ask.context.name, by=by)
    return _list_people(ask)


def _invite(ask: Ask) -> Invitation:
    people, by = _people(ask), check_person(ask.visit)
    role = Role.named(str(ask.values["role"]))
    return Invitation(f"/join/{people.invite(ask.context.name, role, by=by)}", role)


def _happenings(ask: Ask) -> Happenings:
    people = ask.context.people
    return Happenings(() if people is None else tuple(people.happenings(ask.context.name)))


def _look(path: str, name: str, summary: str, gives: object, answer: Answerer, description: str = "") -> Route:
    """Return a route that shows something of people; none of them follows from the casefile alone."""
    return Route(path, name, summary, _TAG, gives, answer, cached=False, needs_case=False, description=description)


def _change(
    path: str,
    name: str,
    summary: str,
    gives: object,
    answer: Answerer,
    body: tuple[Parameter, ...] | None,
    *,
    method: str = "POST",
    status: int = 200,
    description: str = "",
) -> Route:
    """Return a route that changes something of people."""
    return Route(
        path,
        name,
        summary,
        _TAG,
        gives,
        answer,
        method=method,
        status=status,
        body=body,
        problems=(NOT_FOUND, NOT_YET),
        cached=False,
        writes=True,
        needs_case=False,
        description=description,
    )


_ROLE = Parameter("role", required=True, choices=tuple(Role))
_BROWSER = "Takes a session alone, no token."
ROUTES: tuple[Route, ...] = (
    _look("/me", "tell_who_asks", "Say who asks, and what they may do in this casefile", WhoAsks, _who),
    _change(
        "/me/password",
        "change_own_password",
        "Set a new password, and end all of one's sessions",
        WhoAsks,
        _Passwords().change,
        (Parameter("password"), Parameter("new_password", required=True)),
        description=_BROWSER,
    ),
    _look("/tokens", "list_own_tokens", "List one's own tokens, the newest first", Tokens, _list_tokens),
    _change(
        "/tokens",
        "make_own_token",
        "Make a token for this casefile; it is told once",
        NewToken,
        _make_token,
        (
            Parameter("label", required=True),
            Parameter("role", choices=tuple(Role)),
            Parameter("days", "whole", least=1, most=MOST_DAYS),
        ),
        status=201,
        description=_BROWSER,
    ),
    _change(
        "/tokens/{id}",
        "revoke_own_token",
        "Take one of one's tokens back at once",
        Tokens,
        _revoke_token,
        None,
        method="DELETE",
        description=_BROWSER,
    ),
    _look("/people", "list_people", "List who has a role in this casefile", Members, _list_people),
    _change(
        "/people",
        "give_role",
        "Give a person a role in this casefile in place of the one they had",
        Members,
        _give_role,
        (Parameter("name", required=True), _ROLE),
        description=_BROWSER,
    ),
    _change(
        "/people/invite",
        "invite_person",
        "Make an invitation to this casefile, good once and for a week",
        Invitation,
        _invite,
        (_ROLE,),
        status=201,
        description=_BROWSER,
    ),
    _look("/people/log", "list_happenings", "List what was done with rights in this casefile", Happenings, _happenings),
    _change(
        "/people/{id}",
        "take_role_away",
        "Take a person's role in this casefile away",
        Members,
        _take_role,
        None,
        method="DELETE",
        description=_BROWSER,
    ),
)
