"""Check that the language model is, file by file, the one that was measured."""

import hashlib
import json
from pathlib import Path

from sayso.reading.language import model_path

PINNED = Path(__file__).with_name("model_files.json")


def test_the_models_files_have_the_hashes_that_were_pinned() -> None:
    folder = model_path()
    found = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    assert found == json.loads(PINNED.read_text(encoding="utf-8"))
