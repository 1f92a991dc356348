"""Take bytes as they came; give Documents: clean text in voices, mapped to the original; reading comes next.

The seam loads late: importing this room costs nothing until the first file is taken.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.intake.assemble import INTAKE_VERSION
    from sayso.intake.limits import Limits
    from sayso.intake.sources import take, take_bytes

__all__ = ["INTAKE_VERSION", "Limits", "take", "take_bytes"]

_HOMES = {
    "INTAKE_VERSION": "sayso.intake.assemble",
    "Limits": "sayso.intake.limits",
    "take": "sayso.intake.sources",
    "take_bytes": "sayso.intake.sources",
}


def __getattr__(name: str) -> Any:
    """Load a public name from its file when it is first asked for."""
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
