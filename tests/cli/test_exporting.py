"""What `export` writes for which --to and --output."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from learnsession.cli.exporting import wanted
from learnsession.errors import ExportError


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
