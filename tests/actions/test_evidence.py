"""Evidence of use answers what a partnership asks, and names nobody."""

from __future__ import annotations

import csv
from datetime import UTC, date
from io import BytesIO, StringIO
from itertools import pairwise
from typing import Any

import mammoth
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from leaving_actions import NASTY, NOW, action, done, full, told
from markdown_it import MarkdownIt

from learnsession.actions.evidence import Delivered, evidence
from learnsession.session.agreed import AgreedAction
from learnsession.wording import NOT_GIVEN

MARKDOWN = MarkdownIt("commonmark").enable("table")


def held(*actions: AgreedAction, **more: Any) -> Delivered:
    values: dict[str, Any] = {
        "ref": "S-0042",
        "on": date(2026, 10, 22),
        "team": "East team",
        "pack": "child-ai",
        "pack_title": "Child AI",
        "format": "Team session, 30 minutes",
        "head_count": 7,
        "roles": ("Health visiting", "Early years"),
        "closed": True,
        "actions": actions,
    }
    return Delivered(**values | more)


def made(*sessions: Delivered, form: Any = "md", **more: Any) -> bytes:
    return evidence(sessions, form, now=NOW, local=UTC, **more).data


def parts(text: str) -> dict[str, list[list[str]]]:
    """The rows of the table under each heading; a paragraph is a row of one cell."""
    found: dict[str, list[list[str]]] = {}
    title, every = "", MARKDOWN.parse(text)
    for before, token in pairwise(every):
        seen = "".join(child.content for child in token.children or [])
        if before.type == "heading_open":
            title = seen
            found[title] = []
        elif before.type == "paragraph_open":
            found[title].append([seen])
        elif before.type == "tr_open":
            found[title].append([])
        elif before.type == "td_open":
            found[title][-1].append(seen)
    return {name: [row for row in rows if row] for name, rows in found.items()}


def rows(*sessions: Delivered, **more: Any) -> list[dict[str, str]]:
    text = made(*sessions, form="csv", **more).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline="")))


def test_it_says_what_was_delivered_what_the_team_will_do_and_what_came_of_it() -> None:
    text = made(held(full(), done()), held(ref="S-0050", head_count=None, roles=(), closed=False))
    seen = parts(text.decode())
    assert seen["What was delivered"] == [
        ["22 October 2026<br>S-0042", "East team", "Child AI", "Team session, 30 minutes", "7",
         "Health visiting, Early years"],
        ["22 October 2026<br>S-0050, still open", "East team", "Child AI",
         "Team session, 30 minutes", "None recorded", "None recorded"],
    ]  # fmt: skip
    assert seen["What the team will do"] == [
        ["A-0042", "Put a one-page chronology in each file", "Team manager", "20 November 2026",
         "In progress, overdue"],
        ["A-0043", "Put a one-page chronology in each file", "Team manager", "18 December 2026",
         "Complete"],
    ]  # fmt: skip
    assert seen["What has been done, and what difference it made"] == [
        ["A-0042", "18/11/2026: still going. Half of the files<br>Evidence: File audit",
         "Staff ask sooner"],
        ["A-0043", "19/11/2026: done", "Children were seen alone"],
    ]  # fmt: skip


def test_the_front_says_for_what_it_was_asked_and_adds_up() -> None:
    sessions = (held(full(), done()), held(head_count=None), held(head_count=5))
    text = made(*sessions, asked="Child AI, since 1 September 2026").decode()
    for line in (
        "**For:** Child AI, since 1 September 2026",
        "**Made on:** 21 November 2026",
        "**Sessions:** 3",
        "**Attendances:** 12, 1 session not counted",
        "**Actions agreed:** 2: 1 complete, 1 overdue",
        "**Added by learnsession:** the tables below",
    ):
        assert line in text


def test_what_is_empty_says_so_and_there_are_lines_to_sign() -> None:
    seen = parts(made().decode())
    for title in (
        *("What was delivered", "What the team will do"),
        "What has been done, and what difference it made",
    ):
        assert seen[title] == [["None recorded"]]
    labels = [row[0].split(":")[0] for row in seen["Returned by"]]
    assert labels == ["Role", "Team or service", "Returned to", "Date", "Agreed by (role)"]


def test_what_was_only_agreed_is_not_told_as_done() -> None:
    title = "What has been done, and what difference it made"
    assert parts(made(held(action())).decode())[title] == [["None recorded"]]
    undone = action(history=(told("agreed", 9), told("going", 3, "Half", undone=True)))
    assert parts(made(held(undone)).decode())[title] == [["None recorded"]]


