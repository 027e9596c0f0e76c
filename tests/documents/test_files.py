"""An export is whole or not there, its owner's alone, and never over somebody's work unasked."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from learnsession.documents.files import write_export
from learnsession.errors import ExportError


def refused(path: Path, force: bool = False) -> ExportError:
    with pytest.raises(ExportError) as caught:
        write_export(path, b"new", force)
    for sentence in (caught.value.happened, caught.value.todo):
        assert sentence.endswith(".")
    return caught.value


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_it_writes_for_the_owner_only_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "note.docx"
    write_export(path, b"abc")
    assert path.read_bytes() == b"abc"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert names(tmp_path) == ["note.docx"]


def test_it_never_writes_over_a_file_unasked(tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_bytes(b"theirs")
    assert "--force" in refused(path).todo
    assert path.read_bytes() == b"theirs"
    write_export(path, b"new", force=True)
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_that_appears_while_writing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "note.md"
    synced = os.fsync

    def somebody_is_quicker(handle: int) -> None:
        path.write_bytes(b"theirs")
        synced(handle)

    monkeypatch.setattr(os, "fsync", somebody_is_quicker)
    refused(path)
    assert path.read_bytes() == b"theirs"
    assert names(tmp_path) == ["note.md"]


def test_it_writes_where_links_are_not_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", no_links)
    path = tmp_path / "note.md"
    write_export(path, b"abc")
    assert path.read_bytes() == b"abc"
    refused(path)
    assert names(tmp_path) == ["note.md"]


def test_a_dangling_link_counts_as_a_file(tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.symlink_to(tmp_path / "gone")
    refused(path)
    assert not (tmp_path / "gone").exists()


@pytest.mark.parametrize("force", [False, True])
def test_a_folder_and_a_missing_folder_are_said(tmp_path: Path, force: bool) -> None:
    assert "is a folder" in refused(tmp_path, force).happened
    assert "no folder" in refused(tmp_path / "none" / "note.md", force).happened


@pytest.mark.parametrize("name", ["a\0b", "x" * 300, "\ud800"])
def test_an_impossible_name_is_said(tmp_path: Path, name: str) -> None:
    refused(tmp_path / name)


def test_a_disk_that_refuses_is_said_and_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "note.md"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", full)
    assert "No space left" in refused(path, force=True).happened
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["note.md"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    refused(tmp_path / "note.md")
