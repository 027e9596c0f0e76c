"""The commands that end a session or take its note away."""

from __future__ import annotations

from learnsession.errors import RefusedError
from learnsession.plain.conversation import Conversation
from learnsession.plain.incomplete import incomplete
from learnsession.room.exporting import KINDS, export

_YES = ("y", "yes")
_NO = ("n", "no")


def export_note(talk: Conversation, rest: str) -> None:
    """Write the session note into the current folder."""
    wanted = rest.casefold().split()
    force = "--force" in wanted
    kinds = [word.lstrip(".") for word in wanted if word != "--force"] or ["docx"]
    if len(kinds) > 1 or kinds[0] not in KINDS:
        raise RefusedError(
            f"There is no kind of note called '{rest.strip()}'.", f"Use {' or '.join(KINDS)}."
        )
    room = talk.room
    talk.receipts.settle()
    path = export(
        talk.opened(),
        kinds[0],
        room.now,
        to=None,
        force=force,
        rehearsal=room.rehearsal,
    )
    talk.say(f"Exported: {path}")


def close(talk: Conversation, _: str) -> None:
    """Ask once, whatever is incomplete."""
    ref = "the rehearsal" if talk.room.rehearsal else talk.room.record.started.ref
    missing = incomplete(talk.room)
    lines = [f"Not done yet: {'; '.join(missing)}."] if missing else []
    lines.append(f"Close {ref}? y closes; anything else carries on.")
    talk.say("\n".join(lines))
    talk.closing = True


def answered(talk: Conversation, line: str) -> bool:
    """Take the line after /close. True when it was an answer and nothing else."""
    talk.closing = False
    answer = line.strip().casefold()
    if answer in _YES:
        _close(talk)
        return True
    talk.say("Not closed.")
    return answer in _NO or not answer


def leave(talk: Conversation, _: str) -> None:
    """Leave the session to be continued."""
    talk.over = True


def _close(talk: Conversation) -> None:
    talk.room.close()
    talk.over = True
    if talk.room.rehearsal:
        talk.say("The rehearsal is over.")
        return
    ref, place = talk.room.record.started.ref, talk.place
    talk.owe(
        "\n".join(
            [
                f"{ref} is closed.",
                f"To read it: {place.command(f'show {ref}')}",
                f"To export it: {place.command(f'export {ref} --to docx')}",
                f"To open it again: {place.command(f'reopen {ref}')}",
            ]
        ),
        "",
    )
