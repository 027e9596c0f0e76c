"""Starting, taking up again, reading and reopening, over a real store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from learnsession.errors import InUseError, NotFoundError, RefusedError
from learnsession.room.desk import Desk, SetUp
from learnsession.room.opening import REHEARSAL, agenda_of
from learnsession.room.room import Room
from learnsession.session import events as ev
from learnsession.session.planning import plan
from learnsession.store.drafts import Draft
from support import FakeClock, at, started, tiny_format, tiny_pack


@pytest.fixture
def again(store_dir: Path, clock: FakeClock) -> Callable[[], Desk]:
    """Another process at the same store, as far as can be had in one."""
    return lambda: Desk(store_dir, clock)


def files(store_dir: Path) -> list[str]:
    return sorted(p.name for p in store_dir.rglob("*") if p.is_file() and p.suffix == ".json")


def in_use(store_dir: Path) -> list[Path]:
    """The marks of sessions that some window has."""
    return list((store_dir / "in-use").glob("*"))


class TestStarting:
    def test_is_kept_from_its_first_moment(self, desk: Desk, room: Room) -> None:
        record = desk.read(room.record.started.session).record
        assert (record.started.team, record.started.ref) == ("Duty team", "S-0001")
        assert record.started.activities == ("map", "letter", "quiet")
        assert [(p.id, p.minutes) for p in record.started.phases][3] == ("talk", 2 + 6 + 8 + 5)

    def test_writes_down_who_was_there(self, desk: Desk, setup: SetUp) -> None:
        room = desk.start(replace(setup, roles=("school", " health\x00 ")))
        room.leave()
        record = desk.read(room.record.started.session).record
        assert (record.attendance.head_count, record.attendance.roles) == (
            None,
            ("school", "health"),
        )

    def test_cleans_what_was_typed(self, desk: Desk, setup: SetUp) -> None:
        room = desk.rehearse(replace(setup, team=" Duty\x00 team ", facilitator="\u202elead"))
        assert (room.record.started.team, room.record.started.facilitator) == ("Duty team", "lead")

    @pytest.mark.parametrize(
        "change",
        [
            {"finish_by": at(4)},
            {"finish_by": at(-600)},
            {"head_count": 5000},
            {"head_count": -1},
        ],
    )
    def test_what_cannot_be_is_refused_before_anything_is_kept(
        self, desk: Desk, setup: SetUp, store_dir: Path, change: dict[str, object]
    ) -> None:
        with pytest.raises(RefusedError):
            desk.start(replace(setup, **change))  # type: ignore[arg-type]
        assert files(store_dir) == []
        room = desk.start(setup)
        assert room.record.started.ref == "S-0001"
        room.leave()

    def test_an_unknown_activity_is_refused_too(
        self, desk: Desk, setup: SetUp, store_dir: Path
    ) -> None:
        with pytest.raises(NotFoundError):
            desk.start(replace(setup, activities=("nosuch",)))
        assert files(store_dir) == []

    def test_fits_the_plan_to_the_finish(self, desk: Desk, setup: SetUp) -> None:
        room = desk.start(replace(setup, finish_by=at(20, seconds=30)))
        assert room.agenda.minutes == 20
        assert room.status().pace == "on time"
        room.leave()

    def test_broken_local_details_stop_nothing(
        self, desk: Desk, setup: SetUp, store_dir: Path
    ) -> None:
        (store_dir / "my-packs").mkdir(parents=True)
        (store_dir / "my-packs" / "local.yaml").write_text("support: [\n", encoding="utf-8")
        room = desk.start(setup)
        assert room.local.problems
        room.leave()


class TestRehearsing:
    def test_leaves_nothing_behind(self, desk: Desk, setup: SetUp, store_dir: Path) -> None:
        room = desk.rehearse(setup)
        room.add_reflection("only here")
        room.keep_draft(Draft("half", "reflection", "talk.map", None, "", "", at(0)))
        room.close()
        assert room.leave().waiting == 0
        assert (room.rehearsal, room.record.started.ref) == (True, REHEARSAL)
        assert not list(store_dir.rglob("*"))


class TestTakingUpAgain:
    def test_gives_back_step_entries_and_half_written_text(
        self, desk: Desk, room: Room, again: Callable[[], Desk]
    ) -> None:
        room.go(room.agenda.step("talk.map").number)
        room.add_reflection("kept")
        draft = Draft("half writ", "reflection", "talk.map", None, "", "", at(1))
        room.keep_draft(draft)
        room.leave()
        other = again()
        back = other.resume(room.record.started.session)
        assert (back.step.id, back.points) == ("talk.map", 1)
        assert [entry.text for entry in back.record.standing] == ["kept"]
        assert back.found_draft == draft
        assert back.agenda == room.agenda
        back.leave()
        other.close()

    def test_after_a_kill_the_gap_is_not_counted(
        self, room: Room, desk: Desk, clock: FakeClock
    ) -> None:
        """The events of a killed session: there is no leaving among them."""
        clock.advance(minutes=1)
        room.add_reflection("the last thing kept")
        room.settle()
        room._saver._keeping.leave()  # as the system does when the process is gone
        room._gone = True
        clock.advance(minutes=600)
        back = desk.resume(room.record.started.session, at(660))
        assert back.status().left == 60
        assert not any(
            isinstance(e, ev.SessionLeft)
            for e in desk.store.read(room.record.started.session).events
        )
        back.leave()

    def test_a_second_window_is_told_and_may_read(self, room: Room, desk: Desk) -> None:
        with pytest.raises(InUseError):
            desk.resume(room.record.started.session)
        room.settle()
        assert desk.read(room.record.started.session).record.position == room.record.position

    def test_a_closed_one_is_refused_named_and_let_go(
        self, room: Room, desk: Desk, store_dir: Path
    ) -> None:
        room.close()
        room.leave()
        with pytest.raises(RefusedError, match="closed") as refused:
            desk.resume(room.record.started.session)
        assert "reopen S-0001" in refused.value.todo
        assert in_use(store_dir) == []

    def test_a_fitted_plan_comes_back_as_it_was(self, desk: Desk, setup: SetUp) -> None:
        room = desk.start(replace(setup, finish_by=at(13)))
        room.leave()
        assert desk.read(room.record.started.session).agenda == room.agenda

    def test_a_changed_pack_does_not_change_what_was_run(
        self, desk: Desk, setup: SetUp, room: Room
    ) -> None:
        room.leave()
        changed = replace(setup.pack, content=tiny_pack(title="Changed"), sha256="c" * 64)
        desk.start(replace(setup, pack=changed)).leave()
        assert desk.read(room.record.started.session).pack.title == "Tiny"

    def test_every_number_of_activities_and_minutes_can_be_planned_again(self) -> None:
        pack, form = tiny_pack(), tiny_format()
        for chosen in ((), ("map",), ("letter", "quiet"), ("map", "letter", "quiet")):
            for available in (None, 5, 9, 17, 24, 99):
                agenda = plan(pack, form, chosen, available=available)
                phases = tuple(ev.PlannedPhase(id=p.id, minutes=p.minutes) for p in agenda.phases)
                assert (
                    agenda_of(started(activities=chosen, phases=phases), pack, form).phases
                    == agenda.phases
                ), (chosen, available)


class TestReopening:
    def test_makes_it_unfinished_again(self, room: Room, desk: Desk, store_dir: Path) -> None:
        session_id = room.record.started.session
        room.close()
        room.leave()
        assert desk.reopen(session_id).record.state == "open"
        assert in_use(store_dir) == []
        assert [(row.ref, row.state) for row in desk.store.rows()] == [("S-0001", "open")]
        back = desk.resume(session_id)
        back.add_reflection("afterwards")
        back.close()
        back.leave()
        assert desk.read(session_id).record.state == "closed"

    def test_an_open_one_is_refused_and_let_go(
        self, room: Room, desk: Desk, store_dir: Path
    ) -> None:
        room.leave()
        with pytest.raises(RefusedError, match="is open"):
            desk.reopen(room.record.started.session)
        assert in_use(store_dir) == []


class TestWhatWasAgreedBefore:
    def test_opens_the_next_session_of_the_team(
        self, desk: Desk, room: Room, setup: SetUp, clock: FakeClock
    ) -> None:
        room.agree_action("Ring the school", "manager")
        room.withdraw(room.agree_action("Not this").entry)
        room.leave()
        clock.advance(minutes=60)
        following = desk.start(replace(setup, team=" duty TEAM "))
        points = following.agenda.step("previous.main").points
        (point,) = points
        assert point.text == "A-0001 · Ring the school · manager · from S-0001"
        following.leave()
        assert desk.read(following.record.started.session).agenda == following.agenda

    def test_of_another_team_does_not(self, desk: Desk, room: Room, setup: SetUp) -> None:
        room.agree_action("Ring the school")
        room.leave()
        other = desk.rehearse(replace(setup, team="Another team"))
        assert other.agenda.step("previous.main").points == ()

    def test_in_a_damaged_session_is_told_and_stops_nothing(
        self, desk: Desk, room: Room, setup: SetUp, store_dir: Path
    ) -> None:
        room.agree_action("Ring the school")
        room.leave()
        for path in (store_dir / "sessions").rglob("S-0001*"):
            path.write_bytes(path.read_bytes()[:-20])
        following = desk.start(setup)
        assert "S-0001" in " ".join(following.notices)
        following.leave()
