"""Pack + format + what the facilitator chose -> the agenda, with its planned minutes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from learnsession.errors import NotFoundError, RefusedError
from learnsession.packs.format import Format, FormatPhase
from learnsession.packs.model import Activity, Pack
from learnsession.session.agenda import Agenda, Phase
from learnsession.session.building import steps_of
from learnsession.session.fitting import fit
from learnsession.session.making import Making


def talk_budget(form: Format) -> int:
    """Minutes that a format leaves for activities."""
    talk = [phase for phase in form.phases if phase.kind == "talk"]
    return sum(phase.minutes - phase.question_minutes for phase in talk)


def preselected(pack: Pack, form: Format) -> tuple[str, ...]:
    """The ids of the essential activities that fit, in the pack's order; at least one.

    When none fits, the shortest essential one is taken, or the shortest of all.
    """
    left = talk_budget(form)
    essential = [activity for activity in pack.activities if activity.essential]
    chosen = []
    for activity in essential:
        if activity.minutes <= left:
            chosen.append(activity.id)
            left -= activity.minutes
    if chosen:
        return tuple(chosen)
    return (min(essential or pack.activities, key=lambda activity: activity.minutes).id,)


def plan(
    pack: Pack,
    form: Format,
    chosen: Sequence[str] | None = None,
    *,
    available: int | None = None,
    previous: Sequence[str] = (),
    stops: bool = False,
) -> Agenda:
    """The agenda of a session.

    Args:
        pack: what there is to learn.
        form: how the session runs.
        chosen: ids of the activities to run, in any order; the preselected ones if None.
        available: minutes until the session must finish; the plan is shortened to fit, never
            stretched.
        previous: what the team agreed before, a line each.
        stops: stop at each event and care episode, and ask.

    A phase with nothing to show, such as a talk without activities, is left out.

    Raises:
        NotFoundError: a chosen activity is not in the pack.
        RefusedError: nothing at all is left to show.

    """
    activities = _chosen(pack, preselected(pack, form) if chosen is None else chosen)

    lines = tuple(previous)

    def made(phase: FormatPhase, minutes: int) -> Phase:
        return _phase(Making(pack, form, phase, minutes, activities, lines, stops))

    used = [phase for phase in form.phases if made(phase, phase.minutes).steps]
    if not used:
        raise RefusedError("There is nothing to show.", "Choose an activity.")
    planned = [_phase_minutes(phase, activities) for phase in used]
    fitted = fit(planned, available) if available is not None else planned
    phases = tuple(made(phase, minutes) for phase, minutes in zip(used, fitted, strict=True))
    over = max(0, len(phases) - available) if available is not None else 0
    return Agenda(_numbered(phases), too_short_by=over)


def _chosen(pack: Pack, ids: Sequence[str]) -> tuple[Activity, ...]:
    known = {activity.id for activity in pack.activities}
    for wanted in ids:
        if wanted not in known:
            raise NotFoundError(
                f"There is no activity '{wanted}' in this pack.",
                f"Choose from: {', '.join(sorted(known))}.",
            )
    return tuple(activity for activity in pack.activities if activity.id in ids)


def _phase_minutes(phase: FormatPhase, activities: Sequence[Activity]) -> int:
    if phase.kind != "talk":
        return phase.minutes
    return max(1, phase.question_minutes + sum(activity.minutes for activity in activities))


def _numbered(phases: Iterable[Phase]) -> tuple[Phase, ...]:
    numbered = []
    count = 0
    for phase in phases:
        steps = []
        for step in phase.steps:
            count += 1
            steps.append(replace(step, number=count))
        numbered.append(replace(phase, steps=tuple(steps)))
    return tuple(numbered)


def _phase(making: Making) -> Phase:
    phase = making.phase
    return Phase(
        phase.id,
        phase.kind,
        phase.title,
        phase.short,
        making.minutes,
        steps_of(making),
        phase.unused_minutes_to,
    )
