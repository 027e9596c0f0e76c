"""Which session a person means by what was typed."""

from __future__ import annotations

from learnsession.errors import DamagedError, NotFoundError
from learnsession.session.references import begins, is_called
from learnsession.store import names
from learnsession.store.catalogue import CatalogueRow, Rows, is_register
from learnsession.store.envelope import LOOK


def meant_by(spec: str, found: Rows, *, register: bool = False) -> CatalogueRow:
    """The session that is meant by `S-0042`, `s-42`, `42`, an id, its beginning, or `last`.

    Args:
        spec: what was typed.
        found: what is in the store.
        register: whether the register of a team may be meant as well, by `R-0001` or its id.

    Raises:
        NotFoundError: none is meant, or more than one.
        DamagedError: the one that is meant cannot be read.

    """
    wanted = spec.strip()
    sessions = [row for row in found.rows if not is_register(row)]
    if wanted.casefold() == "last":
        meant = sessions[:1]
    else:
        meant = [row for row in sessions if _is_meant(wanted, row.ref, row.id)]
        meant = meant or [row for row in found.rows if _is_register_meant(wanted, row.ref, row.id)]
    if len(meant) == 1:
        if is_register(meant[0]) and not register:
            raise _a_register(meant[0])
        return meant[0]
    if meant:
        raise _ambiguous(wanted, meant)
    for path, words in found.damaged:
        name = names.parse(path.as_posix())
        if name and _names(wanted, name):
            raise DamagedError(words, LOOK, str(path))
    raise not_found(wanted)


def _names(spec: str, name: names.Name) -> bool:
    which = _is_meant if name.ref[0] == "S" else _is_register_meant
    return which(spec, name.ref, name.id)


def _is_register_meant(spec: str, ref: str, session_id: str) -> bool:
    """Only by its letter, so that a number alone always means a session; or by its id."""
    return ref[0] == "R" and not spec.isdigit() and _is_meant(spec, ref, session_id)


def _a_register(row: CatalogueRow) -> NotFoundError:
    whose = f"the team {row.team}" if row.team else "actions without a team"
    return NotFoundError(
        f"{row.ref} is no session: it is the register of {whose}.",
        "See the actions: learnsession actions",
    )


def not_found(spec: str) -> NotFoundError:
    """The error for a session that is not in the store."""
    if spec.casefold() == "last":
        return NotFoundError("There is no session yet.", "Start one: learnsession run PACK")
    return NotFoundError(f"There is no session '{spec}'.", "See them all: learnsession sessions")


def _is_meant(spec: str, ref: str, session_id: str) -> bool:
    return is_called(spec, ref, session_id) or begins(spec, session_id)


def _ambiguous(spec: str, meant: list[CatalogueRow]) -> NotFoundError:
    listed = ", ".join(f"{row.ref} ({row.id})" for row in meant[:5])
    more = f" and {len(meant) - 5} more" if len(meant) > 5 else ""
    return NotFoundError(
        f"'{spec}' could be any of {listed}{more}.", "Give more of its id, or the whole of it."
    )
