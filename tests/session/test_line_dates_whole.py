"""A date in a line is taken out whole or not at all, and what is offered instead works."""

from __future__ import annotations

from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st

from learnsession.session.action_line import ActionLine, read_action_line
from learnsession.session.line_dates import mentions

TODAY = date(2026, 11, 21)


def read(text: str) -> ActionLine:
    return read_action_line(text, TODAY)


OPTIONAL = st.sampled_from
DAYS = st.one_of(
    OPTIONAL(["Friday", "Fri", "next Monday", "tomorrow", "the day after tomorrow"]),
    OPTIONAL(["18/12", "3/12", "18.12", "3.12.26", "18-12-2026", "2026-12-18", "Fri 18/12"]),
    OPTIONAL(["the 3rd", "Fri the 18th", "Fri 18", "31/11", "Mon 18 Dec", "11 Dec. 2026"]),
    OPTIONAL(["18 Dec 26 (Fri)", "Friday (18 Dec)", "18 / 12 / 26"]),
    st.tuples(
        OPTIONAL(["", "Fri ", "Friday, ", "next Friday "]),
        OPTIONAL(["18 Dec", "18th December", "the 18th of December", "11 Dec"]),
        OPTIONAL(["", " 2026", ", 2026", " 26", " '26"]),
    ).map("".join),
)
HOURS_BEFORE = ["", "5pm ", "5pm on ", "10.30am on ", "noon on ", "close of play ", "first thing "]
HOURS_BEHIND = ["", " 5pm", " am", " a.m.", ", 2.30pm", " at 5", " night", " 12 noon", " (am)"]
CLOSE = ["", ".", ", please", " @nurse", " #neglect", " and tell the nurse", "; tell", " – tell"]


@given(DAYS, OPTIONAL(HOURS_BEFORE), OPTIONAL(HOURS_BEHIND), OPTIONAL(CLOSE))
@example("Fri 18 Dec", "", " am", "")
def test_a_date_is_taken_out_whole_or_not_at_all(
    day: str, before: str, behind: str, tail: str
) -> None:
    phrase = f"by {before}{day}{behind}"
    found = read(f"Ring the school {phrase}{tail}")
    assert phrase in found.action or found.action == read(f"Ring the school{tail}").action


@given(DAYS, OPTIONAL(["by", "on", "due", "until", "for"]), OPTIONAL(["", " files", " Ring", " 9"]))
def test_what_is_offered_instead_is_understood(day: str, lead: str, tail: str) -> None:
    line = f"Ring {lead} {day}{tail}"
    for found in mentions(line, TODAY):
        if found.day and not found.is_due:
            again = read(f"{line[: found.start]}{found.as_due}{line[found.end :]}")
            assert again.due == found.day


@given(st.text(), st.dates())
def test_dates_in_a_line_stand_in_their_order_and_never_overlap(text: str, today: date) -> None:
    last = 0
    for found in mentions(f"{text} by Friday {text}", today):
        assert last <= found.start < found.end
        last = found.end
