"""Words are removed from every event that holds them, and nothing else is changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_events import INSIDE, KINDS, made

from learnsession.errors import RefusedError
from learnsession.session import action_events as said
from learnsession.session import events as ev
from learnsession.session import facilitation as does
from learnsession.session.folding import fold
from learnsession.session.history import story
from learnsession.session.phrases import Phrase
from learnsession.session.record import REMOVED
from learnsession.session.removing import (
    TYPED,
    EntryRemoval,
    PhraseRemoval,
    entries_with,
    places,
    without,
)
from support import at, heard, session, started

NOT_TYPED = {
    *("type", "session", "ref", "pack", "pack_title", "pack_sha256", "format", "format_sha256"),
    *(
        "activities",
        "id",
        "step",
        "phase",
        "entry",
        "activity",
        "prompt",
        "when",
        "kinds",
        "within",
    ),
    *("status", "level", "stage", "answer", "cleared", "said", "escalation"),
    *("standards", "amended", "session_id"),
}
"""Texts that no person wrote in a session: ids, names of things, and words that are ours."""

NAME = "Jon Smith"


DAY = date(2026, 4, 1)
FIELDS = said.ActionFields(
    rationale=NAME, level="team", agency=NAME, carried_by=NAME, measure=NAME, evidence=NAME,
    barrier=NAME, themes=("voice", NAME), standards=("1.4",), review_date=DAY,
)  # fmt: skip


def said_of(entry: str) -> list[ev.Event]:
    """A saying of each kind that holds a name wherever somebody types."""
    common: dict[str, Any] = {"entry": entry, "by": "manager"}
    return [
        said.ActionChanged(
            at=at(3.2), id="X2", text=f"See {NAME}", owner=NAME, fields=FIELDS,
            cleared=("barrier",), reason=NAME, **common,
        ),
        said.ActionProgressed(at=at(3.3), id="X3", answer="going", note=NAME, due=DAY, **common),
        said.EscalationRaised(
            at=at(3.4), id="X4", concern=NAME, stage="line-manager", to=NAME, on=DAY, **common
        ),
        said.EscalationAnswered(
            at=at(3.5), id="X5", escalation="X4", outcome=NAME, on=DAY, **common
        ),
    ]  # fmt: skip


def told() -> list[ev.Event]:
    """A session in which a name stands in every place where somebody types."""
    return [
        started(
            team=f"{NAME}'s team",
            facilitator=f"{NAME}, manager",
            pack_title=f"The briefing on {NAME}",
            briefing=ev.Briefing(title=f"The briefing on {NAME}", partnership=NAME, reference=NAME),
            previous_actions=(
                ev.PreviousAction(
                    action=f"Ring {NAME}", owner=NAME, session="S-0000", id="E0", ref="A-0001",
                    barrier=f"{NAME} is away",
                    escalations=(
                        said.OpenEscalation(
                            id="X0", concern=NAME, stage="partnership", to=NAME, on=DAY
                        ),
                    ),
                ),
            ),
        ),
        ev.AttendanceRecorded(at=at(1), head_count=3, roles=("nurse", f"{NAME} (school)")),
        heard("E1", f"{NAME} said that JON  SMITH was tired", 2),
        ev.ActionAgreed(
            at=at(3), entry="E2", text=f"See {NAME}", phase="talk", step="talk.map",
            owner=NAME, due=DAY, ref="A-0002", fields=FIELDS,
        ),
        said.ActionProgressed(
            at=at(3.1), entry="E0", id="X1", by=NAME, answer="stuck", barrier=NAME, to=NAME
        ),
        *said_of("E2"),
        ev.EntryAmended(at=at(4), entry="E1", text="He was tired", by=NAME, reason=f"not {NAME}"),
        ev.EntryWithdrawn(at=at(5), entry="E2", by="manager", reason=f"{NAME} asked"),
        ev.EntryRestored(at=at(5.1), entry="E2", by="manager", undoes=11),
        ev.EntryWithdrawn(at=at(5.2), entry="E2", by="manager", reason=f"{NAME} asked"),
        ev.FindingsKept(at=at(6), entry="E1", kinds=("name",), reason=f"{NAME} is a pseudonym"),
        ev.SessionClosed(at=at(7)),
    ]  # fmt: skip


def words(value: Any) -> Iterator[str]:
    """Every text in plain values, at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from words(each)
    elif isinstance(value, list):
        for each in value:
            yield from words(each)


def test_a_phrase_goes_from_every_place_where_somebody_types() -> None:
    left = without(told(), PhraseRemoval("jon smith"))
    assert not [text for event in left for text in words(ev.to_plain(event)) if "mith" in text]
    assert fold(left).started.pack_title == f"The briefing on {REMOVED}"
    assert left[-1] is not None
    assert [event.type for event in left] == [event.type for event in told()]


