"""The plan that follows from a pack, a format and what was chosen."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnsession.errors import NotFoundError, RefusedError
from learnsession.packs.format import Format
from learnsession.packs.model import Pack
from learnsession.session.agenda import Agenda
from learnsession.session.fitting import fit
from learnsession.session.planning import plan, preselected, talk_budget
from support import activity, format_values, tiny_agenda, tiny_format, tiny_pack


def minutes(agenda: Agenda) -> list[int]:
    return [phase.minutes for phase in agenda.phases]


def with_phase(name: str, **changes: object) -> Format:
    phases = format_values()["phases"]
    assert isinstance(phases, list)
    return tiny_format(phases=[p | changes if p["id"] == name else p for p in phases])


class TestWhatIsPreselected:
    def test_essential_ones_that_fit(self, pack: Pack, form: Format) -> None:
        assert talk_budget(form) == 8
        assert preselected(pack, form) == ("map",)

    def test_a_later_one_that_fits_is_not_lost_behind_one_that_does_not(self, form: Format) -> None:
        sizes = [("long", 9), ("short", 5), ("tiny-one", 3)]
        pack = tiny_pack(activities=[activity(n, m, essential=True) for n, m in sizes])
        assert preselected(pack, form) == ("short", "tiny-one")

    def test_the_shortest_essential_one_when_none_fits(self, form: Format) -> None:
        activities = [
            activity("short", 9),
            activity("longest", 30, essential=True),
            activity("long", 20, essential=True),
        ]
        assert preselected(tiny_pack(activities=activities), form) == ("long",)

    def test_the_shortest_of_all_when_none_is_essential(self, form: Format) -> None:
        pack = tiny_pack(activities=[activity("long", 20), activity("short", 9)])
        assert preselected(pack, form) == ("short",)

    def test_something_even_when_the_format_leaves_no_time(self, pack: Pack) -> None:
        form = with_phase("talk", question_minutes=30)
        assert talk_budget(form) < 0
        assert preselected(pack, form) == ("map",)


class TestTalkMinutes:
    def test_are_those_of_the_questions_and_the_chosen_activities(self) -> None:
        assert tiny_agenda().phase("talk").minutes == 2 + 6
        assert tiny_agenda("letter").phase("talk").minutes == 2 + 8
        assert tiny_agenda("map", "letter", "quiet").phase("talk").minutes == 2 + 6 + 8 + 5

    def test_move_the_end_of_the_whole_session(self) -> None:
        assert tiny_agenda("map").minutes == 23
        assert tiny_agenda("map", "letter").minutes == 31

    def test_activities_run_in_the_packs_order_however_they_were_chosen(self) -> None:
        steps = tiny_agenda("quiet", "map", "map").activities
        assert [step.activity for step in steps] == ["map", "quiet"]
        assert [step.talk_only for step in steps] == [False, True]

    def test_an_unknown_activity_is_named(self) -> None:
        with pytest.raises(NotFoundError, match="'nosuch'"):
            tiny_agenda("map", "nosuch")


class TestNoActivities:
    def test_only_the_formats_questions_remain(self, pack: Pack, form: Format) -> None:
        agenda = plan(pack, form, ())
        assert agenda.phase("talk").minutes == 2
        assert [step.kind for step in agenda.phase("talk").steps] == ["questions"]

    def test_a_talk_with_nothing_in_it_takes_no_time_and_has_no_place(self, pack: Pack) -> None:
        form = with_phase("talk", questions=[], question_minutes=0)
        agenda = plan(pack, form, ())
        assert [phase.id for phase in agenda.phases] == ["welcome", "previous", "review", "actions"]
        assert agenda.minutes == 15

    def test_a_review_with_nothing_to_show_has_no_place(self, pack: Pack) -> None:
        form = with_phase("review", shows=["response", "recommendations"])
        assert "review" not in [phase.id for phase in plan(pack, form).phases]

    def test_nothing_at_all_is_refused(self, pack: Pack) -> None:
        phases = format_values()["phases"]
        assert isinstance(phases, list)
        talk = phases[3] | {"questions": [], "question_minutes": 0}
        with pytest.raises(RefusedError, match="nothing to show"):
            plan(pack, tiny_format(phases=[talk]), ())


class TestFinishing:
    def test_the_plan_stands_when_there_is_just_enough_time(self) -> None:
        assert minutes(tiny_agenda(available=23)) == minutes(tiny_agenda())

    @pytest.mark.parametrize("available", [24, 240, 10**9])
    def test_the_plan_is_never_stretched(self, available: int) -> None:
        assert minutes(tiny_agenda(available=available)) == [2, 4, 6, 8, 3]

    def test_every_phase_is_shortened_in_proportion(self) -> None:
        agenda = tiny_agenda(available=12)
        assert minutes(agenda) == [1, 2, 3, 4, 2]
        assert agenda.too_short_by == 0

    def test_the_activities_are_shortened_with_their_phase(self) -> None:
        agenda = tiny_agenda("map", "letter", available=20)
        talk = agenda.phase("talk")
        assert sum(step.minutes or 0 for step in agenda.activities) < talk.minutes < 16

    @pytest.mark.parametrize(
        ("available", "short"), [(5, 0), (4, 1), (0, 5), (-1, 6), (-10_000, 10_005)]
    )
    def test_less_than_a_minute_a_phase_is_told_and_nothing_falls_below_one(
        self, available: int, short: int
    ) -> None:
        agenda = tiny_agenda(available=available)
        assert minutes(agenda) == [1, 1, 1, 1, 1]
        assert agenda.too_short_by == short

    @given(st.integers(5, 40))
    def test_a_fitted_plan_fitted_again_is_the_same(self, available: int) -> None:
        """A session that is resumed knows only the minutes it was planned with."""
        first = tiny_agenda("map", "letter", available=available)
        assert tiny_agenda("map", "letter", available=first.minutes) == first


class TestFit:
    @pytest.mark.parametrize("available", [-1, 0, 1])
    def test_nothing_to_share_out(self, available: int) -> None:
        assert fit([], available) == []
        assert fit([0, 0], available) == [0, 0]

    @given(st.lists(st.integers(0, 240), max_size=20), st.integers(-500, 5000))
    def test_sums_up_and_keeps_what_can_be_kept(self, wanted: list[int], available: int) -> None:
        fitted = fit(wanted, available)
        least = sum(1 for value in wanted if value)
        assert sum(fitted) == min(sum(wanted), max(available, least))
        for value, given_minutes in zip(wanted, fitted, strict=True):
            assert min(1, value) <= given_minutes <= value

    @given(st.lists(st.integers(1, 240), min_size=2, max_size=12), st.integers(1, 500))
    def test_what_was_longer_does_not_become_shorter(
        self, wanted: list[int], available: int
    ) -> None:
        fitted = fit(wanted, available)
        pairs = sorted(zip(wanted, fitted, strict=True))
        for (before, given_before), (after, given_after) in pairwise(pairs):
            assert before == after or given_before <= given_after + 1


class TestSteps:
    def test_are_numbered_through_the_session(self, agenda: Agenda) -> None:
        assert [step.number for step in agenda.steps] == list(range(1, len(agenda.steps) + 1))
        assert len({step.id for step in agenda.steps}) == len(agenda.steps)

    def test_an_activity_called_questions_does_not_take_the_questions_place(
        self, form: Format
    ) -> None:
        names = ["questions", "own-questions", "main"]
        pack = tiny_pack(activities=[activity(name, 2, essential=True) for name in names])
        agenda = plan(pack, form)
        assert [agenda.step(step.id).number for step in agenda.steps] == [
            step.number for step in agenda.steps
        ]

    def test_essential_only_leaves_out_the_rest(self, pack: Pack) -> None:
        short = plan(pack, with_phase("review", essential_only=True))
        events = next(step for step in short.steps if step.id == "review.events")
        assert [point.id for point in events.points] == ["first", "third"]

    def test_the_packs_own_headings_are_used(self, form: Format) -> None:
        agenda = plan(tiny_pack(headings={"events": "The history"}), form)
        assert agenda.step("review.events").title == "The history"
        assert agenda.step("review.summary").title == "What the review is about"

    def test_notes_and_remarks_on_the_source_stay_with_their_step(self, agenda: Agenda) -> None:
        notes = agenda.step("review.events").notes
        assert notes == ("Say it calmly.", "About the source: No year.")

    def test_what_was_agreed_before_is_shown_or_said_to_be_nothing(
        self, pack: Pack, form: Format
    ) -> None:
        assert "Nothing is kept" in plan(pack, form).step("previous.main").text
        points = plan(pack, form, previous=["Ring the school"]).step("previous.main").points
        assert [point.text for point in points] == ["Ring the school"]

    def test_a_prompt_is_found_and_a_point_of_the_same_id_is_not(self, form: Format) -> None:
        pack = tiny_pack(learning_points=[{"id": "this-child", "text": "Not a question."}])
        agenda = plan(pack, form)
        asked = agenda.prompt("this-child")
        assert asked is not None
        assert asked.text == "What was it like to be this child?"
        assert agenda.prompt("point") is None
        assert agenda.prompt(None) is None

    def test_a_step_that_is_gone_is_the_first_one(self, agenda: Agenda) -> None:
        assert agenda.step("nosuch").number == 1
        with pytest.raises(NotFoundError):
            agenda.phase("nosuch")
