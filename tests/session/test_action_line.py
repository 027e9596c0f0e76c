"""An agreed action in one line: what is understood of it, and that nothing typed is lost."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnsession.packs.framework import Framework
from learnsession.packs.library import find_framework
from learnsession.session.action_line import ActionLine, read_action_line
from learnsession.session.line_dates import mentions

TODAY = date(2026, 11, 21)
FRIDAY = date(2026, 11, 27)
DECEMBER = date(2026, 12, 18)


@pytest.fixture(scope="module")
def framework() -> Framework:
    return find_framework("norfolk-thematic-learning", Path("nowhere")).framework


def read(text: str) -> ActionLine:
    return read_action_line(text, TODAY)


def test_one_line_gives_action_owner_due_date_and_theme(framework: Framework) -> None:
    typed = (
        "Put a one-page chronology in each supervision file @team manager by Fri 18 Dec "
        "#professional-curiosity"
    )
    assert read_action_line(typed, TODAY, framework) == ActionLine(
        "Put a one-page chronology in each supervision file",
        "team manager",
        DECEMBER,
        ("professional-curiosity",),
    )


@pytest.mark.parametrize(
    "typed",
    [
        "#neglect #1.4 by 18/12 @health visitor, Ring the school",
        "@health visitor by 18/12 #1.4 #neglect\nRing the school",
        "By 18/12: Ring the school @health visitor #neglect #1.4",
        "Ring the school (@health visitor, by 18/12) #neglect, #1.4",
        "Ring the school - @health visitor - due: Fri 18 Dec - #neglect #1.4 #neglect",
        "Ring the school due by 18 December at the latest @health  visitor #neglect #1.4",
        "Ring @health visitor, #neglect by 18 Dec the school #1.4",
    ],
)
def test_the_order_of_the_parts_is_free_and_the_spacing_is_tidied(typed: str) -> None:
    assert read(typed) == ActionLine(
        "Ring the school", "health visitor", DECEMBER, ("neglect",), ("1.4",)
    )


@pytest.mark.parametrize(
    ("typed", "owner", "action"),
    [
        ("@DSL: ring school", "DSL", "ring school"),
        ("@team manager to ring school", "team manager", "to ring school"),
        ("Team day @assistant to the director.", "assistant to the director", "Team day."),
        ("Ring @Dr. Jones. Then write", "Dr. Jones", "Ring. Then write"),
        ("Ring school @DSL by phone", "DSL", "Ring school by phone"),
        ("Ring school (@DSL) twice", "DSL", "Ring school twice"),
        ("Ring school [by Friday @DSL]", "DSL", "Ring school"),
        ("List:\n- ring @DSL\n\n- write", "DSL", "List:\n- ring\n\n- write"),
        ("Ring\n@DSL.\nWrite", "DSL", "Ring\nWrite"),
    ],
)
def test_an_owner_of_several_words_ends_where_the_sentence_goes_on(
    typed: str, owner: str, action: str
) -> None:
    assert (read(typed).owner, read(typed).action) == (owner, action)


@pytest.mark.parametrize(
    "typed",
    [
        "Check by phone",
        "Seen by 3 people",
        "Write to a.b@example.org",
        "Recommendation #1, standard 1.4, C# and #1.4.2, page#neglect",
        "Meet @ 3pm, or @3pm, or @",
        "Fill in the form # and the @ sign",
        "Done by 3/4 of the team",
        "Money due to the school",
        "Led by Friday's chair",
        "#neglect's place\n\n  keep  these   spaces",
    ],
)
def test_what_only_looks_like_a_part_stays_in_the_text(typed: str) -> None:
    assert read(typed) == ActionLine(typed)


@pytest.mark.parametrize(
    ("typed", "words", "said"),
    [
        ("Ring by end of term @DSL", "by end of term", "differ from school to school"),
        ("Ring @DSL by Thu 18 Dec", "by Thu 18 Dec", "is a Friday, not a Thursday"),
        ("Ring by 31/11 @DSL", "by 31/11", "the day comes first"),
        ("Ring @DSL due ASAP", "due ASAP", "a different day to everyone"),
        ("Ring @DSL by next supervision", "by next supervision", "is not a date yet"),
    ],
)
def test_a_date_that_cannot_be_taken_stays_with_a_hint(typed: str, words: str, said: str) -> None:
    found = read(typed)
    assert (found.action, found.owner, found.due) == (f"Ring {words}", "DSL", None)
    assert len(found.troubles) == 1
    assert said in found.troubles[0]


def test_the_longest_date_wins() -> None:
    assert read("Ring by Fri 18 Dec 2026 twice") == ActionLine("Ring twice", due=DECEMBER)
    assert read("Ring by 18 Dec. 12 files").due == DECEMBER


def test_a_day_with_an_hour_is_understood_and_its_words_stay() -> None:
    assert read("Ring by Friday at 2.30pm").action == "Ring by Friday at 2.30pm"
    assert read("Ring by Friday morning @DSL") == ActionLine(
        "Ring by Friday morning", "DSL", FRIDAY
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("In 6 weeks ring @DSL", "due In 6 weeks"),
        ("Ring on Friday about the form @DSL", "by Friday"),
        ("Answer each call within 6 weeks", "due within 6 weeks"),
        ("Ask about the visit on 3 Nov", "by 3 Nov"),
        ("Ask about Friday 20 Nov 2026", "by Friday 20 Nov 2026"),
        ("Write up what came up today", "by today"),
        ("Ring on Friday and on 18 Dec", "by Friday"),
        ("Ring on Friday\nand tell us", "by Friday"),
        ("Cut the wait by 6 weeks", "due in 6 weeks"),
        ("Ask if it is due Friday", "by Friday"),
    ],
)
def test_a_date_that_may_be_the_due_date_is_asked_about(typed: str, said: str) -> None:
    found = read(typed)
    assert found.due is None
    assert found.owner in ("", "DSL")
    assert len(found.troubles) == 1
    assert f"Then write '{said}'" in found.troubles[0]
    assert read(f"{typed}, due 18/12").troubles == ()


@pytest.mark.parametrize(
    ("typed", "action", "due"),
    [
        ("Ring in 6 weeks @DSL", "Ring in 6 weeks", date(2027, 1, 2)),
        ("Ring in 12 months #neglect", "Ring in 12 months", date(2027, 11, 21)),
        ("Ring next month.", "Ring next month.", date(2026, 12, 21)),
        ("@DSL, ring Friday", "ring Friday", FRIDAY),
        ("Ring on Friday!", "Ring on Friday!", FRIDAY),
        ("Ring (Friday)", "Ring (Friday)", FRIDAY),
        ("Ring 18/12", "Ring 18/12", DECEMBER),
        ("Ring on 3 Nov 2027", "Ring on 3 Nov 2027", date(2027, 11, 3)),
        ("Ring\nthem tomorrow\n\n@DSL", "Ring\nthem tomorrow", date(2026, 11, 22)),
    ],
)
def test_a_coming_date_that_ends_the_action_is_its_due_date_and_its_words_stay(
    typed: str, action: str, due: date
) -> None:
    found = read(typed)
    assert (found.action, found.due, found.troubles, found.past) == (action, due, (), False)
    assert read(f"{typed}, due 19/12").due == date(2026, 12, 19)


def test_a_date_that_has_passed_is_asked_about_and_never_refused() -> None:
    assert read("Ring by 18/12/2025") == ActionLine("Ring", due=date(2025, 12, 18), past=True)
    assert not read("Ring by today").past
    assert not read("Ring").past


def test_the_first_owner_and_the_first_date_count_and_the_others_stay() -> None:
    found = read("Ring @DSL and @head by Friday and write by 18/12")
    assert (found.owner, found.due) == ("DSL", FRIDAY)
    assert found.action == "Ring and @head and write by 18/12"
    assert ["two dates" in found.troubles[0], "two owners" in found.troubles[1]] == [True, True]


def test_an_owner_that_swallows_the_action_is_asked_about() -> None:
    (trouble,) = read("Now @team manager rings every school in the whole district").troubles
    assert "Put a comma where the owner ends" in trouble
    assert "No action is left" in read("@DSL by Friday").troubles[0]
    assert read("").troubles == ()


@pytest.mark.parametrize(
    ("typed", "themes", "standards", "hint"),
    [
        ("#Neglect", ("neglect",), (), ""),
        ("#Professional_Curiosity", ("professional-curiosity",), (), ""),
        ("#professionalcuriosity.", ("professional-curiosity",), (), ""),
        ("#engaging-father", ("engaging-father",), (), "Did you mean #engaging-fathers?"),
        ("#curiosity", ("curiosity",), (), "Did you mean #professional-curiosity?"),
        ("#zzz", ("zzz",), (), "It is kept as you typed it."),
        ("#1.4", (), ("1.4",), ""),
        ("#1.9", (), ("1.9",), "Did you mean #1."),
    ],
)
def test_tags_are_those_of_the_framework_or_kept_as_typed(
    framework: Framework,
    typed: str,
    themes: tuple[str, ...],
    standards: tuple[str, ...],
    hint: str,
) -> None:
    found = read_action_line(f"Ring {typed}", TODAY, framework)
    assert (found.themes, found.standards) == (themes, standards)
    assert found.action.rstrip(".") == "Ring"
    assert hint in "".join(found.troubles)
    assert bool(hint) == bool(found.troubles)


MARKS = "by due @ # @team manager #neglect #1.4 Friday 18/12 end of term next month in 6 weeks"
OTHERS = "ring the school, (and) write. - ; 31/11 at the latest morning a.b@c @DSL @to will to Dec"
WORDS = [*MARKS.split(" "), *OTHERS.split(" ")]
lines = st.lists(st.sampled_from([*WORDS, "\n", "  "]), max_size=14).map(" ".join)


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@given(st.one_of(lines, st.text(), st.tuples(lines, st.text(), lines).map("".join)))
def test_nothing_that_was_typed_is_lost_and_nothing_added(text: str) -> None:
    found = read(text)
    typed, kept = Counter(words_of(text)), Counter(words_of(found.action))
    owner = Counter(words_of(found.owner))
    tags = [word for name in (*found.themes, *found.standards) for word in words_of(name)]
    assert not (kept | owner | Counter(tags)) - typed
    dates = [
        Counter(words_of(line[day.start : day.end]))
        for line in text.split("\n")
        for day in mentions(line, TODAY)
        if day.is_due and day.day and day.day == found.due
    ]
    left = typed - kept - owner
    for word in tags:
        del left[word]  # the same tag may be there twice
    listed = Counter({"and": text.count("and")})  # '#neglect and #1.4'
    assert any(not left - date - listed for date in (Counter[str](), *dates))


@given(st.text())
def test_a_line_without_marks_is_kept_as_it_is(text: str) -> None:
    if not re.search(r"[@#]|\b(by|due)\b", text, re.IGNORECASE):
        found = read(text)
        assert found.action == text.strip()
        assert (found.owner, found.due, found.themes, found.standards) == ("", None, (), ())


@given(lines, st.dates())
def test_reading_it_on_any_day_never_raises(text: str, today: date) -> None:
    found = read_action_line(text, today)
    assert found.past == (found.due is not None and found.due < today)
