"""Three sessions of one team, weeks apart: an action is written, carried forward, and done.

By keyboard in the app; what became of it is then in the register, in the Excel file and in the
evidence of use.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from journeys.hand import SMALL, Hand, Table, at_keyboard, laid, let_go
from learnsession.actions.filters import Filter
from learnsession.cli.program import run_program

WEEKS = 7 * 24 * 60
LINE = "Put a one-page chronology in each file @team manager by Fri 18 Dec #professional-curiosity"
REASON = "Half of the files have one; the nursery's forms came late"
DIFFERENCE = "Two children's histories were read as a whole"


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    with laid(tmp_path) as made:
        yield made


async def close(hand: Hand) -> None:
    await hand.press("c", "y")
    await hand.settle()
    await let_go(hand)


async def answer(hand: Hand, key: str, *lines: str) -> None:
    """On what the team owes: this key, then a line and Enter for each thing that is asked."""
    await hand.press("s")
    await hand.settle()
    await hand.press(key)
    for line in lines:
        if line:
            await hand.paste(line)
        await hand.press("enter")
    await hand.settle()
    await hand.press("escape")


async def test_what_was_agreed_comes_back_until_it_is_done(
    table: Table, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    async with at_keyboard(table, SMALL, table.app(run=table.setup(head_count=7))) as hand:
        await hand.settle()
        await hand.press("a")
        await hand.paste(LINE)
        await hand.settle()
        assert "team manager" in hand.seen()
        assert "18 December 2026" in hand.seen()
        await hand.press("enter", "escape")
        await close(hand)

    table.advance(minutes=5 * WEEKS)
    async with at_keyboard(table, SMALL, table.app(run=table.setup(head_count=6))) as hand:
        await hand.settle()
        await hand.press("3", "enter")
        await hand.settle()
        assert "overdue by" in hand.seen()
        await answer(hand, "g", REASON, "22/1/2027")
        await close(hand)

    table.advance(minutes=4 * WEEKS)
    async with at_keyboard(table, SMALL, table.app(run=table.setup())) as hand:
        await hand.settle()
        await answer(hand, "d", DIFFERENCE)
        await close(hand)
    table.desk.writer.drain(10)

    (state,) = table.another_desk().register().select(Filter(status="finished"))
    told = [(each["what"], each["session"]) for each in state["history"]]
    assert told == [("agreed", "S-0001"), ("going", "S-0002"), ("done", "S-0003")]
    assert (state["due"], state["difference"]) == ("2027-01-22", DIFFERENCE)

    async with at_keyboard(table, SMALL, table.app()) as hand:
        await hand.settle()
        await hand.press("a")
        await hand.settle()
        await hand.press("slash", *"status:done", "enter", "enter")
        await hand.settle()
        assert DIFFERENCE in " ".join(hand.seen().split())

    monkeypatch.setenv("LEARNSESSION_NOW", table.now.isoformat())
    out = ["--output", str(table.exports)]
    assert run_program(["--store", str(table.root), "actions", "--to", "xlsx", *out]) == 0
    assert run_program(["--store", str(table.root), "evidence", "--to", "md", *out]) == 0
    excel, evidence = (Path(line) for line in capsys.readouterr().out.split("\n")[:2])
    head, row = list(openpyxl.load_workbook(excel).worksheets[0].iter_rows(values_only=True))[:2]
    cells = dict(zip(head, row, strict=True))
    assert cells["Due"].date() == date(2027, 1, 22)
    assert {"Complete", DIFFERENCE, "team manager"} <= {str(value) for value in row}
    for words in ("North team", "Put a one-page chronology in each file", DIFFERENCE):
        assert words in evidence.read_text("utf-8")
