"""What was heard and agreed so far, in the order in which it was written."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from learnsession.session.agenda import Agenda
from learnsession.session.findings import unanswered
from learnsession.session.record import Entry, Session


class HeardView(VerticalScroll):
    """The right-hand side: what we heard, newest at the foot."""

    can_focus = False

    def compose(self) -> ComposeResult:
        """One text; it changes only when an entry does."""
        yield Static(id="heard-text", markup=False)

    def show(self, record: Session, agenda: Agenda) -> None:
        """Show every entry that stands."""
        self.query_one("#heard-text", Static).update(heard(record, agenda))
        self.call_after_refresh(self.scroll_end, animate=False)


def heard(record: Session, agenda: Agenda) -> Content:
    """The heading with the count, then the entries."""
    count = str(len(record.standing)) if record.standing else ""
    heading = Content.styled(f"What we heard   {count}".rstrip(), "bold $primary")
    if not record.standing:
        hint = "Nothing yet. Press r to write down what you hear, a for an agreed action."
        return Content("\n\n").join([heading, Content.styled(hint, "$text-muted")])
    return Content("\n\n").join([heading, *entries(record.standing, agenda)])


def entries(shown: Iterable[Entry], agenda: Agenda) -> list[Content]:
    """Each entry with what it was said on and when."""
    return [_entry(entry, agenda) for entry in shown]


def _entry(entry: Entry, agenda: Agenda) -> Content:
    about = "  ·  ".join(_about(entry, agenda))
    body = Content.assemble((entry.text, ""), "\n", (about, "$text-muted"))
    if entry.kind == "reflection":
        return body
    return Content.styled("→ Agreed action\n", "$accent").append(body)


def _about(entry: Entry, agenda: Agenda) -> list[str]:
    return [*_said(entry, agenda), *_check(entry)]


def _check(entry: Entry) -> list[str]:
    """'check: NHS number', while nobody has said why it is kept."""
    kinds = dict.fromkeys(finding.short for finding in unanswered(entry))
    return [f"check: {', '.join(kinds)}"] if kinds else []


def _said(entry: Entry, agenda: Agenda) -> list[str]:
    if entry.kind == "agreed-action":
        due = f"due {day(entry.due)}" if entry.due else "no date yet"
        return [entry.listed, entry.owner or "nobody named yet", due]
    amended = ["amended"] if entry.history else []
    return [str(entry.number), place(entry, agenda), clock_time(entry.at), *amended]


def place(entry: Entry, agenda: Agenda) -> str:
    """'question 2', or the title of the step it was said on."""
    step = agenda.step(entry.step)
    point = next((point for point in step.points if point.id == entry.prompt), None)
    if point is not None and point.label.isdigit():
        return f"question {point.label}"
    return step.title


def clock_time(at: datetime) -> str:
    """The local time of day, e.g. `13:52`."""
    return f"{at.astimezone():%H:%M}"


def day(on: date) -> str:
    """A day as people say it, e.g. `Fri 18 Dec 2026`."""
    return f"{on:%a} {on.day} {on:%b %Y}"
