"""Hold the bounds that keep one bad file from stopping a run."""

from dataclasses import dataclass

from sayso.model.errors import UnreadableDocument

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bound what one document and one container may cost.

    Text counts code points after decoding or extraction. `max_zip_ratio` is unpacked to packed bytes, asked only of
    members above one MiB, since short texts compress well. `max_depth` counts containers inside containers. The last
    four bound the process that takes documents in apart: how long it may be silent, and what it may have.
    """

    max_bytes: int = 200 * MIB
    max_text_characters: int = 10_000_000
    max_line_characters: int = 2_000_000
    max_lines: int = 300_000
    max_pages: int = 5_000
    max_zip_members: int = 100_000
    max_zip_ratio: int = 200
    max_zip_total_bytes: int = 4_096 * MIB
    max_depth: int = 3
    max_seconds: float = 30.0
    max_fetch_bytes: int = 50 * MIB
    fetch_timeout_s: float = 20.0
    max_redirects: int = 5
    max_wait_s: float = 120.0
    max_memory_bytes: int = 3_072 * MIB
    max_open_files: int = 64
    max_answer_bytes: int = 1_024 * MIB


def refuse_long_text(characters: int, limits: Limits) -> None:
    """Raise UnreadableDocument where a text is longer than the limit."""
    if characters > limits.max_text_characters:
        raise UnreadableDocument(
            "too-large",
            f"the text has {characters:,} characters, the limit is {limits.max_text_characters:,}",
            "Split the file, or raise the limit on text characters.",
        )
