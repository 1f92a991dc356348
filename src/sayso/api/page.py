"""Show the API as one page without a script: what the OpenAPI document says, for people."""

from html import escape
from typing import Any

STYLE = """
body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:52rem;padding:0 1rem}
code{font:14px ui-monospace,monospace}details{margin:.4rem 0;border-top:1px solid #8884;padding-top:.4rem}
summary{cursor:pointer}td,th{text-align:left;vertical-align:top;padding:.1rem .8rem .1rem 0}
:root{color-scheme:light dark}
"""


def write_page(document: dict[str, Any]) -> str:
    """Return the page; it loads nothing, from here or from elsewhere."""
    info = document["info"]
    parts = [
        f"<!doctype html><html lang=en><meta charset=utf-8><title>{escape(info['title'])} API</title>",
        '<meta name=viewport content="width=device-width"><style>' + STYLE + "</style>",
        f"<h1>{escape(info['title'])} API {escape(info['version'])}</h1><p>{escape(info['description'])}</p>",
        '<p>For programs: <a href="openapi.json">openapi.json</a>. Every error has one shape: <code>type</code>, '
        "<code>title</code>, <code>status</code>, <code>detail</code>, <code>remedy</code>, <code>instance</code>.</p>",
    ]
    for tag in document["tags"]:
        rows = [
            _operation(path, method, operation)
            for path, methods in document["paths"].items()
            for method, operation in methods.items()
            if tag["name"] in operation["tags"]
        ]
        if rows:
            parts += [f"<h2>{escape(tag['name'])}</h2><p>{escape(tag['description'])}</p>", *rows]
    return "\n".join(parts) + "\n"


def _operation(path: str, method: str, operation: dict[str, Any]) -> str:
    rows = "".join(
        f"<tr><th><code>{escape(one['name'])}</code></th><td>{escape(_kind(one['schema']))}</td>"
        f"<td>{escape(one.get('description', ''))}</td></tr>"
        for one in operation["parameters"]
    )
    words = f"<p>{escape(operation['description'])}</p>" if "description" in operation else ""
    table = f"<table>{rows}</table>" if rows else "<p>No parameters.</p>"
    return (
        f"<details><summary><code>{method.upper()} {escape(path)}</code> {escape(operation['summary'])}</summary>"
        f"{words}{table}<p>Answers: {escape(', '.join(operation['responses']))}</p></details>"
    )


def _kind(schema: dict[str, Any]) -> str:
    """Return what a value looks like, in a word or two."""
    if schema.get("type") == "array":
        return f"{_kind(schema['items'])}, several times"
    return str(schema.get("type", ""))
