"""Drive one target with atheris, guided by coverage: `python -m fuzz.guided intake --seconds 1800`.

Needs atheris, which is in no requirements: `pip install atheris` (Linux, or macOS with clang). What is found is written
beside the corpus, whose folder `--corpus` keeps for the next run; it ends with the number of inputs that were tried.
"""

import argparse
import sys
from pathlib import Path
from tempfile import mkdtemp


def main() -> None:
    """Run until the time is over or a promise is broken."""
    parser = argparse.ArgumentParser(description="Drive one target with atheris.")
    parser.add_argument("target")
    parser.add_argument("--seconds", type=int, default=1800)
    parser.add_argument("--corpus", type=Path)
    given = parser.parse_args()

    import atheris

    with atheris.instrument_imports(include=["sayso"]):
        import sayso.analysis.interval
        import sayso.exchange
        import sayso.intake.formats
        import sayso.intake.html_page
        import sayso.intake.mail
        import sayso.intake.sources
        import sayso.model.date_words  # noqa: F401 - what is imported here is instrumented
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    from fuzz.targets import TARGETS

    target = TARGETS[given.target]
    corpus = given.corpus or Path(mkdtemp(prefix=f"sayso-fuzz-{given.target}-"))
    corpus.mkdir(parents=True, exist_ok=True)
    for place, seed in enumerate(target.seeds):
        (corpus / f"seed-{place}").write_bytes(seed)
    options = [f"-max_total_time={given.seconds}", f"-max_len={target.most_bytes}", "-timeout=60", "-rss_limit_mb=3000"]
    atheris.Setup([sys.argv[0], *options, f"-artifact_prefix={corpus}-found-", str(corpus)], target.run)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
