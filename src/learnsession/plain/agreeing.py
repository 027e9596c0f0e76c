"""The commands with which something is agreed: an action in one line, its owner, its date."""

from __future__ import annotations

from learnsession.errors import RefusedError
from learnsession.plain.changes import changed
from learnsession.plain.conversation import Conversation
from learnsession.plain.keeping import lines_of, numbered
from learnsession.plain.understood import kind_words, understood
from learnsession.privacy.finding import masked
from learnsession.room.room import Kept
from learnsession.session.action_line import ActionLine, read_action_line
from learnsession.session.agreed import AgreedAction
from learnsession.session.dates import read_day
from learnsession.session.record import Entry
from learnsession.session.references import is_lettered, taken_off
from learnsession.typed import clean


def action(talk: Conversation, text: str) -> None:
    """An agreed action: what, who, by when and under which theme, in one line."""
    typed = clean(text)
    line = read_action_line(typed.text, talk.today, talk.framework)
    if typed.text.strip() and not line.action:
        raise RefusedError(
            "No action is left in this line.",
            "Write what somebody will do, like: /action Ask the school @team manager by Friday",
        )
    if line.due:
        talk.not_past(line.due, text)
    kept = talk.room.agree_action(
        _words(line, typed.text), line.owner, line.due, talk.prompt_id, line.fields
    )
    agreed = talk.action(kept.entry.id)
    said = (understood(talk, agreed), *map(masked, line.troubles), kind_words(talk, agreed))
    talk.took(Kept(kept.entry, typed.remark()), more=lines_of(*said))


def _words(line: ActionLine, typed: str) -> str:
    """The action; exactly as typed where nothing else was understood in the line."""
    return typed if line.action == typed.strip() else line.action


def owner(talk: Conversation, rest: str) -> None:
    """Say who does an agreed action."""
    found, role = _named(talk, rest, "No owner was named.", "Write /owner {} and the role.")
    if isinstance(found, AgreedAction):
        _said(talk, talk.room.change(found, owner=role), role)
        return
    kept, why = changed(
        talk, lambda reason: talk.room.amend(found, found.text, role, found.due, reason)
    )
    _took(talk, kept, why)


def due(talk: Conversation, rest: str) -> None:
    """Say by when an agreed action is done."""
    found, day = _named(talk, rest, "No date was given.", "Write /due {} and the date, like 18/12.")
    on = read_day(day, talk.today)
    talk.not_past(on, f"due {rest}")
    if isinstance(found, AgreedAction):
        _said(talk, talk.room.change(found, due=on), day)
        return
    kept, why = changed(
        talk, lambda reason: talk.room.amend(found, found.text, found.owner, on, reason)
    )
    _took(talk, kept, why)


def _named(
    talk: Conversation, rest: str, lacking: str, todo: str
) -> tuple[Entry | AgreedAction, str]:
    """An entry of this session by its number, or an action by its reference; then the rest."""
    name, more = taken_off(rest)
    if not is_lettered(name, "A"):
        entry, text = numbered(talk, rest, lacking, todo)
        _only_actions(entry)
        return entry, text
    found = talk.action(name)
    if not more.strip():
        raise RefusedError(lacking, todo.format(found.ref))
    here = talk.room.record.entry(found.id)
    return (talk.entry(str(here.number)) if here else found), more


def _only_actions(entry: Entry) -> None:
    if entry.kind != "agreed-action":
        raise RefusedError(
            f"Number {entry.number} was heard, not agreed.", "Owner and date belong to actions."
        )


def _took(talk: Conversation, kept: Kept, why: str) -> None:
    agreed = talk.action(kept.entry.id)
    talk.took(kept, more=lines_of(understood(talk, agreed), why))


def _said(talk: Conversation, changed_now: AgreedAction, typed: str) -> None:
    talk.told(f"{masked(changed_now.action)}\n{understood(talk, changed_now)}", typed)
