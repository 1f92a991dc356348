"""Read published documents into claims: who did what to whom, when, and on whose say-so.

`sayso.open("case.sayso")` gives a casefile; `case.read("docs/")` reads into it; `case.claims()` asks it.
"""

__version__ = "0.1.0"
