from sayso.casefile import Casefile as Casefile
from sayso.casefile import explain as explain
from sayso.casefile import open as open  # noqa: A004

__version__: str
