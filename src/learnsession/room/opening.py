"""Starting, rehearsing, taking up again, reopening and reading a session: what a desk does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from learnsession.actions.filters import owed
from learnsession.errors import RefusedError, StoreError
from learnsession.packs.format import Format
from learnsession.packs.local import read_local
from learnsession.packs.model import Pack
from learnsession.packs.reader import kept_format, kept_pack, to_plain
from learnsession.room.desk import Desk, Opened, SetUp
from learnsession.room.references import NextReference
from learnsession.room.room import Room
from learnsession.room.running import Surroundings
from learnsession.room.saving import Keeping, Unkept
from learnsession.session import facilitation as does
from learnsession.session.action_events import OpenEscalation
from learnsession.session.agenda import Agenda
from learnsession.session.agreeing import NOTHING, Beyond
from learnsession.session.events import Briefing, PlannedPhase, PreviousAction, SessionStarted
from learnsession.session.folding import apply, fold
from learnsession.session.planning import plan
from learnsession.session.record import Session
from learnsession.session.states import State, to_action
from learnsession.store.envelope import LOOK
from learnsession.store.names import Name
from learnsession.typed import clean

REHEARSAL = "rehearsal"
"""Stands where a session has its reference."""


@dataclass(frozen=True, slots=True)
class _Owed:
    """What a team owes, or in words why it is not known."""

    actions: tuple[PreviousAction, ...] = ()
    beyond: Beyond = field(default_factory=dict)
    trouble: str = ""


def new_id() -> str:
    """A fresh id that sorts by time (ULID, 26 characters)."""
    from ulid import ULID  # only when a session runs; reading one needs no ids

    return str(ULID())


def agenda(desk: Desk, setup: SetUp) -> Agenda:
    """The plan that follows from what was chosen, as of now."""
    available = None
    if setup.finish_by is not None:
        available = int((setup.finish_by - desk.now()).total_seconds() // 60)
    return plan(
        setup.pack.pack,
        setup.form.form,
        setup.activities,
        available=available,
        previous=tuple(action.line for action in _previous(desk, setup.team).actions),
        stops=setup.stops,
    )


def start(desk: Desk, setup: SetUp) -> Room:
    """Start a session; see `Desk.start`."""
    desk.look_again()
    planned = _possible(desk, setup)
    desk.store.keep_pack(setup.pack.sha256, to_plain(setup.pack.pack))
    desk.store.keep_format(setup.form.sha256, to_plain(setup.form.form))
    started = _started(desk, setup, planned, desk.store.next_reference())
    keeping = desk.store.create(started)
    try:
        return _begun(desk, setup, planned, started, keeping)
    except BaseException:
        keeping.leave()
        raise


def rehearse(desk: Desk, setup: SetUp) -> Room:
    """Rehearse a session; see `Desk.rehearse`."""
    desk.look_again()
    planned = _possible(desk, setup)
    started = _started(desk, setup, planned, REHEARSAL)
    return _begun(desk, setup, planned, started, Unkept())


def resume(desk: Desk, session_id: str, finish_by: datetime | None) -> Room:
    """Go on with a session; see `Desk.resume`."""
    keeping = desk.store.open(session_id)
    try:
        record = fold(keeping.events)
        as_run = opened(desk, record)
        room = Room(
            record,
            as_run.agenda,
            as_run.pack,
            as_run.form,
            local=read_local(desk.root),
            keeping=keeping,
            world=_world(desk),
            beyond=_beyond(desk, record),
        )
        room.resume(finish_by)
    except BaseException:
        keeping.leave()
        raise
    return room


def reopen(desk: Desk, session_id: str) -> Opened:
    """Open a closed session again; see `Desk.reopen`."""
    keeping = desk.store.open(session_id)
    try:
        record = fold(keeping.events)
        event = does.reopen(record, desk.now())
        keeping.append(event)
    finally:
        keeping.leave()
    return opened(desk, apply(record, event))


def read(desk: Desk, session_id: str) -> Opened:
    """A session as it stands on disk; see `Desk.read`."""
    stored = desk.store.read(session_id)
    return opened(desk, fold(stored.events), stored.notices)


def opened(desk: Desk, record: Session, notices: tuple[str, ...] = ()) -> Opened:
    """A record with the pack, the format and the agenda it was run with."""
    started = record.started
    pack = named(kept_pack(desk.store.kept_pack(started.pack_sha256)), started.briefing)
    form = kept_format(desk.store.kept_format(started.format_sha256))
    planned = agenda_of(started, pack, form)
    return Opened(record, pack, form, planned, desk.root, notices)


def agenda_of(started: SessionStarted, pack: Pack, form: Format) -> Agenda:
    """The agenda as it was planned when the session started, its fitted minutes included."""
    return plan(
        pack,
        form,
        started.activities,
        available=sum(phase.minutes for phase in started.phases),
        previous=tuple(action.line for action in started.previous_actions),
        stops=bool(started.stops),
    )


def named(pack: Pack, briefing: Briefing | None) -> Pack:
    """A pack that serves any briefing, under the name of the one the room is reading.

    Whoever published it, and where to find it, are empty when nobody said so: what stands there in
    the pack is no partnership and no place.
    """
    if not pack.asks:
        return pack
    partnership, reference = (briefing.partnership, briefing.reference) if briefing else ("", "")
    source = {"publisher": partnership, "reference": reference}
    told: dict[str, object] = {"partnership": partnership}
    if briefing is not None:
        source["title"] = briefing.title
        told |= {"title": briefing.title, "review": briefing.title}
    return pack.model_copy(update={**told, "source": pack.source.model_copy(update=source)})


def _previous(desk: Desk, team: str) -> _Owed:
    """What the team owes from all its sessions; read once while a session is set up.

    A register that cannot be read must not keep a team from meeting.
    """
    known = desk.owed.get(team)
    if isinstance(known, _Owed):
        return known
    found = _Owed()
    if team.strip():
        try:
            states = owed(desk.register().states, team)
            beyond: Beyond = {state["id"]: (state, ()) for state in states}
            unreadable = _unreadable(desk.store.actions_unread)
            found = _Owed(tuple(map(_as_owed, states)), beyond, unreadable)
        except StoreError as error:
            found = _Owed(trouble=f"What the team agreed before cannot be shown. {error}")
    desk.owed[team] = found
    return found


def _beyond(desk: Desk, record: Session) -> Beyond:
    """What other files say of the actions of a session: it may have been said since it was left.

    Without it the session goes on with what it knows.
    """
    ids = {each.id for each in record.started.previous_actions}
    ids |= {each.id for each in record.agreed_actions}
    if not ids:
        return NOTHING
    try:
        parts = desk.store.action_parts()
    except StoreError:
        return NOTHING
    here = {event.id for event in record.said}
    return {
        state["id"]: (state, tuple(saying for saying in said if saying["id"] not in here))
        for state, said in parts
        if state["id"] in ids
    }


def _unreadable(unread: Sequence[tuple[Name, str]]) -> str:
    """That what was agreed in some sessions cannot be shown; empty when all can be read."""
    if not unread:
        return ""
    refs = ", ".join(sorted(name.ref for name, _ in unread))
    return f"What was agreed in {refs} cannot be shown. {unread[0][1]} {LOOK}"


def _as_owed(state: State) -> PreviousAction:
    """An action as it is carried into a session."""
    action = to_action(state)
    return PreviousAction(
        id=action.id,
        ref=action.ref,
        action=action.action,
        owner=action.owner or None,
        due=action.due,
        session=action.source.session,
        status=action.status,
        pinned=action.pinned or None,
        agreed=action.agreed,
        barrier=action.barrier or None,
        last=action.last,
        escalations=tuple(
            OpenEscalation(
                id=each.id, concern=each.concern, stage=each.stage, to=each.to, on=each.on
            )
            for each in action.escalations
            if each.open
        )
        or None,
    )


def _possible(desk: Desk, setup: SetUp) -> Agenda:
    """The plan, or a refusal before anything is kept or a number given out."""
    planned = agenda(desk, setup)
    if planned.too_short_by:
        raise RefusedError(
            "There is not even a minute for each part.", "Choose a later time to finish."
        )
    started = _started(desk, setup, planned, REHEARSAL)
    does.record_attendance(fold([started]), setup.head_count, setup.roles, started.at)
    return planned


def _started(desk: Desk, setup: SetUp, planned: Agenda, ref: str) -> SessionStarted:
    pack, form = setup.pack.pack, setup.form.form
    return SessionStarted(
        at=desk.now(),
        session=new_id(),
        ref=ref,
        team=clean(setup.team).text.strip(),
        facilitator=clean(setup.facilitator).text.strip(),
        pack=pack.id,
        pack_title=named(pack, setup.briefing).title,
        pack_sha256=setup.pack.sha256,
        format=form.id,
        format_sha256=setup.form.sha256,
        activities=tuple(step.activity for step in planned.activities if step.activity),
        phases=tuple(PlannedPhase(id=p.id, minutes=p.minutes) for p in planned.phases),
        finish_by=setup.finish_by,
        previous_actions=_previous(desk, setup.team).actions,
        stops=setup.stops or None,
        briefing=setup.briefing,
    )


def _begun(
    desk: Desk, setup: SetUp, planned: Agenda, started: SessionStarted, keeping: Keeping
) -> Room:
    """The room on its first step, with who was said to be present at set-up."""
    previous = _previous(desk, setup.team)
    room = Room(
        fold([started]),
        planned,
        named(setup.pack.pack, setup.briefing),
        setup.form.form,
        local=read_local(desk.root),
        keeping=keeping,
        world=_world(desk),
        rehearsal=started.ref == REHEARSAL,
        notices=(previous.trouble,) if previous.trouble else (),
        beyond=previous.beyond,
    )
    room.go(1, revealed=True)
    if setup.head_count is not None or setup.roles:
        room.record_attendance(setup.head_count, setup.roles)
    return room


def _world(desk: Desk) -> Surroundings:
    reference = NextReference(desk.store.next_action_reference)
    return Surroundings(desk.now, new_id, desk.writer, desk.root, reference)
