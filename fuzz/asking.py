"""Ask an application everything that its OpenAPI document allows and more: no answer is a 500, each fits its schema.

For seconds in the tests; for longer as `python -m fuzz.asking --seconds 1800`. Routes that read files or listen are
asked with bodies that are refused, so that no process is started.
"""

import argparse
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from urllib.parse import quote

import orjson
from starlette.testclient import TestClient

from fuzz.schema import conform

HERE = "http://127.0.0.1:8765"
NOT_OFFERED = 501  # what only a server with accounts has
JSON = frozenset(("application/json", "application/problem+json"))
READING = frozenset(("read_upload", "read_paths"))
NAMES = ("Mira Holt", "Dunmore Steel", "Lowick Guild", "court", "accuses", "claim-1", "actor-1", "decision-1", "1")
DATES = ("2019", "2018/..", "2019-03", "198X", "../2020", "2019-02-30", "[2000..2010]")
ODD = (
    "", " ", "'", '"', "' OR 1=1 --", "'); DROP TABLE claims; --", "a*", '"a', "NEAR(", "a AND", "%", "_", "\\", "\x00",
    "\u202etxt.exe", "😀", "é" * 50, "../../etc/passwd", "..\\..", "/", "//", "a\r\nSet-Cookie: b=1", "<script>",
    "-1", "0", "1e309", "NaN", "999999999999999", "null", "[]", "{}", "true", "\uffff", "ﬁ", "İ", "ß", "x" * 3990,
    "x" * 5000, "eyJhIjoxfQ", "W10", "٣", "1_000", "+1", "0x10",
)  # fmt: skip


@dataclass
class Asker:
    """Draw requests and look at what comes back."""

    client: TestClient
    document: dict[str, Any]
    asked: int = 0
    statuses: dict[int, int] = field(default_factory=dict)

    def ask(self, rng: random.Random) -> None:
        """Ask one thing; raises AssertionError with the request where the answer is not as promised."""
        path, method, operation = rng.choice(self._operations())
        for part in [one["name"] for one in operation["parameters"] if one["in"] == "path"]:
            path = path.replace(f"{{{part}}}", quote(_word(rng), safe=""))
        query: list[tuple[str, str | int | float | bool | None]] = [*_query(rng, operation)]
        body, headers = _body(rng, operation)
        if operation["operationId"] == "listen":
            query = [pair for pair in query if pair[0] != "for_s"] + [("for_s", "0")]
        found = self.client.request(method, path, params=query, content=body, headers=headers)
        self.asked += 1
        status = int(found.status_code)
        self.statuses[status] = self.statuses.get(status, 0) + 1
        told = f"{method} {path} {query} {body!r} {headers} -> {found.status_code} {found.text[:300]}"
        assert found.status_code < 500 or found.status_code == NOT_OFFERED, told
        assert not [v for _, v in found.headers.multi_items() if "\n" in v or "\r" in v], told
        assert found.headers.get("x-content-type-options") == "nosniff", told
        self._fits(operation, found.status_code, found.headers.get("content-type", ""), found.content, told)

    def _operations(self) -> list[tuple[str, str, dict[str, Any]]]:
        return [
            (path, method.upper(), operation)
            for path, methods in self.document["paths"].items()
            for method, operation in methods.items()
        ]

    def _fits(self, operation: dict[str, Any], status: int, kind: str, content: bytes, told: str) -> None:
        if status in (404, 405) and b"/problem" not in content and not content.startswith(b'{"type"'):
            raise AssertionError(f"an error of another shape: {told}")
        said = operation["responses"].get(str(status))
        if said is None:
            assert status in (404, 405, 413, 415, 422), f"a status that is not described: {told}"
            return
        described = said.get("content", {})
        given = kind.split(";")[0]
        if given in described and given in JSON:
            assert content, f"no body: {told}"
            wrong = conform(orjson.loads(content), described[given]["schema"], self.document["components"]["schemas"])
            assert not wrong, f"{wrong[:3]}: {told}"


def _word(rng: random.Random) -> str:
    kind = rng.random()
    if kind < 0.4:
        return rng.choice(NAMES)
    if kind < 0.55:
        return rng.choice(DATES)
    if kind < 0.9:
        return rng.choice(ODD) or "x"
    return "".join(
        chr(rng.choice((rng.randrange(32, 127), rng.randrange(1, 0xD7FF)))) for _ in range(rng.randint(1, 12))
    )


