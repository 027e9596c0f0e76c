"""An agreed action in one line: what, who, by when and under which theme.

    Put a chronology in each file @team manager by Fri 18 Dec #professional-curiosity

- `@` begins an owner of one word or more; `by` or `due` a date, and only where a date follows;
  `#` a theme or the number of a practice standard. Their order is free.
- A coming date that ends the action is its due date without `by` too: 'Ring the school in 6 weeks'.
  Its words stay, since the sentence may need them.
- The first owner and the first date count. Another stays in the text, and so does everything that
  was not understood or may be something else, like 'by the 3rd visit', with a sentence that says
  what to do: nothing that was typed is lost.
- What is left is the action. Its lines stay, and the space where something stood is tidied. What
  the sentence needs stays in it too: 'Speak to @nurse by Friday 5pm' keeps all but the mark.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from learnsession.packs.framework import Framework
from learnsession.session.action_events import ActionFields
from learnsession.session.calendar_words import spoken
from learnsession.session.line_dates import Mention, mentions
from learnsession.session.line_owner import Owner, owners
from learnsession.session.line_seams import Span, that_can_go, without
from learnsession.session.line_tags import Tag, tags

LONGEST_OWNER = 6
"""Words; more look like a part of the action."""

FAR = timedelta(weeks=26)
"""A day without its year that lies further ahead may be meant as the one before."""

_CLOSING = " \t.,;!)]"
"""What may stand behind the last word of an action."""


@dataclass(frozen=True, slots=True)
class ActionLine:
    """What was understood of a line, to be shown before it is kept."""

    action: str
    """The text without what was understood as owner, date and tags."""
    owner: str = ""
    due: date | None = None
    themes: tuple[str, ...] = ()
    """Ids of the framework, or what was typed where it has none such."""
    standards: tuple[str, ...] = ()
    """Numbers of practice standards, e.g. `1.4`."""
    troubles: tuple[str, ...] = ()
    """What could not be understood or needs a second look, each a sentence with its hint."""
    past: bool = False
    """The due date lies before today: ask before it is kept."""

    @property
    def fields(self) -> ActionFields | None:
        """What the line says beside words, owner and date; None when nothing."""
        return tagged(self.themes, self.standards)


def tagged(themes: tuple[str, ...], standards: tuple[str, ...]) -> ActionFields | None:
    """Themes and standards as they are kept with an action; None when there are none."""
    if not (themes or standards):
        return None
    return ActionFields(themes=themes or None, standards=standards or None)


def read_action_line(text: str, today: date, framework: Framework | None = None) -> ActionLine:
    """What somebody typed as an agreed action. Never raises.

    Args:
        text: as typed, of one line or more.
        today: the day on which it is typed.
        framework: whose themes and standards the tags are; None: any are good as typed.

    """
    reading = _Reading(today, framework)
    lines = [(line, reading.rest_of(line)) for line in text.split("\n")]
    reading.settle_due()
    action = "\n".join(rest for line, rest in lines if rest.strip() or not line.strip()).strip()
    if not action and text.strip():
        owner = " Put a comma where the owner ends." if " " in reading.owner else ""
        wanted = "No action is left in this line: write what somebody will do."
        reading.troubles.append(f"{wanted}{owner}")
    return ActionLine(
        action=action,
        owner=reading.owner,
        due=reading.due,
        themes=tuple(dict.fromkeys(reading.themes)),
        standards=tuple(dict.fromkeys(reading.standards)),
        troubles=(*reading.troubles, *reading.perhaps_due()),
        past=reading.due is not None and reading.due < today,
    )


@dataclass(slots=True)
class _Reading:
    """What was understood so far, line by line."""

    today: date
    framework: Framework | None
    owner: str = ""
    due: date | None = None
    themes: list[str] = field(default_factory=list)
    standards: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    perhaps: list[Mention] = field(default_factory=list)
    """Dates that were said, and not clearly said as the due date."""
    last: Mention | None = None
    """The one of them with which the action ends."""

    def rest_of(self, line: str) -> str:
        """A line without what was understood in it."""
        days = tuple(mentions(line, self.today))
        spans: list[Span] = []
        for day in days:
            spans += self._day(day)
        for owner in owners(line, [day.start for day in days]):
            spans += self._owner(owner)
        for tag in tags(line, self.framework):
            spans += self._tag(tag)
        spans = that_can_go(line, spans)
        rest = without(line, spans) if spans else line
        if rest.strip():
            self.last = next((day for day in days if _ends(rest, line[day.start : day.end])), None)
        return rest

    def settle_due(self) -> None:
        """A coming day that ends the action is its due date, where it is the only day in it."""
        only = self.perhaps[0] if len(self.perhaps) == 1 else None
        if self.due is None and only and only is self.last and only.is_plain:
            self.due = only.day if _is_coming(only, self.today) else None

    def perhaps_due(self) -> tuple[str, ...]:
        """A question about a date that nobody said to be the due date, where there is no other."""
        if self.due or not self.perhaps:
            return ()
        said = self.perhaps[0]
        return (f"Is '{said.words}' the due date? Then write '{said.as_due}'.",)

    def _day(self, found: Mention) -> list[Span]:
        """The due date, or a sentence about why it is none."""
        if not found.is_due:
            self.perhaps += [found] if found.day else []
            return []
        if found.day is None:
            self.troubles.append(found.trouble)
            return []
        if self.due:
            self.troubles.append(
                f"There are two dates: {spoken(self.due)} is taken as the due date, and "
                f"'{found.words}' stays in the text."
            )
            return []
        self.due = found.day
        return [] if found.stays else [(found.start, found.end)]

    def _owner(self, found: Owner) -> list[Span]:
        if not found.name:
            return []
        if self.owner:
            self.troubles.append(
                f"There are two owners: {self.owner} is taken, and '@{found.name}' stays in the "
                "text. Choose one, or write a second action."
            )
            return []
        self.owner = found.name
        if len(found.name.split()) > LONGEST_OWNER:
            self.troubles.append(
                f"Is all of '{found.name}' the owner? Put a comma where the owner ends."
            )
        return [(found.start, found.end)]

    def _tag(self, found: Tag) -> list[Span]:
        (self.standards if found.is_standard else self.themes).append(found.name)
        if found.trouble:
            self.troubles.append(found.trouble)
        return [(found.start, found.end)]


def _ends(rest: str, said: str) -> bool:
    """Whether what is left of a line ends with the words of a date, and is more than these."""
    action, date_said = rest.strip(_CLOSING), said.strip(_CLOSING)
    return action.endswith(date_said) and action != date_said


def _is_coming(found: Mention, today: date) -> bool:
    """Whether a day lies ahead. In November 'on 3 Nov' is rather the one that has just passed."""
    if found.day is None or found.day <= today:
        return False
    said_in_full = found.words[:3].casefold() == "in " or str(found.day.year) in found.words
    return said_in_full or found.day - today < FAR
