"""Events as they are kept: what was written can be read, today and years from now."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnsession.session import action_events as actions
from learnsession.session import events as ev
from learnsession.session import terms
from learnsession.session.agreeing import owed_at_start
from learnsession.session.folding import fold
from learnsession.session.happening import Kept
from support import NOON, started

SAMPLES = Path(__file__).parent / "samples"
NEWEST = SAMPLES / "events-format-3.json"
"""One event of each type, as today's format keeps them. None is ever rewritten: old sessions look
like the older ones."""

KINDS: tuple[type[ev.Happening], ...] = get_args(ev.Event)

INSIDE: tuple[type[Kept], ...] = (
    ev.PlannedPhase,
    ev.PreviousAction,
    ev.Briefing,
    actions.ActionFields,
    actions.OpenEscalation,
)
"""What stands inside events."""

moments = st.datetimes(
    min_value=datetime(2000, 1, 1),
    max_value=datetime(2100, 1, 1),
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=1)), timezone(timedelta(hours=-9.5))]),
)
words = st.text(st.characters(codec="utf-8"))
names = st.lists(words, max_size=3).map(tuple)


def several(kind: type[Kept]) -> st.SearchStrategy[object]:
    """Up to three of what stands inside events."""
    return st.deferred(lambda: st.lists(made(kind), max_size=3).map(tuple))


FIELDS: dict[str, st.SearchStrategy[object]] = {
    "phases": several(ev.PlannedPhase),
    "previous_actions": several(ev.PreviousAction),
    "escalations": several(actions.OpenEscalation),
    "fields": st.deferred(lambda: made(actions.ActionFields)),
    "briefing": st.deferred(lambda: made(ev.Briefing)),
    "minutes": st.integers(0, 240),
    "head_count": st.integers(0, 1000),
    "points": st.integers(0, 99),
    "seconds": st.integers(-600, 600),
    "count": st.integers(0, 99),
    "undoes": st.integers(1, 99),
    "scores": st.lists(st.integers(1, 5), max_size=9).map(tuple),
    "when": st.sampled_from(["before", "after"]),
    "answer": st.sampled_from(get_args(terms.Answer)),
    "status": st.sampled_from(get_args(terms.Status)),
    "level": st.sampled_from(get_args(terms.Level)),
    "stage": st.sampled_from(get_args(terms.Stage)),
    **dict.fromkeys(("at", "finish_by", "agreed", "last", "not_before"), moments),
    "amended": st.one_of(moments, st.dictionaries(words, moments, max_size=3)),
    **dict.fromkeys(("on", "due", "reply_by", "review_date"), st.dates()),
    **dict.fromkeys(("stops", "pinned"), st.booleans()),
    **dict.fromkeys(("activities", "roles", "kinds", "within"), names),
    **dict.fromkeys(("themes", "standards", "cleared"), names),
}
"""Values for a field by its name; every other field is text."""


def nullable(kind: type[Kept]) -> set[str]:
    """The fields that may be left out."""
    return {n for n, f in kind.model_fields.items() if type(None) in get_args(f.annotation)}


def made(kind: type[Kept]) -> st.SearchStrategy[Any]:
    """Any event of this kind, or what stands inside one, with and without what may be left out."""
    given_fields = {name: FIELDS.get(name, words) for name in kind.model_fields if name != "type"}
    given_fields |= {name: st.none() | given_fields[name] for name in nullable(kind)}
    return st.fixed_dictionaries(given_fields).map(kind.model_validate)


@given(st.sampled_from(KINDS).flatmap(made))
def test_every_event_survives_being_kept(event: ev.Event) -> None:
    kept = json.loads(json.dumps(ev.to_plain(event)))
    assert ev.from_plain(kept) == event


@pytest.mark.parametrize("kind", [*KINDS, *INSIDE])
def test_an_event_with_nothing_that_may_be_left_out_survives(kind: type[Kept]) -> None:
    """Absent values are not written, so each needs a default to be read back."""
    assert not {n for n in nullable(kind) if kind.model_fields[n].is_required()}


def test_every_model_with_a_type_is_one_of_the_events() -> None:
    declared = {kind for module in (ev, actions) for kind in vars(module).values()
                if isinstance(kind, type) and issubclass(kind, Kept)}  # fmt: skip
    declared -= {Kept, ev.Happening, actions._Said}
    typed = {kind for kind in declared if "type" in kind.model_fields}
    assert (typed, declared - typed) == (set(KINDS), set(INSIDE))


def test_types_are_unique_and_called_like_their_models() -> None:
    for kind in KINDS:
        words = "".join(f"-{c.lower()}" if c.isupper() else c for c in kind.__name__).strip("-")
        assert kind.model_fields["type"].default == words


class TestTheSample:
    @pytest.fixture(params=sorted(SAMPLES.glob("events-format-*.json")), ids=lambda path: path.stem)
    def kept(self, request: pytest.FixtureRequest) -> list[dict[str, object]]:
        """Events as each released format kept them."""
        return json.loads(request.param.read_text(encoding="utf-8"))

    def test_the_newest_holds_every_type(self) -> None:
        kept = json.loads(NEWEST.read_text(encoding="utf-8"))
        assert {values["type"] for values in kept} == {
            kind.model_fields["type"].default for kind in KINDS
        }

    def test_is_read_and_written_again_as_it_stands(self, kept: list[dict[str, object]]) -> None:
        assert [ev.to_plain(ev.from_plain(values)) for values in kept] == kept

    def test_adds_up_to_what_happened(self, kept: list[dict[str, object]]) -> None:
        record = fold(ev.from_plain(values) for values in kept)
        assert (record.started.ref, record.state) == ("S-0042", "open")
        assert [entry.text for entry in record.standing] == ["What we heard, reworded. Łódź"]
        assert [entry.due for entry in record.entries] == [None, date(2026, 4, 1)]
        assert (record.attendance.head_count, record.attendance.roles) == (9, ("health visitor",))
        assert (record.confidence_before, record.confidence_after) == ((2, 3, 3), (4,))
        assert record.review_date == date(2026, 6, 1)
        assert record.started.previous_actions[0].line == (
            "Ring the school · manager · due 01/03/2026 · from S-0041"
        )

    def test_the_newest_tells_what_became_of_earlier_actions(self) -> None:
        kept = json.loads(NEWEST.read_text(encoding="utf-8"))
        (owed,) = owed_at_start(fold(ev.from_plain(values) for values in kept))
        assert (owed.ref, owed.status, owed.due) == ("A-0007", "cannot-proceed", date(2026, 4, 20))
        assert [each.outcome for each in owed.escalations] == ["A minibus from April"]
        assert [(told.what, told.undone) for told in owed.history] == [
            ("escalation-answered", False),
            ("going", False),
            ("stuck", False),
            ("escalated", True),
        ]


class TestMoments:
    def test_are_kept_in_utc(self) -> None:
        summer = datetime(2026, 7, 1, 12, 0, tzinfo=timezone(timedelta(hours=1)))
        plain = ev.to_plain(ev.ConcernRaised(at=summer))
        assert plain == {"at": "2026-07-01T11:00:00Z", "type": "concern-raised"}

    def test_without_a_zone_are_refused(self) -> None:
        with pytest.raises(ValueError, match="timezone"):
            ev.ConcernRaised(at=datetime(2026, 7, 1))


@pytest.mark.parametrize(
    "values",
    [
        None,
        [],
        {},
        {"type": "nosuch", "at": "2026-03-02T12:00:00Z"},
        {"type": "concern-raised"},
        {"type": "concern-raised", "at": "2026-03-02T12:00:00Z", "text": "a name"},
        {"type": "confidence-given", "at": "2026-03-02T12:00:00Z", "when": "after", "scores": [6]},
        {"type": "concern-raised", "at": "0001-01-01T00:00:00+14:00"},
    ],
)
def test_what_is_no_event_is_a_value_error(values: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - pydantic's words are not ours
        ev.from_plain(values)


def test_an_event_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        started().team = "another"  # type: ignore[misc]


def test_the_line_of_a_previous_action_leaves_out_what_is_not_known() -> None:
    assert ev.PreviousAction(action="Ask", session="S-0001").line == "Ask · from S-0001"
    outside = ev.PreviousAction(action="Ask", session="", ref="A-0001", due=date(2026, 4, 1))
    assert outside.line == "A-0001 · Ask · due 01/04/2026"
    assert started().at == NOON
