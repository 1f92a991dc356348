"""Join the rooms: open a casefile, read documents into it, ask it; the front door of Python users and of every face.

Takes paths and questions, gives records of `model`; nothing comes after it but faces.
"""

from sayso.casefile.door import Casefile, open  # noqa: A004
from sayso.casefile.explaining import explain

__all__ = ["Casefile", "explain", "open"]
