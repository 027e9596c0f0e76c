"""The formats that ship: phases, minutes and words, as the product says them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from learnsession.packs.format import Format
from learnsession.session.planning import talk_budget

SESSIONS = Path(__file__).parents[2] / "sessions"

PHASES = {
    "team-30": [
        ("welcome", "Welcome", 2),
        ("previous-actions", "Last time", 2),
        ("review", "The review", 6),
        ("talk", "Talk", 11),
        ("heard", "Heard", 2),
        ("actions", "Actions", 5),
        ("check-out", "Check-out", 2),
    ],
    "workshop-90": [
        ("welcome", "Welcome", 8),
        ("check-in", "Check-in", 5),
        ("previous-actions", "Last time", 5),
        ("review", "The review", 15),
        ("known-unknown", "Known", 7),
        ("talk", "Talk", 25),
        ("heard", "Heard", 10),
        ("actions", "Actions", 10),
        ("check-out", "Check-out", 5),
    ],
}

SHOWS = {
    "team-30": ("summary", "events", "episodes", "parts", "learning-points", "recommendations"),
    "workshop-90": (
        "summary",
        "events",
        "episodes",
        "terms-of-reference",
        "parts",
        "learning-points",
        "recommendations",
        "response",
        "source-notes",
    ),
}

TITLES = {
    "previous-actions": "What we said we would do",
    "review": "The review",
    "known-unknown": "What we know and don't know",
    "heard": "What we heard",
    "actions": "What we will do",
}

NOT_TEXT = {"format", "minutes", "question_minutes"}
YES_OR_NO = {"essential", "essential_only", "talk_only", "worked_well", "written_for_pack"}


@pytest.fixture(scope="module", params=PHASES)
def form(request: pytest.FixtureRequest) -> Format:
    path = SESSIONS / "formats" / f"{request.param}.yaml"
    return Format.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


def test_phases_and_minutes(form: Format) -> None:
    assert [(phase.id, phase.short, phase.minutes) for phase in form.phases] == PHASES[form.id]
    assert [phase.kind for phase in form.phases] == [phase.id for phase in form.phases]
    assert form.minutes == {"team-30": 30, "workshop-90": 90}[form.id]


def test_titles(form: Format) -> None:
    for phase in form.phases:
        assert phase.title == TITLES.get(phase.id, phase.title)


def test_the_review_shows_what_a_pack_has_in_this_order(form: Format) -> None:
    (review,) = [phase for phase in form.phases if phase.kind == "review"]
    assert review.shows == SHOWS[form.id]


def test_a_stop_at_an_event_asks_what_one_would_have_thought_and_done(form: Format) -> None:
    (review,) = [phase for phase in form.phases if phase.kind == "review"]
    assert [(question.id, question.text) for question in review.stop_questions] == [
        ("then-thought", "What would you have thought then?"),
        ("then-next", "What would you have done next?"),
    ]
    assert not any(phase.stop_questions for phase in form.phases if phase is not review)


def test_the_two_standing_questions_are_asked(form: Format) -> None:
    asked = [question.text for phase in form.phases for question in phase.questions]
    assert "What was it like to be this child?" in asked
    assert "What worked well, and why?" in asked


def test_what_is_known_is_kept_apart_from_what_is_assumed() -> None:
    path = SESSIONS / "formats" / "workshop-90.yaml"
    form = Format.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    (phase,) = [phase for phase in form.phases if phase.kind == "known-unknown"]
    asked = {question.text for question in phase.questions}
    assert {"What do we know?", "What don't we know?", "What are we assuming?"} <= asked


def test_question_ids_are_unique(form: Format) -> None:
    ids = [
        question.id
        for phase in form.phases
        for question in (*phase.questions, *phase.stop_questions)
    ]
    assert len(ids) == len(set(ids))
    assert "differently" in ids


def test_minutes_left_for_activities(form: Format) -> None:
    assert talk_budget(form) == {"team-30": 8, "workshop-90": 25}[form.id]


def test_unused_minutes_of_previous_actions_pass_to_the_talk(form: Format) -> None:
    passed = {p.id: p.unused_minutes_to for p in form.phases if p.unused_minutes_to}
    assert passed == {"previous-actions": "talk"}


def test_what_the_room_is_asked_for(form: Format) -> None:
    takes = {phase.id: phase.takes for phase in form.phases}
    before = {"team-30": "welcome", "workshop-90": "check-in"}[form.id]
    assert "attendance" in takes["welcome"]
    assert "confidence-before" in takes[before]
    assert takes["check-out"] == ("differently", "confidence-after", "review-date")


def test_only_the_shortest_shows_essential_points_alone(form: Format) -> None:
    (review,) = [phase for phase in form.phases if phase.kind == "review"]
    assert review.essential_only == (form.id == "team-30")
    assert review.shows[:2] == ("summary", "events")
    assert ("source-notes" in review.shows) == (form.id == "workshop-90")


def test_ground_rules_are_the_same_and_short(form: Format) -> None:
    text = " ".join(form.ground_rules)
    for words in ("who said what", "by law", "local procedure", "blame", "identify", "step out"):
        assert words in text
    assert max(len(rule.split()) for rule in form.ground_rules) <= 20


def test_words_for_the_wall_are_short_and_the_facilitator_has_notes(form: Format) -> None:
    for phase in form.phases:
        assert len((phase.say or "").split()) <= 40, phase.id
        assert phase.notes, phase.id


@pytest.mark.parametrize(
    "path",
    [*sorted(SESSIONS.glob("*.yaml")), *sorted((SESSIONS / "formats").glob("*.yaml"))],
    ids=lambda path: path.stem,
)
def test_text_is_text_to_any_reader_of_yaml(path: Path) -> None:
    """Nothing unquoted that another reader takes for a number, a date or yes and no."""
    for key, value in scalars(yaml.safe_load(path.read_text(encoding="utf-8"))):
        expected = int if key in NOT_TEXT else bool if key in YES_OR_NO else str
        assert type(value) is expected, f"{key}: {value}"


def scalars(value: object, key: str = "") -> Iterator[tuple[str, object]]:
    """Every scalar, with the key it stands under."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from scalars(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from scalars(inner, key)
    else:
        yield key, value
