"""Test reading on a Ray cluster of two nodes on this machine; left out where Ray is not installed."""

import os
import signal
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from sayso.casefile.readers import ReaderChoice
from sayso.model.errors import ReaderError, UsageError
from sayso.scale import ShardTask, plan_shards, read_shards
from sayso.scale.ray_nodes import map_on_ray
from sayso.scale.shard_file import read_rows, shard_files
from tests.casefile.scenes import reader
from tests.scale.test_plan import write_many

pytestmark = [
    pytest.mark.skipif(find_spec("ray") is None, reason="ray is not installed"),
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore"),
    pytest.mark.timeout(600),
]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Give a head and a second node, of two cores and one; nothing is told to anybody."""
    # The last one keeps Ray on the loopback interface, whatever the platform.
    quiet = {
        "RAY_USAGE_STATS_ENABLED": "0",
        "RAY_worker_niceness": "0",  # else what runs beside the tests goes first
        "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",  # stay on the loopback interface
    }
    before = {name: os.environ.get(name) for name in quiet}
    os.environ |= quiet
    from ray.cluster_utils import Cluster

    common = {"include_dashboard": False, "object_store_memory": 80 << 20, "node_ip_address": "127.0.0.1"}
    made: Any = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, **common})
    try:
        yield made
    finally:
        made.shutdown()
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


def add_node(cluster: Any) -> Any:
    return cluster.add_node(
        num_cpus=1, include_dashboard=False, object_store_memory=80 << 20, node_ip_address="127.0.0.1"
    )


def documents(folder: Path) -> list[str]:
    rows = [row for path in shard_files(folder) for row in read_rows(path)]
    return sorted(row.document.name for row in rows if row.document)


def actor_processes() -> list[int]:
    """Return the ids of the processes in which actors read."""
    found = []
    for path in Path("/proc").iterdir():
        if path.name.isdecimal():
            try:
                line = (path / "cmdline").read_bytes()
            except OSError:
                continue
            if line.startswith(b"ray::ShardActor"):
                found.append(int(path.name))
    return sorted(found)


def test_two_nodes_lose_and_double_nothing(cluster: Any, tmp_path: Path, folder: Path) -> None:
    node = add_node(cluster)
    texts = write_many(tmp_path / "texts", 80)
    task = ShardTask(ReaderChoice(reader()), folder)
    done = []
    for one in map_on_ray(task, plan_shards([texts], 150), 2, cluster.address):
        done.append(one)
        if len(done) in (1, 3, 5):
            os.kill(actor_processes()[0], signal.SIGKILL)
        if len(done) == 7:
            cluster.remove_node(node, allow_graceful=False)
    assert documents(folder) == sorted(path.stem for path in texts.iterdir())
    assert len({one.shard.id for one in done}) == len(done) == len(shard_files(folder))


def test_what_is_there_is_not_read_again_on_ray(cluster: Any, tmp_path: Path, folder: Path) -> None:
    texts = write_many(tmp_path / "texts", 12)
    task = ShardTask(ReaderChoice(reader(deadly=frozenset({"0003"}))), folder)
    first = read_shards(task, plan_shards([texts], 100), engine="ray", address=cluster.address)
    assert (first.rows, first.read, first.failed) == (12, 11, 1)
    again = read_shards(task, plan_shards([texts], 100), engine="ray", address=cluster.address)
    assert (again.known, again.read) == (first.shards, 0)


def test_a_reader_that_does_not_load_is_said_from_afar(cluster: Any, tmp_path: Path, folder: Path) -> None:
    task = ShardTask(ReaderChoice("oracle"), folder)
    shards = plan_shards([write_many(tmp_path / "texts", 2)])
    with pytest.raises(ReaderError, match="oracle"):
        list(map_on_ray(task, shards, 1, cluster.address))


def test_no_cluster_is_said_with_what_to_do(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    task = ShardTask(ReaderChoice(reader()), folder)
    with pytest.raises(UsageError, match="sayso\\[ray\\]"):
        list(map_on_ray(task, [], 1, "127.0.0.1:1"))