def _value(rng: random.Random, schema: dict[str, Any]) -> str:
    if rng.random() < 0.25:
        return _word(rng)
    if "enum" in schema:
        return str(rng.choice(schema["enum"]))
    if schema.get("type") == "array":
        return _value(rng, schema.get("items", {}))
    if schema.get("type") == "boolean":
        return rng.choice(("true", "false"))
    if schema.get("type") in ("integer", "number"):
        return str(rng.choice((0, 1, 2, 3, 50, schema.get("minimum", 0), schema.get("maximum", 1000), 0.5)))
    return _word(rng)


def _query(rng: random.Random, operation: dict[str, Any]) -> list[tuple[str, str]]:
    taken = [one for one in operation["parameters"] if one["in"] == "query"]
    chosen = [one for one in taken if one.get("required") or rng.random() < min(0.5, 3 / len(taken))]
    pairs = [(one["name"], _value(rng, one["schema"])) for one in chosen]
    if rng.random() < 0.03:
        pairs.append((_word(rng), _word(rng)))
    return pairs


def _body(rng: random.Random, operation: dict[str, Any]) -> tuple[bytes | None, dict[str, str]]:
    """Return a body, and headers without which it is refused, mostly."""
    headers = {"X-Sayso": "1"} if rng.random() < 0.95 else {}
    content = operation.get("requestBody", {}).get("content", {})
    if operation["operationId"] in READING:
        return b"" if "application/json" not in content else rng.choice((b"", b"{", b"[]", b'{"paths": 1}')), headers
    if "application/json" not in content:
        return None, headers
    headers["Content-Type"] = "application/json" if rng.random() < 0.95 else "text/plain"
    if rng.random() < 0.1:
        return rng.choice((b"", b"{", b"[]", b"null", b'{"a":' * 500, b"\xff\xfe", b'{"why": 1e999}')), headers
    shape = content["application/json"]["schema"]
    fields = {name: _json(rng, one) for name, one in shape["properties"].items() if rng.random() < 0.8}
    return orjson.dumps(fields, option=orjson.OPT_NON_STR_KEYS), headers


def _json(rng: random.Random, schema: dict[str, Any]) -> object:
    odd: Sequence[object] = (None, True, 0, -1, 2**53, 1.5, [], {}, ["x"], [[]], {"a": {}}, "x" * 5000)
    if rng.random() < 0.2:
        return rng.choice(odd)
    kind = schema.get("type")
    kind = kind[0] if isinstance(kind, list) else kind
    if kind == "array":
        return [_json(rng, schema.get("items", {})) for _ in range(rng.randint(0, 3))]
    if kind == "boolean":
        return rng.random() < 0.5
    if kind in ("integer", "number"):
        return rng.choice((0, 1, 2, 10))
    return _value(rng, schema)


def make_client() -> TestClient:
    """Return a client of an application over a casefile of one document, in a folder of its own."""
    import sayso
    from fuzz.targets import TEXT
    from sayso.api import make_app
    from sayso.testing import Planted, ScriptedReader

    folder = Path(mkdtemp(prefix="sayso-fuzz-"))
    (folder / "court.txt").write_text(TEXT, encoding="utf-8")
    planted = Planted("Mira Holt accused Dunmore Steel of fraud", "Mira Holt", "accuses", "Dunmore Steel", time="2019")
    with sayso.open(folder / "case.sayso", reader=ScriptedReader((planted,))) as case:
        case.read(folder / "court.txt")
    return TestClient(make_app(folder / "case.sayso"), base_url=HERE, raise_server_exceptions=False)


def make_asker(client: TestClient) -> Asker:
    """Return an asker that has read the application's own document."""
    return Asker(client, client.get("/api/v1/openapi.json").json())


def main() -> None:
    """Ask until the time is over."""
    parser = argparse.ArgumentParser(description="Ask an application everything.")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 10**9)
    given = parser.parse_args()
    rng, ends = random.Random(given.seed), time.monotonic() + given.seconds
    with make_client() as client:
        asker = make_asker(client)
        while time.monotonic() < ends:
            asker.ask(rng)
    print(f"seed {given.seed}: {asker.asked:,} requests, {dict(sorted(asker.statuses.items()))}, no promise broken")


if __name__ == "__main__":
    main()
