"""Keep what is uploaded beside the casefile: documents are the bytes as they came."""

import unicodedata
from hashlib import sha256
from pathlib import Path

from sayso.model.address import hide_password
from sayso.model.errors import UsageError
from sayso.settings import text_setting

MOST_NAME_BYTES = 200


def keep_upload(case_path: str | Path, name: str, content: bytes) -> Path:
    """Write an uploaded file where the casefile is, and return where; the same file twice is kept once.

    Its folder is `<casefile>.uploads/` and the start of its SHA-256; for a casefile on a server it is where the setting
    `uploads` says, and has the start of the address's SHA-256 for a name. Raises UsageError for an empty file, or a
    name that no file can have.
    """
    if not content:
        raise UsageError("The file is empty. Send its bytes as the body.")
    folder = _home(case_path) / sha256(content).hexdigest()[:16]
    target = folder / safe_name(name)
    if not target.exists():
        folder.mkdir(parents=True, exist_ok=True)
        half = target.with_name(f".{target.name[:100]}.part")
        half.write_bytes(content)
        half.replace(target)
    return target


def _home(case_path: str | Path) -> Path:
    if isinstance(case_path, Path):
        return case_path.with_name(f"{case_path.name}.uploads")
    named = f"sayso-{sha256(hide_password(case_path).encode()).hexdigest()[:12]}.uploads"
    return Path(text_setting("uploads") or ".") / named


def safe_name(name: str) -> str:
    """Return the last part of a path as a name that stays within its folder; raises UsageError where none is left."""
    last = name.replace("\\", "/").split("/")[-1]
    kept = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C").strip().lstrip(".")
    if not kept or len(kept.encode()) > MOST_NAME_BYTES:
        raise UsageError(
            f"{name[:80]!r} cannot be a file's name. Send a short one with its ending, such as report.pdf."
        )
    return kept
