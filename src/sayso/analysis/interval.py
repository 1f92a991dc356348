"""Read EDTF into possible and certain bounds."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Interval:
    """Hold four bounds: possibly from `earliest` to `latest`, certainly from `sure_from` to `sure_to`.

    None at `earliest` or `latest` is without bound; None at either sure bound means no day is certain.
    """

    earliest: date | None
    latest: date | None
    sure_from: date | None
    sure_to: date | None


def parse_interval(edtf: str) -> Interval:
    """Read an EDTF string of level 0, 1 or 2; raises UsageError where it is none."""
    raise NotImplementedError
