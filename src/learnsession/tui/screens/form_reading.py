"""What was typed into the fuller form of an agreed action: what it means, and what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from learnsession.errors import RefusedError
from learnsession.privacy.finding import find
from learnsession.session.action_events import ActionFields
from learnsession.session.calendar_words import EXAMPLES, spoken_weekday
from learnsession.session.findings import sentence
from learnsession.tui.screens.action_fields import LINES, Choosing, Line, read_line, shown
from learnsession.tui.screens.filled import Filled


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form."""

    text: str
    lines: Mapping[str, str]
    """By the names of `action_fields.LINES`."""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The form as it was opened."""

    before: Filled
    """What stood in it."""
    kept: Filled
    """What is kept of the action; the same, unless it was reworded in the box before."""
    today: date
    choosing: Choosing
    asks_reason: bool = False

    def stood(self, line: Line) -> str:
        """What stood in a line."""
        return shown(line, _held(self.before, line), self.choosing).strip()


@dataclass(frozen=True, slots=True)
class Reading:
    """What each line means, and what is wrong, by their names."""

    values: dict[str, object]
    """What cannot be read stays as it was."""
    wrong: dict[str, str]
    """In the order of the form, each with what Esc does when it is pressed again."""


def read_form(sheet: Sheet, typed: Typed) -> Reading:
    """What was typed. What is new is asked about where it may be a slip.

    That are dates that have passed, and what looks like a personal detail.
    """
    values: dict[str, object] = {}
    wrong: dict[str, str] = {}
    if not typed.text.strip():
        left = "leaves the words as they were" if sheet.before.text else "keeps nothing"
        wrong["text"] = f"Write what somebody will do. Esc again {left}."
    elif typed.text != sheet.before.text:
        _look(wrong, "text", typed.text)
    for line in LINES:
        values[line.name] = _held(sheet.before, line)
        if typed.lines[line.name] == sheet.stood(line):
            continue
        try:
            found = read_line(line, typed.lines[line.name], sheet.today, sheet.choosing)
        except RefusedError as error:
            todo = error.todo.removesuffix(EXAMPLES).rstrip() or error.todo
            wrong[line.name] = f"{error.happened} {todo} Esc again leaves this out."
            continue
        values[line.name] = found
        if isinstance(found, date) and found < sheet.today:
            wrong[line.name] = f"{spoken_weekday(found)} has passed. Esc again keeps it."
        _look(wrong, line.name, typed.lines[line.name])
    if _lacks_reason(sheet, typed, values):
        wrong["reason"] = "Say why it is reworded. Esc again leaves what, who and by when."
    elif typed.reason != sheet.before.reason:
        _look(wrong, "reason", typed.reason)
    return Reading(values, wrong)


def _look(wrong: dict[str, str], name: str, text: str) -> None:
    """Say what looks like a personal detail in it, masked."""
    looks = sentence(find(text))
    if looks:
        wrong[name] = f"{looks} Esc again keeps it."


def fill(sheet: Sheet, typed: Typed, values: Mapping[str, object]) -> Filled | None:
    """What is given back; None where there is no action."""
    text = typed.text if typed.text.strip() else sheet.before.text
    owner, due = values["owner"], values["due"]
    if _lacks_reason(sheet, typed, values):
        text, owner, due = sheet.kept.text, sheet.kept.owner, sheet.kept.due
    if not text:
        return None
    now = {**values, "owner": owner, "due": due}
    said = {name: now[name] for name in ActionFields.model_fields if now[name]}
    emptied = (line.name for line in LINES if _held(sheet.kept, line) and not now[line.name])
    return Filled(
        text,
        str(owner or ""),
        due if isinstance(due, date) else None,
        ActionFields.model_validate(said),
        tuple(emptied),
        typed.reason,
    )


def _lacks_reason(sheet: Sheet, typed: Typed, values: Mapping[str, object]) -> bool:
    if not sheet.asks_reason or typed.reason:
        return False
    kept = sheet.kept
    reworded = (typed.text.strip() or kept.text, values["owner"] or "", values["due"])
    return reworded != (kept.text.strip(), kept.owner, kept.due)


def _held(filled: Filled, line: Line) -> object:
    """What stands under the name of a line."""
    if line.name == "owner":
        return filled.owner or None
    return filled.due if line.name == "due" else getattr(filled.fields, line.name)
