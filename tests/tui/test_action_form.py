"""The fuller form of an agreed action: every field by keyboard, nothing lost, nothing guessed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from journeys.hand import LARGE, SIZES, SMALL, Hand, Table, in_session, laid
from learnsession.packs.library import find_framework, find_pack
from learnsession.room.room import Room
from learnsession.session.action_events import ActionFields
from learnsession.tui.screens.action_fields import (
    LINES,
    Choosing,
    Ending,
    help_for,
    origins_of,
    read_line,
    shown,
)
from learnsession.tui.screens.filled import Filled, changes, filled_from
from learnsession.tui.screens.form_reading import Sheet, Typed, fill, read_form

TODAY = date(2026, 11, 21)
SOMEWHERE = Path("nowhere")
FRAMEWORK = find_framework("norfolk-thematic-learning", SOMEWHERE).framework
ORIGINS = origins_of(find_pack("norfolk-child-ai", SOMEWHERE).pack)
CHOOSING = Choosing(FRAMEWORK, ORIGINS)

TYPED = {
    "owner": "team manager",
    "due": "18/12/2026",
    "measure": "each file has one",
    "evidence": "the audit in March",
    "review_date": "15/1/2027",
    "barrier": "no time",
    "rationale": "small signs add up",
    "recommendation": "1",
    "level": "service",
    "carried_by": "head of service",
    "reply_by": "20 January 2027",
    "agency": "social care",
    "themes": "neglect, our own",
    "standards": "1.4",
}
WHOLE = ActionFields(
    rationale="small signs add up",
    level="service",
    agency="social care",
    carried_by="head of service",
    reply_by=date(2027, 1, 20),
    measure="each file has one",
    evidence="the audit in March",
    review_date=date(2027, 1, 15),
    barrier="no time",
    themes=("neglect", "our own"),
    standards=("1.4",),
    recommendation=ORIGINS[0].id,
)


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    with laid(tmp_path) as made:
        yield made


def line(name: str) -> Any:
    return next(each for each in LINES if each.name == name)


def sheet(before: Filled, **more: Any) -> Sheet:
    return Sheet(before, more.pop("kept", before), TODAY, CHOOSING, **more)


def typed(on: Sheet, text: str | None = None, reason: str = "", **lines: str) -> Typed:
    stood = {each.name: on.stood(each) for each in LINES}
    return Typed(on.before.text if text is None else text, stood | lines, reason)


# What is typed and what it means


def test_the_form_has_every_field_of_an_action():
    assert {each.name for each in LINES} == {"owner", "due", *ActionFields.model_fields}


def test_every_line_is_read_and_shown_again_as_the_same():
    for each in LINES:
        value = read_line(each, TYPED[each.name], TODAY, CHOOSING)
        assert read_line(each, shown(each, value, CHOOSING), TODAY, CHOOSING) == value


@pytest.mark.parametrize(
    ("said", "meant"),
    [("Team", "team"), ("p", "partnership"), ("individual", "individual")],
)
def test_a_level_is_read_from_its_beginning(said: str, meant: str):
    assert read_line(line("level"), said, TODAY, CHOOSING) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Neglect", ("neglect",)),
        ("#neglect, neglect", ("neglect",)),
        ("prof,", ("professional-curiosity",)),
        ("Professional curiosity", ("professional-curiosity",)),
        ("our own", ("our own",)),
    ],
)
def test_themes_are_found_by_id_title_or_beginning(said: str, meant: tuple[str, ...]):
    assert read_line(line("themes"), said, TODAY, CHOOSING) == meant


def test_a_recommendation_is_found_by_number_name_or_words():
    first = ORIGINS[0]
    for said in ("1", first.label, first.id, first.text[:40]):
        assert read_line(line("recommendation"), said, TODAY, CHOOSING) == first.id
    assert help_for(line("recommendation"), "1", CHOOSING) == first.text
    assert read_line(line("recommendation"), "anything", TODAY, Choosing()) == "anything"


def test_what_is_typed_is_helped_with():
    assert help_for(line("themes"), "neglect, prof", CHOOSING) == "Professional curiosity"
    assert "kept as you typed it" in help_for(line("themes"), "our own", CHOOSING)
    assert help_for(line("standards"), "1.4", CHOOSING) == CHOOSING.standards["1.4"]


async def test_the_last_of_several_is_completed():
    ending = Ending(CHOOSING.themes, several=True)
    assert await ending.get_suggestion("neglect, prof") == "neglect, professional-curiosity"
    assert await ending.get_suggestion("neglect, ") is None
    assert await Ending(["Team"], several=False).get_suggestion("te") == "team"


# What is given back


def test_all_that_is_typed_is_given_back():
    on = sheet(Filled("Do it"))
    words = typed(on, **TYPED)
    reading = read_form(on, words)
    assert reading.wrong == {}
    filled = fill(on, words, reading.values)
    assert filled == Filled("Do it", "team manager", date(2026, 12, 18), WHOLE)


def test_what_is_not_touched_stays_to_the_letter():
    before = Filled("Do\nit ", "lead", date(2026, 1, 5), replace_words("two\nlines"))
    on = sheet(before)
    assert read_form(on, typed(on)).wrong == {}
    assert fill(on, typed(on), read_form(on, typed(on)).values) == before


def replace_words(rationale: str) -> ActionFields:
    return WHOLE.model_copy(update={"rationale": rationale})


def test_what_is_emptied_is_named():
    before = WHOLE.model_copy(update={"barrier": None})
    on = sheet(Filled("Do it", "lead", date(2026, 12, 18), before))
    words = typed(on, owner="", due="", measure="", themes="")
    filled = fill(on, words, read_form(on, words).values)
    assert filled is not None
    assert set(filled.cleared) == {"owner", "due", "measure", "themes"}
    assert (filled.owner, filled.due, filled.fields.measure) == ("", None, None)


@pytest.mark.parametrize(
    ("name", "said", "complaint"),
    [
        ("due", "end of term", "give the date. Esc again leaves this out."),
        ("due", "1/11/2026", "has passed. Esc again keeps it."),
        ("review_date", "soon", "Esc again leaves this out."),
        ("level", "everyone", "Write individual, team, service or partnership."),
        ("recommendation", "zzz", "is none of them."),
        ("recommendation", "the", "may be several of them."),
    ],
)
def test_what_cannot_be_read_or_has_passed_is_said(name: str, said: str, complaint: str):
    on = sheet(Filled("Do it", fields=WHOLE))
    assert complaint in read_form(on, typed(on, **{name: said})).wrong[name]


def test_what_cannot_be_read_stays_as_it_was_and_what_has_passed_is_kept():
    on = sheet(Filled("Do it", "lead", date(2026, 12, 18), WHOLE))
    words = typed(on, due="soon", review_date="1/11/2026")
    filled = fill(on, words, read_form(on, words).values)
    assert filled is not None
    assert filled.due == date(2026, 12, 18)
    assert filled.fields.review_date == date(2026, 11, 1)
    assert filled.cleared == ()


def test_without_words_there_is_no_action():
    on = sheet(Filled())
    assert "keeps nothing" in read_form(on, typed(on, " ")).wrong["text"]
    assert fill(on, typed(on, " "), read_form(on, typed(on, " ")).values) is None
    on = sheet(Filled("Do it"))
    assert "as they were" in read_form(on, typed(on, "")).wrong["text"]
    filled = fill(on, typed(on, ""), read_form(on, typed(on, "")).values)
    assert filled is not None
    assert filled.text == "Do it"


def test_a_rewording_after_closing_needs_a_reason():
    on = sheet(Filled("Do it", "lead"), asks_reason=True)
    assert read_form(on, typed(on, measure="seen")).wrong == {}
    for words in (typed(on, "Do that"), typed(on, owner="team manager"), typed(on, due="18/12")):
        reading = read_form(on, words)
        assert list(reading.wrong) == ["reason"]
        filled = fill(on, words, reading.values)
        assert filled is not None
        assert (filled.text, filled.owner, filled.due) == ("Do it", "lead", None)
        assert read_form(on, replace(words, reason="misheard")).wrong == {}
    reworded = sheet(Filled("Do that", "lead"), kept=Filled("Do it", "lead"), asks_reason=True)
    assert "reason" in read_form(reworded, typed(reworded)).wrong, "reworded in the box before"


def test_only_what_is_another_is_told(table: Table):
    room = table.session("x", leave=False)
    kept = room.agree_action("Do it", "lead", None, None, WHOLE).entry
    action = room.action(kept.id)
    filled = filled_from(action)
    assert filled == Filled("Do it", "lead", None, WHOLE)
    assert changes(action, filled) == {}
    fields = WHOLE.model_copy(update={"measure": "seen", "themes": None})
    other = replace(filled, text="Do that", fields=fields, cleared=("themes",))
    assert changes(action, other) == {
        "text": "Do that",
        "fields": ActionFields(measure="seen"),
        "cleared": ("themes",),
    }
    room.leave()


# On the screen


async def fill_all(hand: Hand) -> None:
    """Enter from field to field, from `owner` on."""
    for each in LINES:
        assert hand.app.focused is not None
        assert hand.app.focused.id == f"{each.name}-input", each
        assert hand.app.screen.can_view_entire(hand.app.focused)
        await hand.paste(TYPED[each.name])
        if each is not LINES[-1]:
            await hand.press("enter")


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x36"])
async def test_every_field_by_keyboard_from_the_box(table: Table, size):
    async with in_session(table, size, step=9) as hand:
        await hand.press("a", *"Do it", "f4")
        await hand.settle()
        assert hand.on == "ActionFormScreen"
        assert hand.half_written == "Do it", "until it is kept"
        await fill_all(hand)
        await hand.press("enter")
        await hand.settle()
        assert hand.on == "SessionScreen"
        (action,) = hand.room.agreed
        assert filled_from(action) == Filled("Do it", "team manager", date(2026, 12, 18), WHOLE)
        assert action.source.prompt
        assert f"Kept as {action.ref}." in hand.words("#entry-understood")
        assert hand.half_written == ""
        assert not list(table.root.rglob("*.draft.json"))


async def test_f4_takes_along_what_the_line_says(table: Table):
    async with in_session(table, LARGE, step=9) as hand:
        await hand.press("a", *"Ask @lead by 1/12 #neglect", "f4")
        await hand.settle()
        values = {each.id: each.value for each in hand.app.screen.query(Input)}
        assert values["owner-input"] == "lead"
        assert values["due-input"] == "Tue 1 Dec 2026"
        assert values["themes-input"] == "neglect"
        assert "Which of the seven events" in hand.seen()
        assert "measure" in (hand.app.focused.id or "")


async def test_the_recommendation_on_the_screen_is_filled_in(table: Table):
    async with in_session(table, LARGE, form="workshop-90") as hand:
        ids = {each.id: each.label for each in ORIGINS}
        step = next(s for s in hand.room.agenda.steps if s.points and s.points[0].id in ids)
        hand.app.screen.do(lambda: hand.room.go(step.number))
        while not hand.room.points:
            await hand.press("space")
        on = hand.room.step.points[hand.room.points - 1].id
        await hand.press("a", *"Ask", "f4")
        await hand.settle()
        assert hand.app.screen.query_one("#recommendation-input", Input).value == ids[on]


async def test_what_cannot_be_read_is_said_once_and_then_left_out(table: Table):
    async with in_session(table, SMALL, step=9) as hand:
        await hand.press("a", *"Do it", "f4", "enter", *"soon", "escape")
        assert hand.on == "ActionFormScreen"
        assert "a different day to everyone" in hand.seen()
        assert hand.app.focused.id == "due-input"
        await hand.press(*"er", "escape")
        assert hand.on == "ActionFormScreen", "it was changed, so it is said again"
        await hand.press("escape")
        await hand.settle()
        assert hand.on == "SessionScreen"
        assert hand.room.agreed[0].due is None


async def test_a_form_without_an_action_goes_back_to_the_box(table: Table):
    async with in_session(table, SMALL, step=9) as hand:
        await hand.press("a", "f4", "escape")
        assert "Write what somebody will do." in hand.seen()
        await hand.press("escape", *"Ask")
        assert hand.on == "SessionScreen"
        assert hand.half_written == "Ask"
        assert not hand.room.agreed


async def test_who_carries_it_is_asked_only_above_the_team(table: Table):
    async with in_session(table, LARGE, step=9) as hand:
        await hand.press("a", *"Do it", "f4")
        carried = hand.app.screen.query_one("#carried_by")
        assert not carried.display
        hand.app.screen.set_focus(hand.app.screen.query_one("#level-input"))
        await hand.press(*"serv")
        assert carried.display
        await hand.press("right")
        assert hand.app.screen.query_one("#level-input", Input).value == "service"
        await hand.press(*["backspace"] * 7, *"team")
        assert not carried.display


async def test_the_words_may_have_several_lines(table: Table):
    async with in_session(table, LARGE, step=9) as hand:
        await hand.press("a", *"Do it", "f4", "shift+tab", "ctrl+j", *"now", "enter", *"lead")
        await hand.press("escape")
        await hand.settle()
        assert (hand.room.agreed[0].action, hand.room.agreed[0].owner) == ("Do it\nnow", "lead")


async def test_f_in_the_list_fills_in_an_action_that_was_kept(table: Table):
    async with in_session(table, LARGE, step=9) as hand:
        await hand.add("One")
        await hand.press("a", *"Ask @lead #neglect", "enter", "escape", "e")
        assert "f All fields" in hand.seen()
        await hand.press("f")
        await hand.settle()
        assert "Every field of A-0001" in hand.seen()
        await hand.press(*"1/12", "enter", *"it is seen")
        await hand.press("escape")
        await hand.settle()
        assert hand.on == "EntriesScreen"
        (action,) = hand.room.agreed
        assert (str(action.due), action.measure) == ("2026-12-01", "it is seen")
        assert (action.owner, action.themes) == ("lead", ("neglect",))
        assert [told.what for told in action.history] == ["agreed", "amended", "changed"]
        await hand.press("f", "escape")
        await hand.settle()
        assert len(hand.room.agreed[0].history) == 3, "nothing was another"
        await hand.press("up", "f")
        assert hand.on == "EntriesScreen", "what was heard has no such form"


async def test_f4_while_an_action_is_reworded_keeps_what_was_said_of_it(table: Table):
    async with in_session(table, LARGE, step=9) as hand:
        agree(hand.room)
        await hand.press("e", "enter", *" soon @head of service", "f4")
        await hand.settle()
        assert "Every field of A-0001" in hand.seen()
        await hand.press("escape")
        await hand.settle()
        (action,) = hand.room.agreed
        assert (action.action, action.owner) == ("Do it soon", "head of service")
        assert filled_from(action).fields == WHOLE
        assert not hand.box.display


def agree(room: Room) -> None:
    room.agree_action("Do it", "lead", None, None, WHOLE)


async def test_a_reason_is_asked_for_where_the_session_was_closed_with_it(table: Table):
    room = table.session("One", leave=False)
    room.agree_action("Ask", "lead")
    room.close()
    room.settle()
    room.leave()
    session = room.record.started.session
    table.desk.reopen(session)
    async with in_reopened(table, session) as hand:
        await hand.press("e", "f")
        await hand.settle()
        await hand.press(*["shift+tab"] * 3, *" them", "escape")
        assert "Say why it is reworded." in hand.seen()
        await hand.press(*"misheard", "escape")
        await hand.settle()
        assert hand.room.agreed[0].action == "Ask them"
        assert hand.room.record.agreed_actions[0].history[0].reason == "misheard"


def in_reopened(table: Table, session: str) -> Any:
    from contextlib import asynccontextmanager

    from journeys.hand import at_keyboard, let_go

    @asynccontextmanager
    async def opened() -> Any:
        async with at_keyboard(table, LARGE, table.app(resume=session)) as hand:
            await hand.settle()
            await hand.press("enter")
            await hand.settle()
            yield hand
            await let_go(hand)

    return opened()
