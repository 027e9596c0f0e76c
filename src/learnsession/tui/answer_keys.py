"""The keys that say what became of an action, in words."""

from __future__ import annotations

from learnsession.session.agreed import AgreedAction
from learnsession.session.standing import waiting
from learnsession.tui.widgets.key_line import Hint

LEAVE = Hint("Esc", "Not now", "screen.leave")
ONE_LINE = (Hint("Enter", "Keep"), LEAVE)
"""While one thing is asked."""

SEVERAL_LINES = (Hint("Enter", "Next, then keep"), Hint("↑ ↓", "Move"), LEAVE)
"""While several things are asked."""

QUESTION_KEYS = {
    "done": ("d", "Done"),
    "going": ("g", "Still going"),
    "stuck": ("k", "Stuck"),
    "dropped": ("x", "Drop it"),
    "further": ("t", "Take it further"),
    "outcome": ("o", "What came of it"),
}
"""Which key asks what, and what that is called; the names are `questions.Name`."""

ANSWER_KEYS = (
    ("d", "done: what difference did it make for children?"),
    ("g", "still going: how far is it, and a new date if there is one"),
    ("k", "stuck: what stands in the way, and who is asked for help"),
    ("x", "dropped: why"),
    ("p", "the team's headline improvement, or no longer; it comes first until it is done"),
    ("t", "take a concern about it further: to whom, by role"),
    ("o", "what came of what was taken further"),
    ("f", "everything else that can be said of it"),
    ("u", "undo the last thing that was said of it; it stays in the history"),
    ("Enter", "in a question: the next line; in the last one, keep it"),
    ("↑ ↓", "in a question: the line before, the line after"),
    ("Esc", "leave the question (your words stay), then the page"),
    ("!, F9", "live concern page; F9 also while you type"),
)
"""For the help of every screen with these keys."""


UNDO = Hint("u", "Undo", "screen.undo")


def answer_hints(action: AgreedAction | None, *, undo: bool) -> tuple[Hint, ...]:
    """What can be said of an action now; none when there is no action.

    Args:
        action: the marked one.
        undo: whether something that was said of it can be undone here.

    """
    if action is None:
        return ()
    if not action.open:
        return (UNDO,) if undo else ()
    return (
        Hint("d", "Done", "screen.ask('done')"),
        Hint("g", "Still going", "screen.ask('going')"),
        Hint("k", "Stuck", "screen.ask('stuck')"),
        Hint("x", "Drop", "screen.ask('dropped')"),
    )


def other_hints(action: AgreedAction | None, *, undo: bool) -> tuple[Hint, ...]:
    """What is said of it more rarely; `undo` as in `answer_hints`."""
    if action is None:
        return ()
    pin = "Not headline" if action.pinned else "Headline"
    still_open = (
        Hint("t", "Take further", "screen.ask('further')"),
        Hint("p", pin, "screen.pin"),
        *((UNDO,) if undo else ()),
    )
    answered = Hint("o", "What came of it", "screen.ask('outcome')")
    return (
        *((answered,) if waiting(action) else ()),
        *(still_open if action.open else ()),
        Hint("f", "Fuller form", "screen.fill"),
    )
