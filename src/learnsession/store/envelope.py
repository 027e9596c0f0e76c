"""What every kept file looks like: what it is, its format number, its checksum, its content.

The whole is JSON, on one line, so that any tool can read it in twenty years:

    {"learnsession":"session","format":2,"sha256":"…","content":{…}}

The checksum covers every byte but itself, so a bit that flipped or a cut anywhere is noticed; 94 %
of single-byte changes to a JSON file would parse all the same. In a protected store the content is
sealed (see `sealing`), and such a line stands alone before it:

    {"learnsession":"session","format":2,"sealed":"aes-256-gcm","nonce":"…"}
"""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from learnsession.errors import DamagedError, NewerError

FORMAT = 3
"""The number of the file format that this version writes, and the newest that it reads. What older
ones lack is made good in `formats`."""

_HEAD = re.compile(
    rb'(\{"learnsession":"([a-z-]{1,20})","format":([1-9][0-9]{0,8}),)'
    rb'(?:"sha256":"([0-9a-f]{64})","content":|'
    rb'"sealed":"aes-256-gcm","nonce":"([0-9a-f]{24})"\}\n)'
)
_TAIL = b"}\n"

LOOK = "Look with: learnsession store check"
"""What to do about a damaged file: it says what can be brought back, and how."""


class Head(NamedTuple):
    """What the beginning of a kept file says; nothing of it is verified yet."""

    kind: str
    format: int
    nonce: bytes
    """Of a sealed file; empty for one in clear text."""
    length: int
    """Where the content begins, in bytes."""

    @property
    def sealed(self) -> bool:
        """True when the content can only be read with the store's key."""
        return bool(self.nonce)


class Content(NamedTuple):
    """What a kept file holds, verified, and the number of the format it was written in."""

    body: bytes
    format: int


def head_of(data: bytes) -> Head | None:
    """What a file says of itself; None when it is none of ours, is empty or was cut."""
    match = _HEAD.match(data)
    if not match:
        return None
    nonce = bytes.fromhex(match[5].decode("ascii")) if match[5] else b""
    return Head(match[2].decode("ascii"), int(match[3]), nonce, match.end())


def is_sealed(data: bytes) -> bool:
    """Whether the beginning of a file says that it is sealed, with whatever key."""
    head = head_of(data)
    return bool(head and head.sealed)


class GrowingSum:
    """The checksum of contents that are alike but for what was added to their last but one part.

    Adding up a long session anew for each entry takes a thirtieth of its save.
    """

    def __init__(self) -> None:
        self._parts: tuple[bytes, ...] = ()
        self._so_far = sha256()

    def of(self, *parts: bytes) -> bytes:
        """The checksum of all parts, in hexadecimals."""
        *before, grown, last = parts
        *known, had, _ = self._parts or (b"", b"")
        if known == before and grown.startswith(had):
            self._so_far.update(memoryview(grown)[len(had) :])
        else:
            self._so_far = sha256(b"".join((*before, grown)))
        self._parts = parts
        whole = self._so_far.copy()
        whole.update(last)
        return whole.hexdigest().encode("ascii")


def wrap(kind: str, *body: bytes, number: int = FORMAT, growing: GrowingSum | None = None) -> bytes:
    """A file of this kind around its content, which is JSON already, in one part or several.

    Parts are put together once, here: each copy of a long session shows in the time of a save.
    `number` is that of an older format when such a file is only taken over, `growing` what adds
    up a content that was wrapped before with less in it.
    """
    head = _beginning(kind, number)
    added_up = growing.of(head, *body) if growing else _sum(head, *body)
    return b"".join((head, b'"sha256":"', added_up, b'","content":', *body, _TAIL))


def sealed_head(kind: str, nonce: bytes, number: int = FORMAT) -> bytes:
    """The line that stands before sealed content."""
    return b'%b"sealed":"aes-256-gcm","nonce":"%b"}\n' % (
        _beginning(kind, number),
        nonce.hex().encode("ascii"),
    )


def unwrap(kind: str, data: bytes, path: Path) -> Content:
    """The content of a file in clear text, verified.

    Raises:
        DamagedError: it is empty, cut or changed, or is not of this kind.
        NewerError: a newer learnsession wrote it.

    """
    match = _HEAD.match(data)
    if not match or not match[4] or not data.endswith(_TAIL):
        raise damaged(path, "It is empty" if not data else "It has been cut or changed")
    body = data[match.end() : -len(_TAIL)]
    if _sum(match[1], body) != match[4]:
        raise damaged(path, "It has been cut or changed")
    must_be(kind, match[2].decode("ascii"), int(match[3]), path)
    return Content(body, int(match[3]))


def must_be(kind: str, found: str, number: int, path: Path) -> None:
    """Refuse what is verified but is not what it should be.

    Raises:
        DamagedError: it is of another kind.
        NewerError: a newer learnsession wrote it.

    """
    if number > FORMAT:
        raise newer(path)
    if found != kind:
        raise damaged(path, f"It holds something other than a {kind}")


def damaged(path: Path, why: str) -> DamagedError:
    """The error for a file whose content cannot be trusted."""
    return DamagedError(f"{path.name} is damaged. {why}.", LOOK, str(path))


def newer(path: Path) -> NewerError:
    """The error for a file that this version is too old for."""
    return NewerError(
        f"{path.name} was written by a newer version of learnsession.",
        "Use that version, or a newer one, to open it; nothing was changed.",
        str(path),
    )


def _beginning(kind: str, number: int) -> bytes:
    return b'{"learnsession":"%b","format":%d,' % (kind.encode("ascii"), number)


def _sum(*parts: bytes) -> bytes:
    digest = sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest().encode("ascii")
