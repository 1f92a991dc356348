"""Be the command line: takes words typed, asks the casefile, prints who says what; nothing comes after it.

Exit codes: 0 all went well; 1 the work was done and found something wrong (documents that cannot be read, faults that
doctor names, lines refused), or could not be done for a reason that the message names; 2 the command was typed
wrongly; 3 no such document, claim, actor or casefile; 4 the casefile cannot be used; 130 interrupted.
"""

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit with its code; `arguments` are those of the process unless given."""
    from sayso.cli.app import app
    from sayso.cli.outcome import run_guarded

    sys.exit(run_guarded(app, arguments))
