"""Check that the page knows the records that the API gives today."""

import importlib.util
from pathlib import Path

WEB = Path(__file__).parents[2] / "web"


def test_the_pages_types_are_those_of_todays_records() -> None:
    spec = importlib.util.spec_from_file_location("write_records", WEB / "write_records.py")
    assert spec is not None
    assert spec.loader is not None
    writer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(writer)
    kept = (WEB / "src" / "api" / "records.sha256").read_text("utf-8").strip()
    assert writer.digest_of(writer.read_schemas()) == kept, "records changed: run make page-types"
