"""The pane of a step: what is shown at each width, and what was made ready for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from journeys.hand import Table, in_session, laid
from learnsession.tui.widgets.step import StepView

ACTIVITY = 9


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    with laid(tmp_path) as found:
        yield found


def pane(step: StepView) -> list[str]:
    return [step.render_line(y).text.rstrip() for y in range(step.size.height)]


async def test_what_was_made_ready_looks_like_what_is_drawn_afresh(table: Table):
    async with in_session(table, step=ACTIVITY) as hand:
        step = hand.app.screen.query_one(StepView)
        for _ in range(6):
            await hand.pilot.pause(0.15)  # the next one is made ready meanwhile
            await hand.press("space")
            shown = pane(step)
            step.notify_style_update()  # drops what was ready
            assert pane(step) == shown


async def test_no_word_is_under_the_scroll_bar_at_any_width(table: Table):
    async with in_session(table, step=1) as hand:
        step = hand.app.screen.query_one(StepView)
        for columns in (80, 97, 120):
            await hand.pilot.resize_terminal(columns, 24)
            await hand.pilot.pause()
            text = " ".join(" ".join(line.text for line in step._shown.strips).split())
            assert text == " ".join(step.text.split())
            widest = max(len(line.text.rstrip()) for line in step._shown.strips)
            assert widest <= step.scrollable_content_region.width


async def test_what_the_mouse_has_chosen_can_be_copied(table: Table):
    async with in_session(table, step=ACTIVITY) as hand:
        step = hand.app.screen.query_one(StepView)
        step.text_select_all()
        await hand.pilot.pause()
        chosen = hand.app.screen.get_selected_text() or ""
        assert "Think about" in chosen or "Talk about" in chosen
