"""Print the schemas of the API's records for `openapi-typescript`, and keep a hash of them beside what it makes."""

import json
import sys
from hashlib import sha256
from pathlib import Path

KEPT = Path(__file__).parent / "src" / "api" / "records.sha256"


def read_schemas() -> str:
    """Return the schemas as an OpenAPI document without addresses."""
    from sayso.api.openapi import write_openapi
    from sayso.api.routes import ROUTES

    whole = write_openapi(ROUTES)
    info = {"title": "Sayso", "version": "1"}
    document = {"openapi": whole["openapi"], "info": info, "paths": {}, "components": {}}
    document["components"] = {"schemas": whole["components"]["schemas"]}
    return json.dumps(document, sort_keys=True)


def digest_of(schemas: str) -> str:
    """Return the hash by which a test knows that the page's types are those of today's records."""
    return sha256(schemas.encode()).hexdigest()


if __name__ == "__main__":
    told = read_schemas()
    KEPT.write_text(digest_of(told) + "\n", "utf-8")
    sys.stdout.write(told)
