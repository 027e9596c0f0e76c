"""The whole story of an agreed action, in words on the screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from textual.content import Content

from learnsession.actions.telling import TOLD, UNDONE, as_said
from learnsession.session.agreed import AgreedAction, Escalation, Told
from learnsession.session.dates import spoken
from learnsession.session.standing import due_words, status_words
from learnsession.session.terms import LEVEL_WORDS, STAGE_WORDS
from learnsession.tui.phrases import DOT, dotted
from learnsession.tui.widgets.owed_row import NOBODY


def facts(action: AgreedAction, today: date) -> Content:
    """'Team manager · overdue by 3 weeks · In progress', what is overdue in the warning colour."""
    late = action.overdue(today)
    parts = [
        Content.styled(action.owner or NOBODY, "$text-muted"),
        Content.styled(due_words(action, today), "$warning" if late else "$text-muted"),
        Content.styled(status_words(action), "$text-muted"),
    ]
    return Content.styled(DOT, "$text-muted").join(parts)


def story(action: AgreedAction, now: datetime, agreed_on: Iterable[str] = ()) -> Content:
    """All of it: where it stands, what is known of it, where it came from, what became of it.

    Args:
        action: with all that is known of it.
        now: the moment, UTC.
        agreed_on: what was talked about when it was agreed.

    """
    today = now.astimezone().date()
    head = [Content.styled(action.action, "bold"), facts(action, today)]
    if action.pinned:
        of = f" of {action.team}" if action.team else ""
        head.append(Content.styled(f"Headline improvement{of}", "$accent"))
    blocks = [Content("\n").join(head)]
    known = [_labelled(label, value) for label, value in _known(action, today) if value]
    if known:
        blocks.append(Content("\n").join(known))
    blocks += [_escalated(each) for each in action.escalations]
    source = _source(action, agreed_on)
    if source:
        blocks.append(source)
    if action.history:
        blocks.append(Content.styled("What became of it", "bold $primary"))
        blocks += [_happened(told) for told in action.history]
    return Content("\n\n").join(blocks)


def _known(action: AgreedAction, today: date) -> Iterator[tuple[str, str]]:
    """What was said of it beside its words."""
    yield "Due", _day_due(action, today)
    yield "Why", action.rationale
    yield "Who is asked to change", LEVEL_WORDS[action.level] if action.level else ""
    yield "Agency", action.agency
    yield "Taken there by", action.carried_by
    yield "Reply hoped for by", spoken(action.reply_by) if action.reply_by else ""
    yield "How success will be seen", action.measure
    yield "What shows it", action.evidence
    yield "Looked at again on", spoken(action.review_date) if action.review_date else ""
    stuck = action.status == "cannot-proceed"
    yield "What stands in the way" if stuck else "Barrier", as_said(action.barrier)
    yield "Difference for children", as_said(action.difference)
    yield "Themes", ", ".join(action.themes)
    yield "Practice standards", ", ".join(action.standards)


def _day_due(action: AgreedAction, today: date) -> str:
    """The date, where `due_words` only says how near it is."""
    near = action.open and action.due is not None and (action.due - today).days <= 1
    return spoken(action.due) if near and action.due else ""


def _escalated(escalation: Escalation) -> Content:
    to = as_said(escalation.to)
    where = f"{STAGE_WORDS[escalation.stage]}, to {to}, {spoken(escalation.on)}"
    lines = [
        Content.assemble(("Taken further:  ", "$primary"), (where, "")),
        Content(as_said(escalation.concern)),
    ]
    if escalation.answered_on is None:
        lines.append(Content.styled("No answer yet", "$warning"))
    else:
        answered = f"Answered {spoken(escalation.answered_on)}"
        lines.append(_labelled(answered, as_said(escalation.outcome)))
    return Content("\n").join(lines)


def _source(action: AgreedAction, agreed_on: Iterable[str]) -> Content | None:
    source = action.source
    where = dotted(source.pack_title, source.session)
    lines = [_labelled("Came from", where)] if where else []
    lines += [Content.styled(words, "$text-muted") for words in agreed_on]
    return Content("\n").join(lines) if lines else None


def _happened(told: Told) -> Content:
    """One thing that happened: when, where, by whom, and what was said."""
    here = told.at.astimezone()
    when = dotted(f"{spoken(here.date())}, {here:%H:%M}", told.session, told.by)
    undone = f"  ({UNDONE.lower()})" if told.undone else ""
    lines = [Content.assemble((f"{TOLD[told.what]}{undone}", "bold"), "   ", (when, "$text-muted"))]
    if told.words:
        lines.append(Content(as_said(told.words)))
    if told.to and told.what == "stuck":
        lines.append(_labelled("Asked for help", as_said(told.to)))
    if told.due and told.what != "agreed":
        lines.append(_labelled("New date", spoken(told.due)))
    return Content("\n").join(lines)


def _labelled(label: str, text: str) -> Content:
    return Content.assemble((f"{label}:  ", "$primary"), (text, ""))
