"""Say who may do what on a team's server; for the operator, on the machine where the people's database is."""

import sys
from collections.abc import Callable
from dataclasses import asdict, is_dataclass
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.options import examples, json_option
from sayso.cli.shapes import dump
from sayso.cli.wording import clean

if TYPE_CHECKING:
    from sayso.people import People

type Decorated = Callable[..., Any]
ROLES = ("reader", "reviewer", "editor", "owner")


@click.group(
    "people",
    epilog=examples(
        "sayso people --team team casefile harbour harbour.sayso",
        "sayso people --team team add mira",
        "sayso people --team team grant mira harbour owner",
        "sayso people --team team list --json",
    ),
)
@click.option("--team", metavar="FOLDER_OR_DATABASE", help="Where the people are; default: what SAYSO_TEAM names.")
@json_option
@click.pass_context
def people_command(context: click.Context, team: str | None, as_json: bool) -> None:
    """Add people to a team's server, and say what they may do; what comes after --json is printed as JSON.

    The first of these commands makes the people's database. Whoever can read its file can do all of this.
    """
    context.obj = (team, as_json)


def _command(name: str, *, make: bool = False) -> Callable[[Decorated], Decorated]:
    """Register a command that gets the people, prints what it returns, as words or as JSON."""

    def register(work: Decorated) -> Decorated:
        @people_command.command(name, help=work.__doc__)
        @click.option("--team", metavar="FOLDER_OR_DATABASE", help="Where the people are.")
        @click.option("--json", "as_json", is_flag=True, help="Print one JSON value.")
        @click.pass_context
        def run(context: click.Context, /, team: str | None, as_json: bool, **given: Any) -> None:
            named, whole = context.obj
            with _open(team or named, make=make) as people:
                words, value = work(people, **given)
            click.echo(dump(_plain(value)) if as_json or whole else words)

        run.params[:0] = getattr(work, "__click_params__", [])[::-1]
        return run

    return register


@_command("add", make=True)
@click.argument("name")
@click.option("--display", help="The name as it is shown; default: the name.")
@click.option("--password-stdin", is_flag=True, help="Take the password from a line of standard input.")
@click.option("--without-password", is_flag=True, help="For who signs in by a provider, or uses tokens alone.")
def _add(people: "People", name: str, display: str | None, password_stdin: bool, without_password: bool) -> Any:
    """Add a person; the password is asked for, unless it comes otherwise."""
    password = None if without_password else _ask_password(password_stdin)
    made = people.add_account(name, display=display, password=password)
    return f"Added {made.name}. Give them a role: sayso people grant {made.name} CASEFILE ROLE", made


@_command("list")
def _list(people: "People") -> Any:
    """List people with their roles, and the casefiles."""
    cases = people.cases()
    members = {case.name: people.members(case.name) for case in cases}
    rows = []
    for account in people.accounts():
        roles = [f"{case} {one.role}" for case, found in members.items() for one in found if one.name == account.name]
        out = "" if account.active else " (kept out)"
        rows.append(clean(f"{account.name} — {account.display}{out}: {', '.join(roles) or 'no role'}"))
    rows += [clean(f"casefile {case.name}: {case.address}") for case in cases]
    return "\n".join(rows) or "Nobody yet.", {"accounts": people.accounts(), "cases": cases, "members": members}


@_command("casefile", make=True)
@click.argument("name")
@click.argument("address")
def _casefile(people: "People", name: str, address: str) -> Any:
    """Name a casefile: a path, from the people's folder on, or a PostgreSQL address."""
    made = people.add_case(name, address)
    return f"The casefile {made.name} is {clean(made.address)}.", made


@_command("grant")
@click.argument("name")
@click.argument("case")
@click.argument("role", type=click.Choice(ROLES))
def _grant(people: "People", name: str, case: str, role: str) -> Any:
    """Give a person a role in a casefile, in place of the one they had."""
    from sayso.people import Role

    people.grant(name, case, Role(role))
    return f"{name} is {role} of {case}.", people.members(case)


@_command("revoke")
@click.argument("name")
@click.argument("case")
def _revoke(people: "People", name: str, case: str) -> Any:
    """Take a person's role in a casefile away."""
    people.withdraw(name, case)
    return f"{name} has no role in {case}.", people.members(case)


