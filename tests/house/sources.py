"""Walk the project's own files for the tests of the house."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent.parent
PACKAGE = REPOSITORY / "src" / "sayso"


def python_files(*folders: str) -> list[Path]:
    """Return the Python files of the folders, in order of path."""
    return sorted(path for folder in folders for path in (REPOSITORY / folder).rglob("*.py"))


def tracked_files() -> list[Path]:
    """Return every file that git tracks and that is there."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, check=True).stdout
    paths = [REPOSITORY / name for name in listed.decode("utf-8").split("\0") if name]
    return [path for path in paths if path.is_file()]


def relative(path: Path) -> str:
    """Return the path as seen from the root of the checkout."""
    return path.relative_to(REPOSITORY).as_posix()


def rooms() -> list[Path]:
    """Return every package below `sayso`."""
    return sorted(path.parent for path in PACKAGE.rglob("__init__.py") if path.parent != PACKAGE)


def string_constants(tree: ast.AST) -> Iterator[ast.Constant]:
    """Yield the string literals of a module that are not docstrings."""
    prose = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node
