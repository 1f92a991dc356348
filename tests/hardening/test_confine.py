"""A process that parses may neither reach the network nor other files, nor start anything, in Python or in C."""

import json
import platform
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

CONFINED = Path(__file__).with_name("confined.py")


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Any:
    outside = tmp_path_factory.mktemp("outside") / "secret.txt"
    outside.write_text("a secret")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = str(listening.getsockname()[1])
        ran = subprocess.run(
            [sys.executable, str(CONFINED), str(outside), port], capture_output=True, text=True, check=True
        )
    assert outside.read_text() == "a secret"
    return json.loads(ran.stdout)


def test_nothing_that_is_tried_in_python_is_done(tried: dict[str, Any]) -> None:
    done = {name for name, came in tried["came"].items() if came == "done" and not name.endswith(" in C")}
    assert done == set()


@pytest.mark.skipif(platform.machine() not in {"x86_64", "aarch64"}, reason="no filter for this machine")
def test_nothing_that_is_tried_in_c_is_done_where_the_kernel_can_refuse_it(tried: dict[str, Any]) -> None:
    if not (tried["paths"] and tried["calls"]):
        pytest.skip("this kernel has no Landlock, or no seccomp")
    assert {name: came for name, came in tried["came"].items() if came == "done"} == {}
