"""Take more documents than one process reads; give files of readings, one a shard, that a casefile takes in.

A shard is some minutes of reading, named by what stands in its documents. `read_shard` writes its file whole or not at
all and returns at once where it is there, so that a plan is "shards without a file" and an engine has nothing to do but
to map shards: processes on one machine, Ray on many. Nothing here is loaded before it is asked for.
"""

from typing import TYPE_CHECKING, Any

from sayso.model.errors import UsageError

if TYPE_CHECKING:
    from sayso.scale.merge import MergeReport, merge_shards
    from sayso.scale.plan import plan_shards, read_plan, write_plan
    from sayso.scale.reading import ShardTask, read_shard
    from sayso.scale.run import ShardReport, read_shards
    from sayso.scale.shard import Item, Shard

__all__ = [
    "Item",
    "MergeReport",
    "Shard",
    "ShardReport",
    "ShardTask",
    "merge_shards",
    "plan_shards",
    "read_plan",
    "read_shard",
    "read_shards",
    "write_plan",
]

_HOMES = {
    "Item": "shard",
    "MergeReport": "merge",
    "Shard": "shard",
    "ShardReport": "run",
    "ShardTask": "reading",
    "merge_shards": "merge",
    "plan_shards": "plan",
    "read_plan": "plan",
    "read_shard": "reading",
    "read_shards": "run",
    "write_plan": "plan",
}


def __getattr__(name: str) -> Any:
    """Load a public name from its file when it is first asked for."""
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        return getattr(import_module(f"sayso.scale.{_HOMES[name]}"), name)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.split(".")[0] != "pyarrow":
            raise
        raise UsageError("Shards are Parquet files, and pyarrow is missing. Install sayso[scale].") from error
