"""Copy a casefile to another place or database, or back it up; what was copied is held against the original."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.model.address import is_address, locate
from sayso.model.errors import StoreError, UsageError
from sayso.model.view import Copied, CopyReport
from sayso.store import Store, copy_store, duplicate_file

if TYPE_CHECKING:
    from sayso.casefile.door import Casefile

type Tell = Callable[[Copied], None]
type Open = Callable[[str | Path], "Casefile"]


def copy_casefile(
    store: Store, target: str | Path, open_case: Open, tell: Tell | None = None, *, check: bool = False
) -> CopyReport:
    """Copy into a casefile that is empty or not there yet; a file that was not there goes again if it fails."""
    where = locate(target)
    made = isinstance(where, Path) and not where.exists()
    try:
        with open_case(target) as other:
            if other.location == store.location:
                raise UsageError(f"{store.location} cannot be copied to itself. Name another casefile.")
            rows = copy_store(store, other._store, tell)
            return _report(other, sum(rows.values()), check=check)
    except BaseException:
        if made and isinstance(where, Path):
            _drop(where)
        raise


def back_up(store: Store, target: Path, open_case: Open, tell: Tell | None = None) -> CopyReport:
    """Write a file that appears when it is whole and checked.

    From a file page by page, while others read and write it; from PostgreSQL row by row.
    """
    if target.exists():
        raise UsageError(f"{target} is there already. Name another file, or take it away.")
    half = target.with_name(f"{target.name}.part")
    _drop(half)
    try:
        if is_address(store.location):
            report = copy_casefile(store, half, open_case, tell, check=True)
        else:
            duplicate_file(store.location, half)
            with open_case(half) as copy:
                report = _report(copy, 0, check=True)
        half.replace(target)
    finally:
        _drop(half)
    return CopyReport(
        str(target), report.documents, report.claims, report.decisions, report.rows, report.head, report.checked
    )


def _report(case: "Casefile", rows: int, *, check: bool) -> CopyReport:
    """Say what a copy holds; raises StoreError where it has a fault."""
    audit, stats = case.audit(), case.stats()
    if not audit.sound:
        raise StoreError(f"{case.location}: {audit.faults[0].problem} Run `sayso audit` on the original.")
    findings = list(case._store.check()) if check else []  # with any vocabulary
    if findings:
        first = findings[0]
        raise StoreError(
            f"The copy has {len(findings)} faults, the first: {first.code} {first.id}: {first.problem} Run `sayso"
            " doctor` on the original."
        )
    return CopyReport(case.location, stats.documents, stats.claims, audit.decisions, rows, audit.head, check)


def _drop(path: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
