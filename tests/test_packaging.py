"""Packs, formats and styles are found however the program was installed.

Each way is tried in an environment of its own, from a folder that is not the checkout. Libraries
come from the environment that runs the tests, so nothing is fetched.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from learnsession.packs.listing import shipped

CHECKOUT = Path(__file__).parents[1]
LIBRARIES = sysconfig.get_paths()["purelib"]

ASK_WHERE = """
import json
from pathlib import Path
import learnsession
from learnsession.packs.library import formats
from learnsession.tui.app import LearnSessionApp
print(json.dumps({
    "package": str(Path(learnsession.__file__).parent),
    "formats": [each.id for each in formats(Path("nowhere")) if each.file],
    "styles": [Path(each).name for each in LearnSessionApp.CSS_PATH],
}))
"""


def run(*command: object, cwd: Path) -> str:
    """What a command says; what it complains of is shown when it fails."""
    around = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    words = [str(part) for part in command]
    done = subprocess.run(words, cwd=cwd, env=around, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def pip(*arguments: object, cwd: Path) -> None:
    run(sys.executable, "-m", "pip", "--disable-pip-version-check", *arguments, cwd=cwd)


def environment(folder: Path) -> Path:
    """A fresh environment that sees the libraries, but not the program."""
    run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=folder.parent)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    (packages_of(python) / "libraries.pth").write_text(LIBRARIES + "\n", "utf-8")
    return python


def packages_of(python: Path) -> Path:
    """Where an environment keeps what is installed in it."""
    ask = "import sysconfig; print(sysconfig.get_paths()['purelib'])"
    return Path(run(python, "-c", ask, cwd=python.parent).strip())


def build_wheel(folder: Path) -> Path:
    pip(
        "wheel",
        "--no-index",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        folder,
        CHECKOUT,
        cwd=folder,
    )
    (wheel,) = folder.glob("*.whl")
    return wheel


def editable(_: Path) -> tuple[object, ...]:
    return ("--editable", CHECKOUT)


def normal(_: Path) -> tuple[object, ...]:
    return (CHECKOUT,)


def from_wheel(folder: Path) -> tuple[object, ...]:
    return (build_wheel(folder),)


@pytest.mark.parametrize("way", [editable, normal, from_wheel])
def test_packs_formats_and_styles_are_found(
    tmp_path: Path, way: Callable[[Path], tuple[object, ...]]
) -> None:
    python = environment(tmp_path / "environment")
    offline = ("--no-index", "--no-deps", "--no-build-isolation", "--ignore-installed")
    pip("--python", python, "install", *offline, *way(tmp_path), cwd=tmp_path)

    listed = json.loads(run(python.with_name("learnsession"), "packs", "--json", cwd=tmp_path))
    found = json.loads(run(python, "-c", ASK_WHERE, cwd=tmp_path))

    inside = CHECKOUT / "src" if way is editable else tmp_path / "environment"
    assert (packages_of(python) / "learnsession").exists() == (way is not editable)
    assert Path(found["package"]).is_relative_to(inside)
    ours = CHECKOUT / "sessions" if way is editable else inside
    assert all(Path(pack["path"]).is_relative_to(ours) for pack in listed)
    assert {pack["id"] for pack in listed} == {path.stem for path in shipped().glob("*.yaml")}
    assert set(found["formats"]) == {path.stem for path in (shipped() / "formats").glob("*.yaml")}
    styles = CHECKOUT / "src" / "learnsession" / "tui" / "styles"
    assert set(found["styles"]) == {path.name for path in styles.glob("*.tcss")}


def test_a_wheel_holds_what_ships_and_nothing_else(tmp_path: Path) -> None:
    with zipfile.ZipFile(build_wheel(tmp_path)) as wheel:
        names = set(wheel.namelist())
    source = CHECKOUT / "src"
    ours = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    sessions = CHECKOUT / "sessions"
    ours |= {
        f"learnsession/sessions/{path.relative_to(sessions).as_posix()}"
        for path in sessions.rglob("*")
        if path.is_file()
    }
    assert {name for name in names if ".dist-info/" not in name} == ours
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_constraints_pin_by_name_and_version_alone() -> None:
    lines = (CHECKOUT / "constraints.txt").read_text("utf-8").splitlines()
    assert lines
    for line in lines:
        assert re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][A-Za-z0-9.+!]*", line), line


def test_constraints_know_all_that_the_project_asks_for() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    pinned = {
        _name(line) for line in (CHECKOUT / "constraints.txt").read_text("utf-8").splitlines()
    }
    assert {_name(each) for each in asked} <= pinned


def _name(requirement: str) -> str:
    """A distribution's name as indexes compare it."""
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found
    return re.sub(r"[-_.]+", "-", found[0]).casefold()
