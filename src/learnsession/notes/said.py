"""What was said of an agreed action in a session, and what is known of it, in a note's words."""

from __future__ import annotations

from datetime import date

from learnsession.documents.blocks import Words
from learnsession.notes import wording as say
from learnsession.notes.matter import Matter
from learnsession.session.action_events import ActionChanged
from learnsession.session.agreed import AgreedAction, Told
from learnsession.session.terms import LEVEL_WORDS

NOT_SPOKEN_OF = "Not spoken of in this session"
EMPTIED = "now empty"

_LABELS = {
    "text": "New words",
    "owner": "Owner",
    "due": "Due",
    "rationale": "Rationale",
    "level": "Level",
    "agency": "Agency",
    "carried_by": "Carried there by",
    "reply_by": "Reply expected by",
    "measure": "Measure of success",
    "evidence": "Evidence",
    "review_date": "Review date",
    "barrier": "Barrier",
    "difference": "Difference for children",
    "themes": "Themes",
    "standards": "Practice standards",
    "recommendation": "From the recommendation",
}
"""What the parts of an action are called, in their order."""

_BESIDE = tuple(name for name in _LABELS if name not in ("text", "owner", "due"))


def known(matter: Matter, action: AgreedAction) -> tuple[tuple[str, Words], ...]:
    """What is known of an action beside its words, owner and due date, as labels with values."""
    values = {name: getattr(action, name, None) for name in _BESIDE}
    values["recommendation"] = action.source.recommendation
    return tuple(
        (_LABELS[name], _value(matter, name, each)) for name, each in values.items() if each
    )


def said_here(matter: Matter, action: AgreedAction, *, changes: bool = True) -> tuple[str, ...]:
    """What was said of an action in this session and holds, oldest first.

    Args:
        matter: the session.
        action: as it stands.
        changes: also what was changed in it; False where it stands as it reads now.

    """
    holds = (told for told in action.history if not told.undone)
    lines = (_line(matter, told) for told in holds if changes or told.what != "changed")
    return tuple(line for line in lines if line)


def _line(matter: Matter, told: Told) -> str:
    new = f" New date: {say.day(told.due)}." if told.due else ""
    words = say.sentence(told.words) if told.words else ""
    match told.what:
        case "done":
            return f"Done. The difference it made for children: {words}"
        case "going":
            return f"Still going. {words}{new}"
        case "stuck":
            asked = f" Asked for help: {told.to}." if told.to else ""
            return f"Stuck: {words}{asked}{new}"
        case "dropped":
            return f"Dropped, because: {words}"
        case "changed":
            return _changed(matter, told.id)
        case "escalated":
            return f"Taken further, to {told.to}."
        case "escalation-answered":
            return f"Answered: {words}"
        case _:
            return ""


def _changed(matter: Matter, saying: str) -> str:
    """What is different since an action was reworded, or more was said of it."""
    event = next((each for each in matter.record.said if each.id == saying), None)
    if not isinstance(event, ActionChanged):
        return ""
    new: dict[str, object] = {"text": event.text, "owner": event.owner, "due": event.due}
    new |= event.fields.model_dump(exclude_none=True) if event.fields else {}
    parts = [f"{_LABELS[name]}: {_value(matter, name, each)}" for name, each in new.items() if each]
    parts += [f"{_LABELS[name]}: {EMPTIED}" for name in event.cleared if name in _LABELS]
    return " ".join(map(say.sentence, parts))


def _value(matter: Matter, name: str, value: object) -> str:
    """A value as people read it."""
    if isinstance(value, date):
        return say.day(value)
    if name == "level":
        return next((words for level, words in LEVEL_WORDS.items() if level == value), str(value))
    if isinstance(value, tuple):
        return "; ".join(matter.called(str(each)) for each in value)
    return matter.item(str(value)) if name == "recommendation" else str(value)
