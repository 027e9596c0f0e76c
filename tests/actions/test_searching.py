"""What somebody types to find actions."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from states import KNOWN, OWNERS, PACKS, STANDARDS, TEAMS, THEMES, TODAY, days

from learnsession.actions.filters import Filter
from learnsession.actions.known import Known
from learnsession.actions.searching import UNASKED, as_search, read_search
from learnsession.session.terms import STATUS_WORDS


def asked(**parts: object) -> Filter:
    return Filter(**{"status": "open", **parts})  # type: ignore[arg-type]


DUE = date(2026, 12, 18)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("", UNASKED),
        ("  chronology  file ", asked(text="chronology file")),
        ("@manager", asked(owner="manager")),
        ("@team manager files", asked(owner="team manager", text="files")),
        ("owner:Head of service", asked(owner="Head of service")),
        ("team:South", asked(team="South")),
        ("team:south", asked(team="South")),
        ("team:North team overdue", asked(team="North team", overdue=True)),
        ('team:"North West" file', asked(team="North West", text="file")),
        ("#chronology", asked(theme="chronology")),
        ("#prof", asked(theme="professional-curiosity")),
        ("#1.4 #Chronology", asked(standard="1.4", theme="chronology")),
        ("review:child-ai", asked(pack="child-ai")),
        ("review:Child AI nursery", asked(pack="Child AI", text="nursery")),
        ("status:done", Filter(status="complete")),
        ("status:in progress file", Filter(status="in-progress", text="file")),
        ("status:stuck", Filter(status="cannot-proceed")),
        ("status:cannot proceed file", Filter(status="cannot-proceed", text="file")),
        ("status:all", Filter()),
        ("OVERDUE", asked(overdue=True)),
        ("due<18/12", asked(due_before=DUE)),
        ("due < 18/12", asked(due_before=DUE)),
        ("due before Fri 18 Dec file", asked(due_before=DUE, text="file")),
        ("before 18 December 2026 file", asked(due_before=DUE, text="file")),
        ("before:18/12", asked(due_before=DUE)),
        ("ask before we go", asked(text="ask before we go")),
        ('"overdue" "due<18/12"', asked(text="overdue due<18/12")),
        ("form: the nursery", asked(text="form: the nursery")),
        ("@", UNASKED),
        ("#", UNASKED),
        ("team:", UNASKED),
    ],
)
def test_what_is_understood(typed: str, wanted: Filter) -> None:
    search = read_search(typed, TODAY, KNOWN)
    assert (search.wanted, search.troubles) == (wanted, ())


@pytest.mark.parametrize(
    ("typed", "trouble"),
    [
        ("team:North", "The team 'North' could be North team, North West."),
        ("team:East", "No action here has the team 'East'."),
        ("#neglect", "No action here has the theme 'neglect'."),
        ("status:nearly", "There is no status 'nearly'."),
        ("due<", "Before which day?"),
        ("due<13/13", "the day comes first"),
        ("before end of term", "give the date"),
    ],
)
def test_what_cannot_be_is_said(typed: str, trouble: str) -> None:
    search = read_search(typed, TODAY, KNOWN)
    assert trouble in " ".join(search.troubles)
    assert search.wanted.due_before is None


def test_a_name_goes_on_only_where_there_is_such_a_name() -> None:
    nobody = read_search("@team manager", TODAY, Known())
    assert nobody.wanted == asked(owner="team", text="manager")


@given(st.text(max_size=60))
def test_nothing_that_can_be_typed_is_refused(typed: str) -> None:
    read_search(typed, TODAY, KNOWN)


_PIECES = (
    "@",
    "#",
    "team:",
    "review:",
    "status:",
    "due",
    "<",
    "before",
    '"',
    "18/12",
    "North",
    " ",
)


@given(st.lists(st.sampled_from(_PIECES), max_size=12).map("".join))
def test_neither_is_what_looks_like_more(typed: str) -> None:
    read_search(typed, TODAY, KNOWN)


words = st.sampled_from(("chronology", "nursery", "due", "before", "overdue", "@me", "#1", "a:b"))


@given(
    st.builds(
        Filter,
        team=st.sampled_from(("", *TEAMS)),
        owner=st.sampled_from(("", *OWNERS)),
        status=st.sampled_from(("", "open", "finished", *STATUS_WORDS)),
        overdue=st.booleans(),
        due_before=st.none() | days,
        theme=st.sampled_from(("", *THEMES)),
        standard=st.sampled_from(("", *STANDARDS)),
        pack=st.sampled_from(("", *(pack for pack, _ in PACKS))),
        text=st.lists(words, max_size=4).map(" ".join),
    )
)
def test_the_line_that_the_form_writes_is_read_as_the_same_filter(wanted: Filter) -> None:
    search = read_search(as_search(wanted), TODAY, KNOWN)
    assert (search.wanted, search.troubles) == (wanted, ())
