"""The commands that end a session or take its note away."""

from __future__ import annotations

from learnsession.errors import RefusedError
from learnsession.plain.conversation import Conversation
from learnsession.plain.incomplete import incomplete
from learnsession.room.exporting import KINDS, LOOKS_LIKE, Kind, export, findings
from learnsession.session.lacking import lacking

_YES = ("y", "yes")
_NO = ("n", "no")


def export_note(talk: Conversation, rest: str) -> None:
    """Write the session note into the current folder; ask first where it holds personal details."""
    wanted = rest.casefold().split()
    force, agreed = "--force" in wanted, "--yes" in wanted
    kinds = [word.lstrip(".") for word in wanted if word not in ("--force", "--yes")] or ["docx"]
    if len(kinds) > 1 or kinds[0] not in KINDS:
        raise RefusedError(
            f"There is no kind of note called '{rest.strip()}'.", f"Use {' or '.join(KINDS)}."
        )
    kind = kinds[0]
    talk.receipts.settle()
    found = findings(talk.opened())
    for line in found:
        talk.trouble(line)
    if not found or agreed:
        _export(talk, kind, force=force)
        return
    talk.say(f"{LOOKS_LIKE} Export all the same? y exports; anything else carries on.")

    def answered(line: str) -> bool:
        if line.strip().casefold() in _YES:
            _export(talk, kind, force=force)
            return True
        return _not_done(talk, "Not exported.", line)

    talk.asked = answered


def _export(talk: Conversation, kind: Kind, *, force: bool) -> None:
    room = talk.room
    path = export(talk.opened(), kind, room.now, to=None, force=force, rehearsal=room.rehearsal)
    talk.say(f"Exported: {path}")


def close(talk: Conversation, _: str) -> None:
    """Ask once, whatever is incomplete."""
    ref = "the rehearsal" if talk.room.rehearsal else talk.room.record.started.ref
    missing = incomplete(talk.room)
    lines = [f"Not done yet: {'; '.join(missing)}."] if missing else []
    lacks = lacking(talk.smart, talk.room.agreed)
    if lacks:
        lines += ["What could still be said of what was agreed:", *lacks]
    lines.append(f"Close {ref}? y closes; anything else carries on.")
    talk.say("\n".join(lines))

    def answered(line: str) -> bool:
        if line.strip().casefold() in _YES:
            _close(talk)
            return True
        return _not_done(talk, "Not closed.", line)

    talk.asked = answered


def _not_done(talk: Conversation, said: str, line: str) -> bool:
    """Say so. True when the line was a no and nothing else; any other is yet to be dealt with."""
    talk.say(said)
    answer = line.strip().casefold()
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
