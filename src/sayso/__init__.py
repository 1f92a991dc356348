"""Read published documents into claims: who did what to whom, when, and on whose say-so.

`sayso.open("case.sayso")` gives a casefile; `case.read("docs/")` reads into it; `case.claims()` asks it.
`sayso.explain("…")` shows how a sentence is read.
"""

__version__ = "0.1.0"

_FRONT_DOOR = {"Casefile", "explain", "open"}


def __getattr__(name: str) -> object:
    """Load the front door when it is first asked for: `import sayso` alone loads no other room.

    By name, so that the rooms that ask this file for the version do not lean on the front door. The types are in
    `__init__.pyi`.
    """
    if name in _FRONT_DOOR:
        from importlib import import_module

        found: object = getattr(import_module("sayso.casefile"), name)
        return found
    raise AttributeError(f"module 'sayso' has no attribute {name!r}")


def __dir__() -> list[str]:
    """List the front door too."""
    return sorted({*globals(), *_FRONT_DOOR})
