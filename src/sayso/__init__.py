"""Read published documents into claims: who did what to whom, when, and on whose say-so.

`sayso.open("case.sayso")` gives a casefile; `case.read("docs/")` reads into it; `case.claims()` asks it.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.casefile import Casefile, open  # noqa: A004

__version__ = "0.1.0"
__all__ = ["Casefile", "__version__", "open"]


def __getattr__(name: str) -> object:
    """Load the front door when it is first asked for: `import sayso` alone loads no other room."""
    if name in {"Casefile", "open"}:
        from sayso import casefile

        return getattr(casefile, name)
    raise AttributeError(f"module 'sayso' has no attribute {name!r}")
