"""The team's own contacts: they help when they are there, and never stop anything."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from learnsession.packs.local import Local, read_local


@pytest.fixture
def path(store_dir: Path) -> Path:
    """Where the contacts stand; the folder is there, the file is not."""
    (store_dir / "my-packs").mkdir(parents=True)
    return store_dir / "my-packs" / "local.yaml"


def read(path: Path, text: str) -> Local:
    path.write_text(text, encoding="utf-8")
    return read_local(path.parents[1])


def test_contacts_are_read_in_their_order(path: Path) -> None:
    local = read(path, "support:\n  - Your manager\n  - 'Helpline: 01234'\nconcern: [Duty desk]\n")
    assert local.support == ("Your manager", "Helpline: 01234")
    assert local.concern == ("Duty desk",)
    assert (local.path, local.problems) == (path, ())


@pytest.mark.parametrize("text", ["", "# support:\n#   - nobody yet\n"])
def test_a_file_with_nothing_in_it_yet_is_good(path: Path, text: str) -> None:
    assert read(path, text) == Local(path=path)


def test_without_a_file_there_are_none(store_dir: Path) -> None:
    assert read_local(store_dir) == Local(path=store_dir / "my-packs" / "local.yaml")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("concern: [a]\nsupprt: [b]\n", 2, "Did you mean 'support'?"),
        ("support: Duty desk\n", 1, "a list is wanted"),
        ("support:\n  - Desk: 01234\n", 2, "double quotes"),
        ("support:\n  - @team\n", 2, "begins with @"),
        ("- a\n", 1, "is a list"),
        ("concern: [a]\npath: /x\n", 2, "'path' is not known"),
    ],
)
def test_a_broken_file_gives_no_contacts_and_its_problems(
    path: Path, text: str, line: int, said: str
) -> None:
    local = read(path, text)
    assert (local.support, local.concern) == ((), ())
    (problem,) = local.problems
    assert (problem.file, problem.line) == (str(path), line)
    assert said in f"{problem.wrong} {problem.todo}"


def test_a_folder_a_pipe_or_a_dead_link_in_its_place_stops_nothing(path: Path) -> None:
    store = path.parents[1]
    path.mkdir()
    assert "folder" in read_local(store).problems[0].wrong
    path.rmdir()
    os.mkfifo(path)
    assert len(read_local(store).problems) == 1
    path.unlink()
    path.symlink_to("nowhere.yaml")
    assert len(read_local(store).problems) == 1
