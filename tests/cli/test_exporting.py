"""What `export` writes for which --to and --output, and what it asks before."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from learnsession.cli.exporting import wanted
from learnsession.cli.program import run_program
from learnsession.errors import ExportError
from learnsession.packs.library import find_format, find_pack
from learnsession.room.desk import Desk, SetUp
from learnsession.room.room import Room


@pytest.mark.parametrize(
    ("kind", "output", "meant"),
    [
        (None, None, ("docx", None)),
        ("md", None, ("md", None)),
        (None, "a.md", ("md", "a.md")),
        (None, "a.MARKDOWN", ("md", "a.MARKDOWN")),
        (None, "a.docx", ("docx", "a.docx")),
        (None, "a", ("docx", "a.docx")),
        ("md", "a", ("md", "a.md")),
        ("md", "a.md", ("md", "a.md")),
        ("md", "a.txt", ("md", "a.txt")),
    ],
)
def test_the_kind_follows_from_to_or_the_ending(kind: Any, output: str | None, meant: Any) -> None:
    found = wanted(kind, output, cast("Any", None))
    assert (found.kind, found.to and str(found.to)) == meant


@pytest.mark.parametrize(
    ("kind", "output", "words"),
    [
        ("docx", "a.md", "--to asks for Word"),
        ("md", "a.docx", "--to asks for Markdown"),
        (None, "a.pdf", "'.pdf'"),
        (None, "-", "to a file"),
        ("md", "-", "to a file"),
    ],
)
def test_what_contradicts_itself_is_refused(kind: Any, output: str, words: str) -> None:
    with pytest.raises(ExportError) as refusal:
        wanted(kind, output, cast("Any", None))
    assert words in refusal.value.happened
    assert refusal.value.todo


def test_a_folder_gets_the_usual_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import learnsession.notes.session_note as notes

    monkeypatch.setattr(notes, "file_name", lambda record: f"note-{record.ref}")
    record = cast("Any", SimpleNamespace(ref="S-0001"))
    assert wanted(None, str(tmp_path), record).to == tmp_path / "note-S-0001.docx"
    assert wanted("md", str(tmp_path), record).to == tmp_path / "note-S-0001.md"


class Export:
    """A session in which a kept and an unanswered detail stand, exported into a folder."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], patch: Any) -> None:
        self.store, self.folder = folder / "store", folder / "here"
        self.folder.mkdir()
        self._capsys, self._patch = capsys, patch

    def session(self, *heard: str, team: str = "North team") -> Room:
        desk = Desk(self.store)
        setup = SetUp(
            find_pack("norfolk-child-ai", self.store), find_format("team-30", self.store), team=team
        )
        room = desk.start(setup)
        for text in heard:
            room.add_reflection(text)
        if heard:
            room.keep_findings(room.record.entries[0], "agreed with Mr Smith")
        room.leave()
        desk.close()
        return room

    def __call__(self, *options: str, typed: str | None = None) -> tuple[int, str, str]:
        stdin = io.StringIO(typed or "")
        self._patch.setattr(stdin, "isatty", lambda: typed is not None)
        self._patch.setattr("sys.stdin", stdin)
        self._patch.setattr(sys.stderr, "isatty", lambda: typed is not None, raising=False)
        place = ("--to", "md", "--output", str(self.folder))
        code = run_program(["--store", str(self.store), "export", "last", *place, *options])
        return code, *self._capsys.readouterr()

    @property
    def written(self) -> list[Path]:
        return list(self.folder.iterdir())


@pytest.fixture
def export(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: Any) -> Export:
    return Export(tmp_path, capsys, monkeypatch)


DETAILS = ("NHS 999 247 5145", "lives at SW1A 1AA with her mum Sarah")


def test_nothing_is_said_or_asked_when_there_is_nothing(export: Export) -> None:
    export.session()
    code, out, err = export()
    assert (code, err) == (0, "")
    assert [out.strip()] == [str(path) for path in export.written]


def test_without_a_terminal_it_is_refused_in_one_sentence_and_nothing_is_written(
    export: Export,
) -> None:
    export.session(*DETAILS)
    code, out, err = export()
    assert code == 1
    assert out == ""
    assert not export.written
    *lines, refusal = err.splitlines()
    assert lines == [
        "1: looks like an NHS number (999 …), kept because: agreed with [name]",
        "2: looks like a postcode (SW …)",
        "2: looks like a person's name (mum …)",
    ]
    assert "--yes" in refusal
    assert refusal.count(".") == 1
    assert not any(value in err for value in ("247", "1AA", "Sarah", "Smith"))


def test_yes_exports_and_lists_all_the_same(export: Export) -> None:
    export.session(*DETAILS)
    code, out, err = export("--yes")
    assert code == 0
    assert len(err.splitlines()) == 3
    assert [out.strip()] == [str(path) for path in export.written]


def test_what_was_kept_with_a_reason_is_asked_about_too(export: Export) -> None:
    export.session(DETAILS[0])
    code, _, err = export()
    assert code == 1
    assert "kept because" in err
    assert not export.written


def test_what_is_typed_beside_the_entries_counts(export: Export) -> None:
    export.session(team="Team of Mrs Jones")
    code, _, err = export()
    assert code == 1
    assert err.startswith("Team: looks like a person's name (Mrs …)\n")


@pytest.mark.parametrize(("typed", "files"), [("y\n", 1), ("n\n", 0), ("\n", 0)])
def test_at_a_terminal_it_asks(export: Export, typed: str, files: int) -> None:
    export.session(*DETAILS)
    code, _, err = export(typed=typed)
    assert code == 1 - files
    assert len(export.written) == files
    assert "Export all the same?" in err
    assert ("Nothing was exported" in err) is (files == 0)
