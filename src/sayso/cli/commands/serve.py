"""Serve the casefile over HTTP."""

from typing import TYPE_CHECKING

import click

from sayso.cli.options import case_option, examples, find_case, json_option
from sayso.cli.shapes import dump

if TYPE_CHECKING:
    from sayso.api.serving import Serving


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
@case_option
@json_option
def serve_command(
    port: int, host: str, token: str | None, open_page: bool, readonly: bool, case_path: str | None, as_json: bool
) -> None:
    """Serve the casefile until Ctrl-C: as a page in the browser, and every question as JSON (/api/v1/docs).

    Only this machine can reach it, unless --host names another address; then every request must carry a token.
    """
    from sayso.api import serve
    from sayso.settings import text_setting

    def tell(serving: "Serving") -> None:
        click.echo(dump(_shape(serving)) if as_json else _words(serving))
        if open_page:
            click.launch(serving.address)

    serve(
        find_case(case_path),
        host=host,
        port=port,
        token=text_setting("token", token) or None,
        readonly=readonly,
        tell=tell,
    )


def _words(serving: "Serving") -> str:
    """Return what a person needs to know."""
    lines = [f"Sayso answers at {serving.address}", f"What it can be asked: {serving.docs}"]
    if serving.token:
        lines.append(f"Every request must carry: Authorization: Bearer {serving.token}")
    return "\n".join([*lines, "Ctrl-C ends it."])


def _shape(serving: "Serving") -> dict[str, object]:
    return {"address": serving.address, "docs": serving.docs, "token": serving.token, "port": serving.port}
