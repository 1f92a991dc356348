"""Keep every setting in one table: name, default, unit, help.

A value comes from the argument, then from the environment (`SAYSO_` and the name in capitals), then from the table
`sayso` of a `sayso.toml` in the working folder, then from the default.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sayso.model.errors import UsageError

type Value = str | int | float


@dataclass(frozen=True, slots=True)
class Setting:
    """Describe one setting; the default's type is the setting's type."""

    name: str
    default: Value
    unit: str
    help: str

    @property
    def variable(self) -> str:
        """Return the name of its environment variable."""
        return f"SAYSO_{self.name.upper()}"


SETTINGS: tuple[Setting, ...] = (
    Setting("case", "case.sayso", "path", "the casefile that the command line works on: a file, or postgresql://…"),
    Setting("reader", "rules", "name", "the reader, by its name in the entry-point group sayso.readers"),
    Setting("vocabulary", "", "path", "a vocabulary file that the reader adds to its own, or `ownership`"),
    Setting(
        "max_words", 250_000, "words", "the length of a document above which it is not read; a mark counts as a word"
    ),
    Setting("gate", "off", "level", "what is passed over before parsing: off, documents or sentences"),
    Setting("gate_names", "", "path", "with gate: a file of names, one a line, of which a document must have one"),
    Setting(
        "min_confidence",
        0.0,
        "probability",
        "how likely a claim must be right to be listed, counted or exported, from 0 to 1",
    ),
    Setting("by", "user", "name", "who rules on actors from the command line"),
    Setting(
        "token", "", "text", "what clients of `sayso serve` must send; empty for none on this machine's own address"
    ),
    Setting("team", "", "path or address", "where the people of a team's server are; empty for no accounts"),
    Setting("public", "", "address", "the address by which browsers reach a team's server"),
    Setting("oidc_issuer", "", "address", "the OpenID provider by which people may sign in; empty for none"),
    Setting("oidc_client", "", "text", "what the provider calls this server"),
    Setting("oidc_secret", "", "text", "the secret by which the provider knows this server; empty for a public client"),
    Setting("oidc_allow", "", "text", "domains of verified addresses, or subjects, that may come; by commas"),
    Setting("oidc_name", "OpenID", "text", "what the sign-in page calls the provider"),
    Setting("uploads", "", "path", "where uploads to a casefile on PostgreSQL are kept; empty for the working folder"),
    Setting("processes", 1, "processes", "how many processes parse; each takes about half a gigabyte"),
    Setting("apart", 1, "0 or 1", "whether files are taken in by a process of its own that may do nothing else"),
    Setting("chunk", 16, "documents", "how many documents go to one process at a time"),
    Setting("busy_timeout_s", 5.0, "seconds", "how long to wait for another process that writes the casefile"),
    Setting("statement_timeout_s", 300.0, "seconds", "how long PostgreSQL may take for one statement; 0 for any time"),
)


def setting(
    name: str,
    argument: Value | None = None,
    *,
    environment: Mapping[str, str] | None = None,
    file: Path | None = None,
) -> Value:
    """Return a setting's value; `environment` is `os.environ` and `file` is `sayso.toml` unless given.

    Raises UsageError for a name that is not in the table, and for a value that is not of its type, naming where it
    came from.
    """
    known = next((row for row in SETTINGS if row.name == name), None)
    if known is None:
        raise UsageError(f"There is no setting {name}. Known are: {', '.join(row.name for row in SETTINGS)}.")
    if argument is not None:
        return _convert(known, argument, "the argument")
    variables = os.environ if environment is None else environment
    if known.variable in variables:
        return _convert(known, variables[known.variable], f"the variable {known.variable}")
    path = Path("sayso.toml") if file is None else file
    written = _load(path).get(name)
    return known.default if written is None else _convert(known, written, str(path))


def text_setting(name: str, argument: str | None = None) -> str:
    """Return a setting as text."""
    return str(setting(name, argument))


def int_setting(name: str, argument: int | None = None) -> int:
    """Return a setting as a whole number."""
    return int(setting(name, argument))


def float_setting(name: str, argument: float | None = None) -> float:
    """Return a setting as a number."""
    return float(setting(name, argument))


def keep_to_one_thread() -> None:
    """Let what multiplies matrices use one thread, in this process where it is not loaded yet and in its children.

    What the user set stays. Matrices are small here, and more threads spend their time in waiting for each other: 6,493
    words took 5.3 s of CPU with two threads, 2.5 s with one, and no longer on the clock; the claims are the same.
    """
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")


def _load(path: Path) -> Mapping[str, object]:
    """Return the table of a settings file, empty where there is no file."""
    if not path.is_file():
        return {}
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8")).get("sayso", {})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise UsageError(f"{path} is not a settings file: {error}. Mend it or take it away.") from error
    if not isinstance(table, dict):
        raise UsageError(f"In {path}, sayso must be a table: begin it with [sayso].")
    return table


def _convert(known: Setting, value: object, where: str) -> Value:
    """Return a value in the type of the setting's default."""
    kind = type(known.default)
    try:
        if not isinstance(value, (str, int, float)) or isinstance(value, bool):
            raise ValueError(value)
        return kind(value)
    except ValueError as error:
        wanted = {str: "text", int: "a whole number", float: "a number"}[kind]
        raise UsageError(f"{where} gives {value!r} for {known.name}; it must be {wanted} ({known.unit}).") from error