@_command("invite")
@click.argument("case")
@click.argument("role", type=click.Choice(ROLES))
def _invite(people: "People", case: str, role: str) -> Any:
    """Make an invitation to a casefile: a link that makes an account, good once and for a week."""
    from sayso.people import Role

    path = f"/join/{people.invite(case, Role(role))}"
    return f"{path}\nPut the server's address before it and send it to one person.", {"path": path, "role": role}


@_command("password")
@click.argument("name")
@click.option("--password-stdin", is_flag=True, help="Take the password from a line of standard input.")
def _password(people: "People", name: str, password_stdin: bool) -> Any:
    """Give a person another password; their sessions end."""
    people.account(name)
    people.set_password(name, _ask_password(password_stdin))
    return f"{name} has another password, and was signed out everywhere.", {"name": name}


@_command("keep-out")
@click.argument("name")
def _keep_out(people: "People", name: str) -> Any:
    """Keep a person out: their sessions and tokens end at once, their decisions stay."""
    people.set_active(name, False)
    return f"{name} is kept out.", people.account(name)


@_command("let-in")
@click.argument("name")
def _let_in(people: "People", name: str) -> Any:
    """Let a person in again who was kept out; their old tokens stay revoked."""
    people.set_active(name, True)
    return f"{name} may sign in.", people.account(name)


@_command("link")
@click.argument("name")
@click.argument("issuer")
@click.argument("subject")
def _link(people: "People", name: str, issuer: str, subject: str) -> Any:
    """Let the subject of an OpenID provider sign in to an account."""
    people.link_identity(name, issuer, subject)
    return f"{clean(subject)} of {clean(issuer)} signs in as {name}.", people.account(name)


@_command("token")
@click.argument("name")
@click.argument("case")
@click.argument("role", type=click.Choice(ROLES))
@click.option("--label", default="made by the operator", show_default=True, help="What it is for.")
@click.option("--days", type=int, default=90, show_default=True, help="For how long it is good.")
def _token(people: "People", name: str, case: str, role: str, label: str, days: int) -> Any:
    """Make a token for a program; it is printed once and kept nowhere."""
    from sayso.people import Role

    made = people.make_token(name, case, Role(role), label=label, days=days)
    return f"{made.token}\nGood until {made.row.expires_at}. It is not shown again.", made


@_command("tokens")
@click.argument("name", required=False)
@click.option("--revoke", metavar="ID", help="Take this token back at once.")
def _tokens(people: "People", name: str | None, revoke: str | None) -> Any:
    """List tokens, of one person or of all; or take one back."""
    if revoke:
        people.revoke_token(revoke, name=name)
    rows = people.tokens(name)
    words = [
        clean(
            f"{row.id} {row.start}… {row.account} {row.case} {row.role} {row.label!r}, until {row.expires_at}, "
            f"{'revoked' if row.revoked else f'used {row.used_at}' if row.used_at else 'never used'}"
        )
        for row in rows
    ]
    return "\n".join(words) or "No tokens.", rows


@_command("log")
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help="At most so many.")
def _log(people: "People", limit: int) -> Any:
    """List what was done with accounts and rights, the latest first."""
    found = people.happenings(limit=limit)
    words = [f"{one.at} {one.by}: {one.what} {one.about} {one.case or ''} {one.detail}".rstrip() for one in found]
    return "\n".join(clean(one) for one in words) or "Nothing yet.", found


def _plain(value: Any) -> Any:
    """Return records as tables that JSON takes, with the fields that they have."""
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return {name: _plain(one) for name, one in value.items()} if isinstance(value, dict) else value


def _open(team: str | None, *, make: bool) -> "People":
    """Open the people's database of the option or the setting; raises UsageError where neither names one."""
    from sayso.model.errors import UsageError
    from sayso.people import People
    from sayso.settings import text_setting

    place = text_setting("team", team)
    if not place:
        raise UsageError("Say where the people are: --team FOLDER, or SAYSO_TEAM.")
    return People(place, must_exist=not make)


def _ask_password(from_input: bool) -> str:
    if from_input:
        return sys.stdin.readline().rstrip("\r\n")
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