def test_where_it_stands_is_told_by_numbers_and_names_alone() -> None:
    found = places(map(ev.to_plain, told()), PhraseRemoval("jon smith"))
    fields, sayings = 7, 3 + 7 + 1 + 2 + 1
    assert found.entries == {1: 2 + 2 + 1, 2: 2 + fields + sayings + 2}
    assert found.elsewhere == {
        "the set-up": 6, "what we said we would do": 2 + 3 + 3, "who was here": 1,
    }  # fmt: skip
    assert found.total == 45
    assert found.inside_words == 0
    assert places(map(ev.to_plain, told()), PhraseRemoval("on smi")).inside_words == 45


def test_a_phrase_can_be_removed_from_one_entry_alone() -> None:
    removal = PhraseRemoval(NAME, "E2")
    left = without(told(), removal)
    assert fold(left).entries[0] == fold(told()).entries[0]
    assert fold(left).started == fold(told()).started
    assert (fold(left).entries[1].text, fold(left).entries[1].owner) == (f"See {REMOVED}", REMOVED)
    draft = {"text": NAME, "owner": "", "due": "", "reason": "", "entry": "E1"}
    assert removal.draft(draft)[1] == 0
    assert removal.draft({**draft, "entry": "E2"})[1] == 1


def test_the_entries_that_lost_a_phrase_say_when_in_their_history() -> None:
    removal = PhraseRemoval(NAME)
    within = entries_with(told(), removal)
    assert within == ("E1", "E2", "E0")
    removed = ev.WordsRemoved(at=at(9), count=17, within=within)
    left = fold([*without(told(), removal), heard("E3", "later"), removed])
    assert [entry.phrases_removed_at for entry in left.entries] == [(at(9),), (at(9),), ()]
    assert story(left.entries[1])[-1].headline == "Words removed for good by [removed], manager"
    assert story(left.entries[1])[-1].at == at(9)
    assert left.removals == (at(9),)


def test_the_title_of_a_published_pack_stays() -> None:
    events = [started(pack_title="Child AI"), heard("E1", "child ai")]
    left = without(events, PhraseRemoval("child ai"))
    assert fold(left).started.pack_title == "Child AI"
    assert fold(left).entries[0].text == REMOVED


@pytest.mark.parametrize("phrase", ["", "  \n", "J", "é"])
def test_a_phrase_of_less_than_two_characters_is_refused(phrase: str) -> None:
    with pytest.raises(RefusedError, match="Nothing was changed"):
        PhraseRemoval(phrase)


def test_an_entry_goes_with_every_wording_owner_and_reason() -> None:
    left = without(told(), EntryRemoval("E2"))
    assert fold(left).entries[0] == fold(told()).entries[0]
    plain = [ev.to_plain(event) for event in left if getattr(event, "entry", None) == "E2"]
    assert plain == [
        {"type": "action-agreed", "at": "2026-03-02T12:03:00Z", "entry": "E2", "text": REMOVED,
         "phase": "talk", "step": "talk.map", "due": "2026-04-01", "ref": "A-0002"},
        {"type": "action-changed", "at": "2026-03-02T12:03:12Z", "entry": "E2", "id": "X2",
         "by": "manager", "text": REMOVED, "cleared": ["barrier"], "reason": REMOVED},
        {"type": "action-progressed", "at": "2026-03-02T12:03:18Z", "entry": "E2", "id": "X3",
         "by": "manager", "answer": "going", "note": REMOVED, "due": "2026-04-01"},
        {"type": "escalation-raised", "at": "2026-03-02T12:03:24Z", "entry": "E2", "id": "X4",
         "by": "manager", "concern": REMOVED, "stage": "line-manager", "to": REMOVED,
         "on": "2026-04-01"},
        {"type": "escalation-answered", "at": "2026-03-02T12:03:30Z", "entry": "E2", "id": "X5",
         "by": "manager", "escalation": "X4", "outcome": REMOVED, "on": "2026-04-01"},
        {"type": "entry-withdrawn", "at": "2026-03-02T12:05:00Z", "entry": "E2",
         "by": "manager", "reason": REMOVED},
        {"type": "entry-restored", "at": "2026-03-02T12:05:06Z", "entry": "E2",
         "by": "manager", "undoes": 11},
        {"type": "entry-withdrawn", "at": "2026-03-02T12:05:12Z", "entry": "E2",
         "by": "manager", "reason": REMOVED},
    ]  # fmt: skip
    assert without(left, EntryRemoval("E2")) == left


@pytest.mark.parametrize("entry", ["E1", "E2"])
def test_the_screen_and_the_file_say_the_same_of_a_removed_entry(entry: str) -> None:
    """On the screen it is gone at once, before the file has been written anew."""
    removed = ev.WordsRemoved(at=at(9), count=1, entry=entry)
    seen = fold([*told(), removed])
    assert seen == fold([*without(told(), EntryRemoval(entry)), removed])
    gone = seen.entry(entry)
    assert gone is not None
    assert (gone.text, gone.removed_at) == (REMOVED, at(9))
    assert seen.removals == (at(9),)


