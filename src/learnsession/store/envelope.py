"""What every kept file looks like: what it is, its format number, its checksum, its content.

The whole is JSON, on one line, so that any tool can read it in twenty years:

    {"learnsession":"session","format":1,"sha256":"…","content":{…}}

The checksum covers every byte but itself, so a bit that flipped or a cut anywhere is noticed; 94 %
of single-byte changes to a JSON file would parse all the same.
"""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

from learnsession.errors import DamagedError, NewerError
from learnsession.store.files import Stamp, read_whole

FORMAT = 1
"""The number of the file format that this version writes, and the newest that it reads."""

_HEAD = re.compile(
    rb'(\{"learnsession":"([a-z-]{1,20})","format":([1-9][0-9]{0,8}),)'
    rb'"sha256":"([0-9a-f]{64})","content":'
)
_TAIL = b"}\n"


def wrap(kind: str, *body: bytes) -> bytes:
    """A file of this kind around its content, which is JSON already, in one part or several.

    Parts are put together once, here: each copy of a long session shows in the time of a save.
    """
    head = b'{"learnsession":"%b","format":%d,' % (kind.encode("ascii"), FORMAT)
    return b"".join((head, b'"sha256":"', _sum(head, *body), b'","content":', *body, _TAIL))


def unwrap(kind: str, data: bytes, path: Path) -> bytes:
    """The content of a file, verified.

    Raises:
        DamagedError: it is empty, cut or changed, or is not of this kind.
        NewerError: a newer learnsession wrote it.

    """
    head = _HEAD.match(data)
    if not head or not data.endswith(_TAIL):
        raise damaged(path, "It is empty" if not data else "It has been cut or changed")
    body = data[head.end() : -len(_TAIL)]
    if _sum(head[1], body) != head[4]:
        raise damaged(path, "It has been cut or changed")
    if int(head[3]) > FORMAT:
        raise newer(path)
    if head[2] != kind.encode("ascii"):
        raise damaged(path, f"It holds something other than a {kind}")
    return body


def wrap_plain(kind: str, values: object) -> bytes:
    """A file of this kind around plain JSON values; escapes whatever UTF-8 cannot say."""
    return wrap(kind, json.dumps(values, separators=(",", ":")).encode("ascii"))


def read_plain(kind: str, path: Path) -> tuple[Any, Stamp]:
    """The plain JSON values of a file, verified, and its stamp as it was read.

    Raises:
        FileNotFoundError: there is none.
        DamagedError: it is empty, cut or changed, or is not of this kind.
        NewerError: a newer learnsession wrote it.
        StoreError: it may not be read.

    """
    data, stamp = read_whole(path)
    body = unwrap(kind, data, path)
    try:
        return json.loads(body), stamp
    except (ValueError, RecursionError) as error:
        raise damaged(path, "It is not JSON") from error


def damaged(path: Path, why: str) -> DamagedError:
    """The error for a file whose content cannot be trusted."""
    return DamagedError(
        f"{path.name} is damaged. {why}.", "Bring it back from a backup.", str(path)
    )


def newer(path: Path) -> NewerError:
    """The error for a file that this version is too old for."""
    return NewerError(
        f"{path.name} was written by a newer version of learnsession.",
        "Use that version, or a newer one, to open it; nothing was changed.",
        str(path),
    )


def _sum(*parts: bytes) -> bytes:
    digest = sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest().encode("ascii")
