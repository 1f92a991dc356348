"""Count how each phenomenon of our own bank of sentences is read, in its tuning part and in its held part.

The bank, its form and its counting are in `tests/reading`; the held part is for testing only.
"""

import argparse
import json
import sys

from measuring import REPOSITORY


def main() -> None:
    """Print the figures, one line a phenomenon and part."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--json", action="store_true")
    as_json = parser.parse_args().json
    sys.path.insert(0, str(REPOSITORY))
    from sayso.reading.reader import RuleReader
    from tests.reading.bank_figures import measure, rows_of, write_rows

    rows = rows_of(measure(RuleReader()))
    print(json.dumps({"rows": rows}) if as_json else write_rows(rows))


if __name__ == "__main__":
    main()