def test_what_is_stuck_or_dropped_says_why() -> None:
    dropped = action(
        status="dropped", history=(told("agreed", 9), told("stuck", 3, "No room"),
                                   told("dropped", 2, "Another team does it"))
    )  # fmt: skip
    title = "What has been done, and what difference it made"
    assert parts(made(held(dropped)).decode())[title] == [
        [
            "A-0042",
            "18/11/2026: stuck: needs help. No room<br>19/11/2026: dropped. Another team does it",
            "None recorded",
        ]
    ]


@pytest.mark.parametrize("form", ["md", "csv", "docx"])
def test_names_become_roles_everywhere(form: str) -> None:
    named = full(
        action="Priya Shah to ask Tom",
        owner="Priya Shah (team manager)",
        evidence="Priya's audit",
        difference="Tom: children seen",
        measure="Tom says so",
        history=(told("agreed", 9), told("going", 3, "Priya has half")),
    )
    session = held(named, done(owner="Tom Lee"), team="Priya's team", roles=("Tom Lee, nurse",))
    data = made(session, form=form)
    text = mammoth.convert_to_html(BytesIO(data)).value if form == "docx" else data.decode()
    for name in ("Priya", "Shah", "Tom", "Lee"):
        assert name not in text
    assert "team manager" in text
    assert "a colleague" in text


def test_where_owners_are_roles_nothing_is_changed() -> None:
    (row,) = rows(held(action(owner="Neglect lead", action="Neglect lead asks the school")))
    assert (row["By whom"], row["What the team will do"]) == (
        "Neglect lead", "Neglect lead asks the school",
    )  # fmt: skip


def test_the_form_says_what_stands_for_a_name_and_asks_to_be_read() -> None:
    text = made(held(action(owner="Tom Lee", action="Tom rings"))).decode()
    assert "[a colleague] rings" in text.replace("\\", "")
    front = text.replace("\\", "")
    assert "Owners are shown by role. [Team manager] or [a colleague] in square brackets" in front
    assert "please read it through before you return it" in front


@pytest.mark.parametrize("form", ["md", "csv", "docx"])
def test_where_nobody_answered_that_stands_in_brackets_and_is_nobodys_words(form: str) -> None:
    silent = done(
        difference=NOT_GIVEN,
        history=(told("agreed", 9), told("going", 3, NOT_GIVEN), told("done", 2, NOT_GIVEN)),
    )
    data = made(held(silent), form=form)
    text = mammoth.convert_to_html(BytesIO(data)).value if form == "docx" else data.decode()
    # Once in what was done, once in what difference it made; and once where it is told of.
    assert (text.count("(not given)"), text.count("not given")) == (2 + (form != "csv"),) * 2
    assert form == "csv" or "(not given) stands where somebody was asked" in text


def test_what_could_not_be_read_is_told_and_what_was_answered_needs_no_word() -> None:
    text = made(held(full()), left_out=("S-0043 is left out. It is damaged.",)).decode()
    assert "something is missing here. S-0043 is left out. It is damaged." in text
    for words in ("missing here", "not given"):
        assert words not in made(held(full())).decode()


def test_csv_has_a_row_an_action_and_one_for_a_session_without() -> None:
    seen = rows(held(full(), done()), held(ref="S-0050", head_count=None, closed=False))
    assert [(row["Session"], row["Ref"], row["Date"]) for row in seen] == [
        ("S-0042", "A-0042", "22/10/2026"),
        ("S-0042", "A-0043", "22/10/2026"),
        ("S-0050", "", "22/10/2026"),
    ]
    assert [row["How many"] for row in seen] == ["7", "7", ""]
    assert [row["Closed"] for row in seen] == ["Yes", "Yes", "No"]
    assert seen[0]["By when"] == "20/11/2026"


def test_word_has_real_headings_and_tables_and_is_nobodys() -> None:
    result = evidence([held(full())], "docx", now=NOW, local=UTC)
    assert result.name == "2026-11-21-evidence-of-use.docx"
    html = mammoth.convert_to_html(BytesIO(result.data)).value
    assert [html.count(f"<{tag}>") for tag in ("h1", "h2", "table", "thead")] == [4, 0, 3, 3]


def test_awkward_text_stays_what_it_is() -> None:
    (row,) = rows(held(action(action=NASTY), team="=1+1"))
    assert (row["What the team will do"], row["Team"]) == (f"'{NASTY}", "'=1+1")
    seen = parts(made(held(action(action=NASTY))).decode())
    assert seen["What the team will do"][0][1] == NASTY.replace("\n", "<br>")


@given(st.text(max_size=40))
@settings(max_examples=25)
def test_any_text_leaves_in_every_form(text: str) -> None:
    wordy = full(action=text, owner=text, difference=text, history=(told("going", 3, text),))
    session = held(wordy, team=text, pack_title=text, roles=(text,))
    for form in ("md", "csv", "docx"):
        assert made(session, form=form, asked=text, marking=text, left_out=(text,))
