"""An action that comes back, in two lines: what it is, and where it stands or what was said."""

from __future__ import annotations

from datetime import date

from textual.content import Content

from learnsession.actions.telling import shortened as shortened
from learnsession.session.agreed import AgreedAction, Told
from learnsession.session.standing import answered, due_words, status_words, waiting
from learnsession.session.terms import ANSWER_WORDS, Answer
from learnsession.tui.phrases import DOT

SHORT = 60
"""Characters of what stands on one line with other facts."""

SHORTEST = 24
"""So many characters of what was said are shown however little room is left."""

HERE = "This session:  "

NOBODY = "nobody named yet"


def owed_row(action: AgreedAction, today: date, longest: int, line: int) -> Content:
    """Its reference and its words; below, where it stands.

    What was said of it in this session stands there instead, as soon as something was.

    Args:
        action: with what was said of it in this session alone.
        today: the local day.
        longest: characters of its words that are shown.
        line: columns of the line below them.

    """
    ref = Content.styled(f"{action.ref}  ", "bold $primary")
    said = answered(action)
    below = _said(action, said, line) if said else _standing(action, today)
    return Content.assemble(ref, shortened(action.action, longest), "\n", below)


def _said(action: AgreedAction, said: Told, line: int) -> Content:
    answers: dict[str, Answer] = {name: name for name in ANSWER_WORDS}
    words = status_words(action) if said.what == "stuck" else ANSWER_WORDS[answers[said.what]]
    head = Content.assemble(_headline(action), (HERE, "bold $success"))
    told = shortened(f"{words}. {said.words}", max(line - head.cell_length, SHORTEST))
    return Content.assemble(head, (told, "$success"))


def _standing(action: AgreedAction, today: date) -> Content:
    """Who and by when, and what it waits for."""
    late = "$warning" if action.overdue(today) else "$text-muted"
    facts = [
        Content.styled(action.owner or NOBODY, "$text-muted"),
        Content.styled(due_words(action, today), late),
    ]
    if action.status == "cannot-proceed" or not action.open:
        facts.append(
            Content.styled(status_words(action), "$warning" if action.open else "$text-muted")
        )
    elif action.status == "in-progress":
        facts.append(Content.styled("in progress", "$text-muted"))
    facts += [Content.styled(f"waits for {each.to}", "$warning") for each in waiting(action)]
    return Content.assemble(_headline(action), Content.styled(DOT, "$text-muted").join(facts))


def _headline(action: AgreedAction) -> Content:
    return Content.styled(f"Headline improvement{DOT}" if action.pinned else "", "$accent")