def test_a_removed_action_takes_along_what_was_said_of_it_and_nothing_of_others() -> None:
    removed = ev.WordsRemoved(at=at(9), count=1, entry="E2")
    seen = fold([*told(), removed])
    about = [event for event in seen.said if event.entry == "E2"]
    assert len(about) == len(said_of("E2"))
    assert not [text for event in about for text in words(ev.to_plain(event)) if NAME in text]
    assert [e for e in seen.said if e.entry == "E0"] == [
        e for e in fold(told()).said if e.entry == "E0"
    ]


def test_an_entered_action_goes_with_its_words_and_keeps_its_team() -> None:
    event = said.ActionEntered(
        at=at(1), entry="E9", ref="A-0009", text=NAME, team="Duty team", owner=NAME, by="manager",
        fields=FIELDS,
    )  # fmt: skip
    (left,) = without([event], EntryRemoval("E9"))
    assert ev.to_plain(left) == {
        "type": "action-entered", "at": "2026-03-02T12:01:00Z", "entry": "E9", "ref": "A-0009",
        "text": REMOVED, "team": "Duty team", "by": "manager",
    }  # fmt: skip


@given(st.sampled_from(get_args(ev.ActionEvent)).flatmap(made))
def test_no_saying_of_a_removed_entry_keeps_what_was_typed(event: ev.ActionEvent) -> None:
    (left,) = without([event], EntryRemoval(event.entry))
    plain = ev.to_plain(left)
    assert "owner" not in plain
    assert "fields" not in plain
    assert {plain[name] for name in (TYPED - {"by"}) & plain.keys()} <= {REMOVED}
    assert without([left], EntryRemoval(event.entry)) == (left,)


def test_removing_is_nothing_that_happened_in_the_room() -> None:
    """Years later, a session that broke off has not become longer, nor the latest one."""
    running = [started(), heard("E1", "a name", 1)]
    later = ev.WordsRemoved(at=at(60 * 24 * 400), count=1)
    assert fold([*running, later]).last_at == at(1)
    assert fold([*running, later]).clock == fold(running).clock


def test_a_removed_entry_can_be_taken_back_but_not_amended_or_removed_again() -> None:
    removed = session(heard("E1", "a name"), ev.WordsRemoved(at=at(2), count=1, entry="E1"))
    entry = removed.entries[0]
    for again in (
        lambda: does.amend(removed, entry, "other words", at(3)),
        lambda: does.remove_for_good(removed, entry, at(3)),
    ):
        with pytest.raises(RefusedError, match="removed for good"):
            again()
    assert does.withdraw(removed, entry, at(3)).entry == "E1"


def test_removing_is_refused_when_closed_or_paused() -> None:
    for event in (ev.SessionClosed(at=at(2)), ev.MomentTaken(at=at(2))):
        stands = session(heard("E1", "a name"), event)
        with pytest.raises(RefusedError):
            does.remove_for_good(stands, stands.entries[0], at(3))


def test_every_text_of_an_event_is_known_to_be_typed_or_not() -> None:
    """Whoever adds a field has to say which it is: forgotten, it would keep what was removed."""
    named = {name for model in (*KINDS, *INSIDE) for name, field in model.model_fields.items()
             if any(kind is str or isinstance(kind, str) for kind in _types(field.annotation))
             }  # fmt: skip
    assert named - NOT_TYPED == TYPED
    assert not NOT_TYPED & TYPED


def _types(annotation: Any) -> set[Any]:
    inner = get_args(annotation)
    return {annotation}.union(*map(_types, inner)) if inner else {annotation}


PHRASES = st.text(st.sampled_from("ab éE\u0301 "), min_size=2, max_size=4).filter(
    lambda typed: Phrase(typed).length > 1
)


@given(st.sampled_from(KINDS).flatmap(made), PHRASES)
def test_any_event_loses_the_phrase_and_nothing_else(event: ev.Event, phrase: str) -> None:
    before, looked_for = ev.to_plain(event), Phrase(phrase)
    (left,) = without([event], PhraseRemoval(phrase))
    assert ev.from_plain(ev.to_plain(left)) == left
    assert (left is event) == (before == ev.to_plain(left))
    typed = TYPED | ({"pack_title"} if before.get("briefing") else set())
    _same_but(before, ev.to_plain(left), typed, looked_for)


def _same_but(before: Any, left: Any, typed: Any, phrase: Phrase, name: str = "") -> None:
    assert type(before) is type(left)
    if isinstance(before, dict):
        assert before.keys() == left.keys()
        for key in before:
            _same_but(before[key], left[key], typed, phrase, key)
    elif isinstance(before, list):
        assert len(before) == len(left)
        for one, other in zip(before, left, strict=True):
            _same_but(one, other, typed, phrase, name)
    elif isinstance(before, str) and name in typed:
        assert left == phrase.removed_from(before)[0]
        assert not list(phrase.spans(left))
    else:
        assert before == left
