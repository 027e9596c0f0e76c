"""Agreed actions leave as files people use, each read back by another library."""

from __future__ import annotations

import csv
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from io import BytesIO, StringIO
from itertools import pairwise
from typing import Any

import mammoth
import openpyxl
import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st
from leaving_actions import NASTY, NOW, action, done, full, told
from markdown_it import MarkdownIt

from learnsession.actions import columns
from learnsession.actions.leaving import FORMS, Export, Form, export
from learnsession.actions.telling import shortened
from learnsession.session.agreed import AgreedAction

MARKDOWN = MarkdownIt("commonmark").enable("table")
TITLES = [title for title, _, _ in columns.COLUMNS]


def leave(actions: list[AgreedAction], form: Form, **more: Any) -> tuple[Export, ...]:
    return export(actions, form, now=NOW, local=UTC, **more)


def one(actions: list[AgreedAction], form: Form, **more: Any) -> bytes:
    (only,) = leave(actions, form, **more)
    return only.data


def event(each: AgreedAction, **more: Any) -> Any:
    return vobject.readOne(one([each], "ics", **more).decode()).vevent


def excel_row(each: AgreedAction) -> dict[str, Any]:
    sheet = openpyxl.load_workbook(BytesIO(one([each], "xlsx"))).worksheets[0]
    header, row = sheet.iter_rows(values_only=True)
    assert list(header) == TITLES
    return dict(zip(TITLES, row, strict=True))


def tokens(text: str, kind: str) -> list[str]:
    """What stands in each inline after an opening token of this kind."""
    every = MARKDOWN.parse(text)
    return [
        "".join(child.content for child in after.children or [])
        for token, after in pairwise(every)
        if token.type == kind
    ]


def test_the_name_of_a_file_is_the_day_and_what_it_holds() -> None:
    names = {form: [each.name for each in leave([full(), done()], form)] for form in FORMS}
    assert names == {
        "csv": ["2026-11-21-agreed-actions.csv"],
        "xlsx": ["2026-11-21-agreed-actions.xlsx"],
        "ics": ["A-0042.ics", "A-0043.ics"],
        "md": ["2026-11-21-agreed-actions.md"],
        "docx": ["2026-11-21-agreed-actions.docx"],
    }
    (only,) = leave([full(), done()], "ics", one_file=True)
    assert only.name == "2026-11-21-agreed-actions.ics"


def test_the_day_is_that_of_the_time_zone() -> None:
    late = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
    (only,) = export([], "md", now=late, local=timezone(timedelta(hours=2)))
    assert only.name == "2026-11-22-agreed-actions.md"


def test_a_reference_of_an_older_session_makes_a_name_that_any_disk_takes() -> None:
    (only,) = leave([action(ref="S-0042/3")], "ics")
    assert only.name == "S-0042-3.ics"


def test_excel_has_every_field_with_days_as_days_and_status_in_words() -> None:
    row = excel_row(full())
    assert row["Status"] == "In progress"
    assert row["Overdue"] == "Yes"
    assert row["Headline improvement"] == "Yes"
    assert row["Level"] == "Service"
    for title, day in (("Due", (2026, 11, 20)), ("Review date", (2027, 2, 1))):
        assert row[title] == datetime(*day)
    assert row["Taken further"] == (
        "02/11/2026, Line managers, to Head of service: No reply. No answer yet."
    )
    assert row["History"].split("\n") == [
        "22/10/2026, S-0042, Facilitator: Agreed.",
        "18/11/2026, S-0044, Team manager: Still going. Half of the files. New date: 20/11/2026.",
        "19/11/2026, S-0044, Team manager: Stuck: needs help. No template. "
        "Asked for help: Head of service. Taken back later, and without effect.",
    ]
    assert [title for title, value in row.items() if value is None] == ["Finished"]


def test_an_action_of_which_little_is_known_leaves_cells_empty() -> None:
    row = excel_row(action(owner="", due=None, history=()))
    assert (row["Owner"], row["Due"], row["Overdue"]) == (None, None, "No")


def test_excel_says_beside_the_list_what_it_is() -> None:
    data = one([full()], "xlsx", filter_words="team East, overdue", marking="Sensitive")
    rows = openpyxl.load_workbook(BytesIO(data)).worksheets[1].iter_rows(2, values_only=True)
    assert dict(rows) == {
        "Made on": "21 November 2026",
        "Which actions": "team East, overdue",
        "How many": "1 action, 1 overdue on that day",
        "Handling": "Sensitive",
        "Made by": "learnsession, from what teams agreed in their sessions",
    }


def test_csv_has_the_same_columns_with_days_in_figures() -> None:
    text = one([full(action=NASTY)], "csv").decode("utf-8-sig")
    (row,) = csv.DictReader(StringIO(text, newline=""))
    assert list(row) == TITLES
    assert (row["Action"], row["Due"]) == (f"'{NASTY}", "20/11/2026")


def test_an_event_says_what_is_due_and_whose_it_is() -> None:
    seen = event(full(), marking="Sensitive")
    assert (seen.dtstart.value, seen.dtend.value) == (date(2026, 11, 20), date(2026, 11, 21))
    assert seen.summary.value == "A-0042: Put a one-page chronology in each file"
    lines = seen.description.value.split("\n")
    assert lines[:4] == [
        "Put a one-page chronology in each file",
        "Owner: Team manager",
        "Due: 20/11/2026",
        "Status: In progress",
    ]
    assert lines[-1] == "Sensitive"


