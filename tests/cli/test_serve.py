"""Test that the casefile is served until Ctrl-C, on an address that is free."""

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from sayso.api.serving import is_loopback
from tests.cli.conftest import Type


@contextmanager
def served(case: Path, *options: str) -> Iterator[tuple[dict[str, object], "subprocess.Popen[str]"]]:
    """Serve a casefile in a process of its own, on a port that is free."""
    command = [sys.executable, "-m", "sayso", "serve", "--case", str(case), "--port", "0", "--json", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        lines = [process.stdout.readline()]
        while lines[-1] not in {"}\n", ""}:
            lines.append(process.stdout.readline())
        yield json.loads("".join(lines)), process
    finally:
        process.kill()
        process.communicate()


def test_a_casefile_is_served_until_ctrl_c(read_file: Path) -> None:
    with served(read_file) as (told, process):
        connection = HTTPConnection("127.0.0.1", int(str(told["port"])))
        connection.request("GET", "/api/v1/claims?denied=true")
        answer = connection.getresponse()
        assert (answer.status, len(json.load(answer)["items"])) == (200, 1)
        assert told["token"] is None
        connection.close()
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
        assert (process.returncode, errors) == (0, "")


def test_a_port_that_is_taken_is_named_in_one_line(type_command: Type) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        typed = type_command("serve", "--port", str(port))
    assert (typed.code, typed.out, typed.err.count("\n")) == (2, "", 1)
    assert f"port {port}" in typed.err


def test_a_casefile_that_is_not_there_is_not_served(type_command: Type, tmp_path: Path) -> None:
    assert type_command("serve", "--case", str(tmp_path / "none.sayso"), "--port", "0").code == 3


@pytest.mark.parametrize(
    ("host", "local"),
    [("127.0.0.1", True), ("127.9.9.9", True), ("localhost", True), ("::1", True), ("0.0.0.0", False), ("::", False)],
)
def test_addresses_that_others_can_reach_are_told_apart(host: str, local: bool) -> None:
    assert is_loopback(host) is local
