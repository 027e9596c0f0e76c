"""What `run` can be told about a session: where it stops, and which briefing it is on."""

from __future__ import annotations

import io
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from learnsession.cli.program import run_program
from learnsession.room.desk import Desk
from learnsession.room.desk import Opened as OpenedSession
from support import format_values

PACK, ANY = "norfolk-child-ai", "any-briefing"
TITLE = "7-minute briefing: Child Z"


class Runs:
    """`run` at the linear door, left at once."""

    def __init__(self, store: Path, capsys: pytest.CaptureFixture[str], patch: Any) -> None:
        self.store = store
        self._capsys = capsys
        self._patch = patch
        self.out = self.err = ""

    def __call__(self, *arguments: str, typed: str = "/quit\n") -> int:
        raw = io.BytesIO(typed.encode())
        stdin = SimpleNamespace(buffer=SimpleNamespace(raw=raw), isatty=lambda: False)
        self._patch.setattr("sys.stdin", stdin)
        code = run_program(["--store", str(self.store), "run", *arguments])
        self.out, self.err = self._capsys.readouterr()
        return code

    def stopping_format(self) -> str:
        values = format_values()
        for phase in values["phases"]:  # type: ignore[attr-defined]
            if phase["kind"] == "review":
                phase["stop_questions"] = [{"id": "thought", "text": "What then?"}]
        folder = self.store / "my-packs" / "formats"
        folder.mkdir(parents=True)
        (folder / "tiny-25.yaml").write_text(json.dumps(values), encoding="utf-8")
        return "tiny-25"

    def kept(self) -> OpenedSession:
        desk = Desk(self.store)
        try:
            (row,) = desk.store.rows()
            return desk.read(row.id)
        finally:
            desk.close()


@pytest.fixture
def runs(
    store_dir: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Runs:
    return Runs(store_dir, capsys, monkeypatch)


def test_it_stops_at_each_event_and_still_does_when_it_is_taken_up(runs: Runs):
    form = runs.stopping_format()
    assert runs(PACK, "--plain", "--format", form, "--stop-at-events", typed="/overview\n") == 0
    assert ": 1 of " in runs.out
    kept = runs.kept()
    assert kept.record.started.stops is True
    assert any(step.id.startswith("review.events.") for step in kept.agenda.steps)


def test_without_being_told_it_does_not_stop(runs: Runs):
    assert runs(PACK, "--plain", "--format", runs.stopping_format(), typed="/overview\n") == 0
    assert ": 1 of " not in runs.out
    assert runs.kept().record.started.stops is None


def test_stopping_where_there_is_nothing_to_stop_at_is_refused(runs: Runs):
    form = runs.stopping_format()
    assert runs(ANY, "--plain", "--format", form, "--stop-at-events") == 1
    assert "nothing to stop at" in runs.err
    assert "--stop-at-events" in runs.err


def test_a_briefing_is_known_by_its_title_everywhere(runs: Runs):
    more = ("--partnership", "Harbour SCP", "--reference", "https://harbour.example/z")
    assert runs(ANY, "--plain", "--title", TITLE, *more) == 0
    for words in (TITLE, "Harbour SCP.", "https://harbour.example/z"):
        assert words in runs.out
    kept = runs.kept()
    assert kept.pack.title == kept.record.started.pack_title == TITLE
    assert kept.pack.source.reference == "https://harbour.example/z"


def test_without_a_title_the_pack_s_own_stands_and_nothing_is_made_up(runs: Runs):
    assert runs(ANY, "--plain") == 0
    assert runs.out.startswith("Any briefing.")
    assert "Asked at set-up" not in runs.out
    assert runs.kept().record.started.briefing is None


def test_a_partnership_without_a_title_is_not_lost_in_silence(runs: Runs):
    assert runs(ANY, "--plain", "--partnership", "Harbour SCP") == 1
    assert "--title" in runs.err


def test_a_review_with_a_title_of_its_own_takes_no_other(runs: Runs):
    assert runs(PACK, "--plain", "--title", TITLE) == 1
    assert "takes no --title" in runs.err
    assert "any-briefing" in runs.err


def test_the_app_is_not_opened_on_a_briefing_that_nobody_named(
    runs: Runs, monkeypatch: pytest.MonkeyPatch
):
    opened: list[Any] = []
    monkeypatch.setattr("learnsession.cli.running.needs_terminal", lambda instead: None)
    monkeypatch.setattr(
        "learnsession.tui.starting.run_app", lambda root, seal, **how: opened.append(how["run"])
    )
    assert runs(ANY) == 1
    assert "needs the title" in runs.err
    assert opened == []
    assert runs(ANY, "--title", TITLE) == 0
    assert opened[0].briefing.title == TITLE
