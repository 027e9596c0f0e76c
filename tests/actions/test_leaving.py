"""Agreed actions leave as files people use, each read back by another library."""

from __future__ import annotations

import csv
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO, StringIO
from itertools import pairwise
from typing import Any

import mammoth
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from leaving_actions import AGREED, NASTY, NOW, action, done, full, told
from markdown_it import MarkdownIt

from learnsession.actions import columns
from learnsession.actions.leaving import FORMS, Export, Form, export
from learnsession.actions.telling import shortened
from learnsession.session.agreed import AgreedAction, Escalation
from learnsession.wording import NOT_GIVEN

MARKDOWN = MarkdownIt("commonmark").enable("table")
TITLES = [title for title, _, _ in columns.COLUMNS]


def leave(actions: list[AgreedAction], form: Form, **more: Any) -> tuple[Export, ...]:
    return export(actions, form, now=NOW, local=UTC, **more)


def one(actions: list[AgreedAction], form: Form, **more: Any) -> bytes:
    (only,) = leave(actions, form, **more)
    return only.data


def as_text(data: bytes, form: Form) -> str:
    """Every word of a file."""
    if form == "docx":
        return mammoth.convert_to_html(BytesIO(data)).value
    if form == "xlsx":
        sheets = openpyxl.load_workbook(BytesIO(data)).worksheets
        return "\n".join(str(cell.value) for sheet in sheets for row in sheet for cell in row)
    return data.decode("utf-8-sig").replace("\r\n ", "")


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
        "Asked for help: Head of service. Undone later.",
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


def test_what_could_not_be_read_and_what_nobody_said_is_told_beside_the_list() -> None:
    silent = done(difference=NOT_GIVEN, history=(told("done", 2, NOT_GIVEN),))
    data = one([silent], "xlsx", missing="What was agreed and said in S-0001")
    book = openpyxl.load_workbook(BytesIO(data))
    about = dict(book.worksheets[1].iter_rows(2, values_only=True))
    assert about["Could not be read"] == "What was agreed and said in S-0001"
    assert (
        about["Added by it"] == "(not given) stands where somebody was asked and nothing was said"
    )
    row = excel_row(silent)
    assert row["What difference it made"] == "(not given)"
    assert row["History"] == "19/11/2026, S-0044, Team manager: Done. (not given)."


@pytest.mark.parametrize("form", FORMS)
def test_what_nobody_said_is_in_brackets_in_every_form(form: Form) -> None:
    asked = Escalation(
        "e1", NOT_GIVEN, "line-manager", NOT_GIVEN, AGREED.date(), NOT_GIVEN, NOW.date()
    )
    silent = full(
        barrier=NOT_GIVEN, difference=NOT_GIVEN, escalations=(asked,),
        history=(told("stuck", 2, NOT_GIVEN, to=NOT_GIVEN),),
    )  # fmt: skip
    text = as_text(one([silent], form), form)
    assert text.count("(not given)") == text.count("not given") >= 2


def test_csv_has_the_same_columns_with_days_in_figures() -> None:
    text = one([full(action=NASTY)], "csv").decode("utf-8-sig")
    (row,) = csv.DictReader(StringIO(text, newline=""))
    assert list(row) == TITLES
    assert (row["Action"], row["Due"]) == (f"'{NASTY}", "20/11/2026")


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
