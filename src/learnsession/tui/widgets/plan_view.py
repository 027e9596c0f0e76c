"""The plan that follows from what was chosen: phases, minutes, when it ends, and what to know."""

from __future__ import annotations

from datetime import datetime, timedelta

from textual.content import Content

from learnsession.packs.format import Format
from learnsession.session.agenda import Agenda, Phase
from learnsession.session.sections import is_stop
from learnsession.tui.phrases import counted


def plan_rows(agenda: Agenda, now: datetime, width: int) -> Content:
    """The phases with their minutes, the sum, and the end, in a column of `width` cells.

    Args:
        agenda: the plan, shortened to fit where it must be.
        now: when it would begin.
        width: cells from edge to edge.

    """
    lines = [Content.styled("The plan", "bold $primary"), Content("")]
    if agenda.too_short_by:
        return lines[0]
    for phase in agenda.phases:
        lines.append(_row(phase.title, str(phase.minutes), width))
        if _stops(phase):
            lines.append(Content.styled(f"  {counted(_stops(phase), 'stop')}", "$text-muted"))
    lines += [Content(""), _row("Together", counted(agenda.minutes, "minute"), width, "bold")]
    ends = now + timedelta(minutes=agenda.minutes)
    lines.append(_row("If you begin now", f"ends {_clock(ends)}", width, "bold $accent"))
    return Content("\n").join(lines)


def plan_remark(
    agenda: Agenda, full: Agenda, form: Format, now: datetime, finish_by: datetime | None
) -> Content:
    """What there is to know about the plan: shortened, too short, time to spare; or nothing.

    Args:
        agenda: the plan.
        full: the same plan if nobody had to finish.
        form: the format it is a plan of.
        now: when it would begin.
        finish_by: when it must finish, if so.

    """
    if agenda.too_short_by:
        return _too_short(agenda, now, finish_by)
    return Content(_remark(agenda, full, form, now, finish_by))


def _stops(phase: Phase) -> int:
    """At how many events and episodes it stops."""
    return sum(is_stop(step) for step in phase.steps)


def _hurried(agenda: Agenda) -> str:
    """Where a stop has less than a minute; stopping then means choosing."""
    for phase in agenda.phases:
        stops = _stops(phase)
        if stops > phase.minutes:
            return (
                f"{counted(stops, 'stop').capitalize()} in "
                f"{counted(phase.minutes, 'minute')}: less than a minute for each."
            )
    return ""


def _row(words: str, value: str, width: int, style: str = "") -> Content:
    """Words on the left, a value on the right; words that are too long are cut."""
    room = max(4, width - len(value) - 1)
    shown = words if len(words) <= room else f"{words[: room - 1]}…"
    gap = " " * max(1, width - len(shown) - len(value))
    return Content.styled(f"{shown}{gap}{value}", style)


def _too_short(agenda: Agenda, now: datetime, finish_by: datetime | None) -> Content:
    least = now + timedelta(minutes=len(agenda.phases) + 1)
    wanted = f"{_clock(finish_by)} is too soon. " if finish_by else ""
    words = (
        f"{wanted}Even with a minute for each part this needs "
        f"{counted(len(agenda.phases), 'minute')}. Choose {_clock(least)} or later."
    )
    return Content.styled(words, "bold $error")


def _remark(
    agenda: Agenda, full: Agenda, form: Format, now: datetime, finish_by: datetime | None
) -> str:
    if agenda.minutes < full.minutes:
        return (
            f"Shortened from {counted(full.minutes, 'minute')} so that you finish in time. "
            "Fewer activities would leave more room for each."
        )
    spare = int((finish_by - now).total_seconds() // 60) - agenda.minutes if finish_by else 0
    if spare > 0:
        return f"{counted(spare, 'minute').capitalize()} to spare."
    more = full.minutes - form.minutes
    if more > 0 and not finish_by:
        return f"{counted(more, 'minute').capitalize()} longer than this format usually is."
    if not agenda.activities:
        return "No activity is chosen: the talk has its own questions only."
    return _hurried(agenda)


def _clock(at: datetime) -> str:
    return f"{at.astimezone():%H:%M}"
