"""A note of a session that stopped at each event, or that was on a briefing of the room's own."""

from __future__ import annotations

from made_up import FORM, LAYOUT, PACK, START, ZONE, Telling

from learnsession.documents.markdown import to_markdown
from learnsession.notes.session_note import session_note
from learnsession.packs.format import Format
from learnsession.packs.model import Pack
from learnsession.session import events as ev
from learnsession.session.planning import plan

ASKED = [
    {"id": "thought", "text": "What would you have thought then?"},
    {"id": "next", "text": "What would you have done next?"},
]


def _stopping() -> Format:
    values = FORM.model_dump()
    for phase in values["phases"]:
        if phase["kind"] == "review":
            phase["stop_questions"] = ASKED
    return Format.model_validate(values)


def changed(**more: object) -> Pack:
    return Pack.model_validate(PACK.model_dump() | more)


def note(told: Telling, pack: Pack = PACK, *, stops: bool = True) -> str:
    record = told.record
    form = _stopping()
    agenda = plan(pack, form, record.started.activities, stops=stops)
    return to_markdown(
        session_note(record, pack, form, agenda, LAYOUT, local=ZONE, now=START, rehearsal=False)
    )


def stopped() -> Telling:
    told = Telling(stops=True).shown("review.summary")
    for event in ("first", "second"):
        step = f"review.events.{event}"
        told.then(ev.StepShown, step=step, phase="review", points=3)
    return told


def said(told: Telling, event: str, text: str, prompt: str | None) -> Telling:
    step = f"review.events.{event}"
    return told.then(
        ev.ReflectionAdded, entry=text, text=text, phase="review", step=step, prompt=prompt
    )


def test_the_events_stand_as_one_list_as_far_as_they_were_shown():
    text = note(stopped())
    assert "What happened (as shown, 2 of 3):" in text
    assert "An ambulance came twice." in text
    assert "The plan was stepped down." not in text
    assert "1 of 3" not in text.partition("What we heard")[0].replace("2 of 3", "")


def test_a_reflection_on_a_stop_says_which_event_and_which_question():
    told = said(stopped(), "second", "We would have rung.", "next")
    heard = note(told).partition("What we heard")[2]
    event, question = heard.index("A plan was made."), heard.index("What would you have done next?")
    assert event < question < heard.index("We would have rung.")
    assert "May" in heard[:event]
    assert "An ambulance came twice." not in heard


def test_two_events_are_kept_apart():
    told = said(stopped(), "second", "Later words.", "thought")
    heard = note(said(told, "first", "Earlier words.", "thought")).partition("What we heard")[2]
    order = ["An ambulance", "Earlier words.", "A plan was made.", "Later words."]
    assert [heard.index(words) for words in order] == sorted(heard.index(w) for w in order)


def test_source_notes_on_an_event_stand_there_once_it_was_stopped_at():
    remark = {"id": "odd", "kind": "disagrees", "text": "Two dates.", "about": ["second"]}
    pack = changed(source_notes=[remark])
    assert "Two dates." in note(stopped(), pack)
    assert "Two dates." not in note(Telling(stops=True).shown("review.summary"), pack)


def test_a_heading_with_a_colon_is_kept_whole():
    pack = changed(headings={"events": "Time: the years"})
    assert "Time: the years (as shown, 2 of 3):" in note(stopped(), pack)


def test_contacts_stand_with_the_source_and_say_check_first():
    pack = changed(contacts=[{"id": "line", "text": "Duty line 01 23", "source": "slide 9"}])
    part = note(Telling(), pack).partition("Purpose, source")[2].partition("Content note")[0]
    assert part.index("From the source, check first:") < part.index("Duty line 01 23")
    assert "check first" not in note(Telling())


def test_a_briefing_shows_what_was_given_and_not_what_was_not():
    asks = ["title", "partnership", "reference"]
    source = PACK.source.model_dump() | {"title": "Case Z"}
    pack = changed(asks=asks, title="Case Z", review="Case Z", source=source)
    given = ev.Briefing(title="Case Z")
    part = note(Telling(briefing=given), pack).partition("Purpose, source")[2]
    part = part.partition("Content note")[0]
    assert "Case Z" in part
    assert "nobody has compared" in part
    assert PACK.partnership not in part
    assert part.count("Not given") == 3