def test_a_second_export_is_the_same_event_with_a_higher_number() -> None:
    first = action()
    said = told("going", 1, due=date(2027, 1, 8))
    second = replace(first, due=date(2027, 1, 8), history=(*first.history, said))
    back = replace(first, history=(*first.history, replace(said, undone=True)))
    events = [event(each) for each in (first, second, back)]
    assert len({each.uid.value for each in events}) == 1
    assert [int(each.sequence.value) for each in events] == [0, 1, 2]
    assert events[1].last_modified.value == said.at
    assert events[0].uid.value == "01KA0042@learnsession"


@pytest.mark.parametrize(("status", "word"), [("complete", "Complete"), ("dropped", "Dropped")])
def test_what_is_no_longer_owed_is_cancelled_and_says_so(status: Any, word: str) -> None:
    seen = event(done(status=status))
    assert seen.status.value == "CANCELLED"
    assert seen.summary.value.startswith(f"{word}: A-0043: ")
    assert int(seen.sequence.value) > int(event(action()).sequence.value)


@pytest.mark.parametrize("status", ["not-started", "in-progress", "cannot-proceed"])
def test_what_is_still_owed_is_confirmed(status: Any) -> None:
    assert event(action(status=status)).status.value == "CONFIRMED"


def test_without_a_due_date_there_is_no_event() -> None:
    assert leave([action(due=None)], "ics") == ()
    assert leave([], "ics", one_file=True) == ()
    assert len(leave([action(due=None), action(7)], "ics")) == 1


def test_all_due_dates_can_stand_in_one_file() -> None:
    data = one([action(), action(due=None), done()], "ics", one_file=True)
    calendar = vobject.readOne(data.decode())
    assert [each.uid.value[:8] for each in calendar.vevent_list] == ["01KA0042", "01KA0043"]


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Ask", "Ask"),
        ("one two\nthree", "one two three"),
        ("Write the long chronology", "Write the long…"),
        ("Chronologies, once more", "Chronologies, once…"),
        ("x" * 40, "x" * 19 + "…"),
    ],
)
def test_a_long_action_is_shortened_between_words(text: str, short: str) -> None:
    assert shortened(text, 20) == short
    assert len(shortened(text, 20)) <= 20


def test_markdown_has_the_table_and_the_story_of_what_has_one() -> None:
    text = one([full(action=NASTY), action(7)], "md", filter_words="team East").decode()
    assert tokens(text, "heading_open") == [
        "Agreed actions",
        "What was agreed",
        "What became of them",
        'A-0042: =HYPERLINK("x"); Ł, 🙂 مرحبا # not a heading | not a cell',
    ]
    cells = tokens(text, "td_open")
    assert cells[:5] == [
        *("A-0042", NASTY.replace("\n", "<br>"), "Team manager"),
        *("20 November 2026", "In progress, overdue"),
    ]
    assert "Which actions:** team East" in text


def test_word_has_the_same_and_its_header_row_repeats() -> None:
    data = one([full(action=NASTY), action(7)], "docx", marking="Sensitive")
    html = mammoth.convert_to_html(BytesIO(data)).value
    assert html.count("<h1>What was agreed</h1>") == 1
    assert "<h2>A-0042: =HYPERLINK(&quot;x&quot;)" in html or "<h2>A-0042: =HYPERLINK(" in html
    assert "<thead>" in html
    assert "Half of the files. New date: 20/11/2026." in html
    assert "A-0007:" not in html


@pytest.mark.parametrize("form", FORMS)
def test_a_list_without_actions_says_so(form: Form) -> None:
    files = leave([], form)
    if form == "md":
        assert b"None recorded" in files[0].data
    assert len(files) == (form != "ics")


@given(st.text(max_size=60))
@settings(max_examples=25)
def test_any_text_in_any_field_leaves_in_every_form(text: str) -> None:
    wordy = full(
        **dict.fromkeys(("action", "owner", "agency", "measure", "barrier", "team"), text),
        history=(told("agreed", 9), told("going", 3, text, to=text)),
        themes=(text,),
    )
    for form in FORMS:
        assert one([wordy], form, filter_words=text, marking=text)


def test_a_file_names_nobody() -> None:
    owned = full(owner="Priya Shah")
    for form in FORMS:
        assert "Priya" not in leave([owned], form)[0].name
    book = openpyxl.load_workbook(BytesIO(one([owned], "xlsx")))
    assert "Priya" not in f"{book.properties.creator}{book.properties.title}"


def test_no_library_of_a_writer_is_loaded_before_it_writes() -> None:
    code = (
        "import importlib, pkgutil, sys, learnsession.actions as room\n"
        "for each in pkgutil.iter_modules(room.__path__):\n"
        "    importlib.import_module(f'{room.__name__}.{each.name}')\n"
        "heavy = {'docx', 'lxml', 'xlsxwriter', 'icalendar', 'textual', 'csv'}\n"
        "print(*heavy & set(sys.modules))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.split() == []
