"""What Home says about the line that is highlighted."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from textual.content import Content

from learnsession.errors import Problem
from learnsession.packs.cards import ActivityCard, Card
from learnsession.store.catalogue import CatalogueRow
from learnsession.tui.phrases import counted, dotted, full_moment, moment

BLANK = Content("\n\n")


def pack_words(pack: Card, path: Path, *, own: bool, replaces: bool) -> Content:
    """What a review is about, what people will hear, and what a session on it can do."""
    say = f"   ({pack.say})" if pack.say else ""
    parts = [
        Content.assemble(
            (pack.title, "bold $accent"),
            (say, "$text-muted"),
            "\n",
            (dotted(pack.review, pack.partnership), "$text-muted"),
        ),
        Content(pack.about),
        _headed("Before you start", Content(pack.content_note)),
        _activities(pack),
    ]
    if own:
        words = "Your own file" + (", in place of the shipped one" if replaces else "")
        parts.append(Content.styled(f"{words}:\n{path}", "$text-muted"))
    return BLANK.join(parts)


def broken_words(path: Path, problems: tuple[Problem, ...]) -> Content:
    """What is wrong with a file that cannot be used, and how to see the rest."""
    first, more = problems[0], len(problems) - 1
    parts = [
        Content.assemble(
            (path.name, "bold $accent"), "\n", ("This file cannot be used yet.", "bold $error")
        ),
        Content.assemble((f"Line {first.line}: ", "bold"), first.wrong, "\n", first.todo),
    ]
    if more:
        parts.append(Content(f"{counted(more, 'more problem').capitalize()} in it."))
    parts.append(
        _headed("To see everything, and to check it again", Content(f"learnsession check {path}"))
    )
    parts.append(Content.styled("The other reviews still work.", "$text-muted"))
    return BLANK.join(parts)


def session_words(row: CatalogueRow, now: datetime) -> Content:
    """What is kept of a session, and what Enter does."""
    closed = row.state == "closed"
    parts = [
        Content.assemble(
            (dotted(row.title, row.team or "no team named"), "bold $accent"),
            "\n",
            (row.ref, "$text-muted"),
        ),
        _facts(row, now),
        Content.assemble(
            (counted(row.reflections, "reflection").capitalize(), "bold"),
            "\n",
            (counted(row.agreed_actions, "agreed action").capitalize(), "bold"),
        ),
    ]
    words = (
        "Enter shows it. From there it can be exported, or opened again."
        if closed
        else "Enter goes on where you stopped. Everything you wrote is there."
    )
    parts.append(Content.styled(words, "$text-muted"))
    return BLANK.join(parts)


def _facts(row: CatalogueRow, now: datetime) -> Content:
    facts = [("Started", full_moment(row.started))]
    if row.closed:
        facts.append(("Closed", full_moment(row.closed)))
    else:
        facts.append(("Last used", moment(row.written, now)))
    return Content("\n").join(
        Content.assemble((f"{name:<12}", "$primary"), value) for name, value in facts
    )


def _headed(heading: str, words: Content) -> Content:
    return Content.assemble((heading, "bold $primary"), "\n", words)


def _activities(pack: Card) -> Content:
    lines = [
        Content.assemble(activity.title, "\n", (_about(activity), "$text-muted"))
        for activity in pack.activities
    ]
    total = counted(len(pack.activities), "activity", "activities")
    heading = f"{total}, {counted(pack.minutes, 'minute')} together".capitalize()
    return _headed(heading, Content("\n").join(lines))


def _about(activity: ActivityCard) -> str:
    return "  " + dotted(
        counted(activity.minutes, "minute"),
        activity.way,
        "talk only" if activity.talk_only else "",
        "reading beforehand" if activity.read_before else "",
    )
