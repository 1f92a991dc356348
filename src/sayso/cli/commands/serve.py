"""Serve the casefile over HTTP."""

from typing import TYPE_CHECKING

import click

from sayso.cli.options import case_option, examples, find_case, json_option
from sayso.cli.shapes import dump
from sayso.model.errors import UsageError

if TYPE_CHECKING:
    from sayso.api.serving import Serving
    from sayso.people.provider import Provider


@click.command(
    "serve",
    epilog=examples("sayso serve", "sayso serve --port 0 --readonly", "sayso serve --case strait.sayso --open"),
)
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0 takes any free one.")
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="The address; others than this machine's own need a token."
)
@click.option("--token", help="What clients must send; default SAYSO_TOKEN, or one that is made where it is needed.")
@click.option("--open", "open_page", is_flag=True, help="Open it in the browser.")
@click.option("--readonly", is_flag=True, help="Refuse whatever writes.")
@click.option(
    "--team", metavar="FOLDER_OR_DATABASE", help="Serve a team: where its people are (sayso people); or SAYSO_TEAM."
)
@click.option("--public", metavar="ADDRESS", help="The address by which browsers reach a team's server.")
@click.option("--behind-proxy", is_flag=True, help="A proxy of ours stands before it and says where clients are.")
@case_option
@json_option
def serve_command(
    port: int,
    host: str,
    token: str | None,
    open_page: bool,
    readonly: bool,
    team: str | None,
    public: str | None,
    behind_proxy: bool,
    case_path: str | None,
    as_json: bool,
) -> None:
    """Serve the casefile until Ctrl-C: as a page in the browser, and every question as JSON (/api/v1/docs).

    Only this machine can reach it, unless --host names another address; then every request must carry a token. With
    --team people sign in, and each casefile of the team has its own address (docs/team.md).
    """
    from sayso.api import serve, serve_team
    from sayso.settings import text_setting

    def tell(serving: "Serving") -> None:
        click.echo(dump(_shape(serving)) if as_json else _words(serving))
        if open_page:
            click.launch(serving.address)

    people = text_setting("team", team)
    if people and case_path is None:
        public = text_setting("public", public) or None
        serve_team(
            people,
            host=host,
            port=port,
            public=public,
            behind_proxy=behind_proxy,
            provider=_find_provider(),
            readonly=readonly,
            tell=tell,
        )
        return
    serve(
        find_case(case_path),
        host=host,
        port=port,
        token=text_setting("token", token) or None,
        readonly=readonly,
        tell=tell,
    )


def _find_provider() -> "Provider | None":
    """Return the OpenID provider that the settings name; None where they name none."""
    from sayso.people.provider import Provider
    from sayso.settings import text_setting

    issuer, client = text_setting("oidc_issuer"), text_setting("oidc_client")
    if not issuer:
        return None
    if not client:
        raise UsageError("The setting oidc_client is missing: what the provider calls this server.")
    allow = tuple(one.strip() for one in text_setting("oidc_allow").split(",") if one.strip())
    return Provider(issuer, client, text_setting("oidc_secret"), allow, text_setting("oidc_name"))


def _words(serving: "Serving") -> str:
    """Return what a person needs to know."""
    lines = [f"Sayso answers at {serving.address}", f"What it can be asked: {serving.docs}"]
    if serving.token:
        lines.append(f"Every request must carry: Authorization: Bearer {serving.token}")
    return "\n".join([*lines, "Ctrl-C ends it."])


def _shape(serving: "Serving") -> dict[str, object]:
    return {"address": serving.address, "docs": serving.docs, "token": serving.token, "port": serving.port}
