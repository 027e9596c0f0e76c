"""Packs and formats as they were when a session ran.

Kept once each, under the checksum of the file they came from, as plain JSON of their own time. So
an edited or deleted pack never changes what a team did.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Literal

from learnsession.errors import DamagedError, NotFoundError
from learnsession.store.envelope import LOOK, damaged
from learnsession.store.files import write_atomically
from learnsession.store.layout import FORMATS, PACKS, QUARANTINE
from learnsession.store.locks import store_lock
from learnsession.store.moves import move_aside, tidy
from learnsession.store.sealing import Seal, close_plain, read_plain

Kind = Literal["pack", "format"]
FOLDER_OF: dict[Kind, str] = {"pack": PACKS, "format": FORMATS}
"""Where each is kept."""
_SUM = re.compile(r"[0-9a-f]{16,64}")


def keep(
    root: Path, kind: Kind, sha256: str, values: dict[str, Any], stem: str, seal: Seal
) -> None:
    """Keep a pack or format, unless it is kept already. A damaged one is set aside and replaced.

    Args:
        root: the store.
        kind: which of the two.
        sha256: the checksum that names it, in lower-case hexadecimals.
        values: plain JSON values.
        stem: put before the name of a damaged one in quarantine, e.g. the time.
        seal: closes the file.

    Raises:
        SaveError: the disk refused.
        NewerError: a newer learnsession kept it.

    """
    path = _path(root, kind, sha256)
    with store_lock(root, seal):
        try:
            kept(root, kind, sha256, seal)
        except NotFoundError:
            pass
        except DamagedError:
            move_aside(path, root / QUARANTINE, stem)
        else:
            return
        tidy(path)
        write_atomically(path, close_plain(seal, kind, path, {"of": sha256, "values": values}))


def kept(root: Path, kind: Kind, sha256: str, seal: Seal) -> dict[str, Any]:
    """A pack or format as it was when run.

    Raises:
        NotFoundError: it is not in this store.
        DamagedError: it is cut or changed, or is not the one that its name says.
        NewerError: a newer learnsession kept it.

    """
    path = _path(root, kind, sha256)
    try:
        content, _ = read_plain(seal, kind, path)
    except FileNotFoundError as error:
        raise NotFoundError(
            f"The {kind} of this session is not in the store.",
            LOOK,
            str(path),
        ) from error
    if not isinstance(content, dict) or content.get("of") != sha256:
        raise damaged(path, "It holds something else than its name says")
    values = content.get("values")
    if not isinstance(values, dict):
        raise damaged(path, f"It does not hold a {kind}")
    return values


def _path(root: Path, kind: Kind, sha256: str) -> Path:
    if not _SUM.fullmatch(sha256):
        raise NotFoundError(f"'{sha256}' is not a checksum.", f"Name the {kind} by its checksum.")
    return root / FOLDER_OF[kind] / f"{sha256}.json"
