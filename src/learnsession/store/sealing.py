"""How the content of kept files is closed: in clear text with a checksum, or sealed.

A sealed file is encrypted and authenticated by AES-256-GCM (NIST SP 800-38D) with the store's
random data key and a fresh random nonce. What it is, its format and its name are bound in, so that
the file of one session cannot be put in the place of another's, nor a draft in a session's. The
data key itself is kept in `vault.json`, see `vault`.
"""

from __future__ import annotations

import json
import re
import secrets
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from learnsession.errors import LockedError
from learnsession.store.envelope import (
    FORMAT,
    Content,
    GrowingSum,
    damaged,
    head_of,
    must_be,
    sealed_head,
    unwrap,
    wrap,
)
from learnsession.store.formats import upgraded
from learnsession.store.stamps import Stamp, read_whole

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
_NONCE_BYTES = 12
_SET_ASIDE = re.compile(r"^\d{8}T\d{6}Z(-\d+)?_")


class Seal(Protocol):
    """Closes and opens the files of one store."""

    @property
    def key_id(self) -> str:
        """Tells one data key from another without giving it away; empty for clear text."""
        ...

    def close(
        self,
        kind: str,
        path: Path,
        *body: bytes,
        number: int = FORMAT,
        growing: GrowingSum | None = None,
    ) -> bytes:
        """Everything that a file shall hold: its content, JSON already, in one or more parts.

        Args:
            kind: what it is, e.g. `session`.
            path: where it will stand; its name is bound in, its folder is not.
            body: the content.
            number: of an older format, when such a file is only taken over.
            growing: adds up a content that grows; what is sealed has no need of it.

        """
        ...

    def open(self, kind: str, path: Path, data: bytes) -> Content:
        """The content of a file, verified.

        Args:
            kind: what it has to be.
            path: where it stood when it was written, for its name and for words.
            data: everything that the file holds.

        Raises:
            DamagedError: it is empty, cut or changed, or is not what its kind and name say.
            NewerError: a newer learnsession wrote it.
            LockedError: it is sealed, and this is for clear text.

        """
        ...


class Clear:
    """A store whose files anybody can read who may read the folder."""

    key_id = ""

    def close(
        self,
        kind: str,
        path: Path,  # noqa: ARG002 - the name is only bound into sealed files
        *body: bytes,
        number: int = FORMAT,
        growing: GrowingSum | None = None,
    ) -> bytes:
        """As `Seal.close`."""
        return wrap(kind, *body, number=number, growing=growing)

    def open(self, kind: str, path: Path, data: bytes) -> Content:
        """As `Seal.open`."""
        head = head_of(data)
        if head and head.sealed:
            raise LockedError(
                f"{path.name} is sealed with a passphrase.",
                "Give the passphrase; if vault.json is missing, bring it back from a backup.",
                str(path),
            )
        return unwrap(kind, data, path)


class Sealed:
    """A store whose files can only be read with its data key.

    Args:
        key: the data key, 32 random bytes.

    """

    def __init__(self, key: bytes) -> None:
        self.key_id = key_id(key)
        self._cipher = _cipher(key)

    def __repr__(self) -> str:
        """Says nothing that a traceback should not show."""
        return f"Sealed({self.key_id})"

    def close(
        self,
        kind: str,
        path: Path,
        *body: bytes,
        number: int = FORMAT,
        growing: GrowingSum | None = None,  # noqa: ARG002 - the cipher goes through all of it
    ) -> bytes:
        """As `Seal.close`."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        head = sealed_head(kind, nonce, number)
        return head + self._cipher.encrypt(nonce, b"".join(body), head + bound_name(path))

    def open(self, kind: str, path: Path, data: bytes) -> Content:
        """As `Seal.open`; a file in clear text is refused: anybody could put one there."""
        from cryptography.exceptions import InvalidTag

        head = head_of(data)
        if not head or not head.sealed:
            why = "It is not sealed, though the store is" if head else "It has been cut or changed"
            raise damaged(path, why if data else "It is empty")
        line = data[: head.length]
        try:
            body = self._cipher.decrypt(head.nonce, data[head.length :], line + bound_name(path))
        except InvalidTag as error:
            raise damaged(path, "It has been cut or changed") from error
        must_be(kind, head.kind, head.format, path)
        return Content(body, head.format)


CLEAR = Clear()


def key_id(key: bytes) -> str:
    """What tells one data key from another, 16 hexadecimals."""
    return sha256(b"learnsession data key\0" + key).hexdigest()[:16]


def bound_name(path: Path) -> bytes:
    """What of a file's name is bound in: `S-0042_ID` for a session, its draft and its `.bak`.

    In quarantine the moment stands before the name; it makes no difference.
    """
    return _SET_ASIDE.sub("", path.name).partition(".")[0].encode()


def close_plain(seal: Seal, kind: str, path: Path, values: object) -> bytes:
    """A file around plain JSON values; escapes whatever UTF-8 cannot say."""
    return seal.close(kind, path, json.dumps(values, separators=(",", ":")).encode("ascii"))


def open_plain(seal: Seal, kind: str, path: Path, data: bytes) -> Any:
    """The plain JSON values of a file, in today's format. Raises as `Seal.open`."""
    content = seal.open(kind, path, data)
    try:
        values = json.loads(content.body)
    except (ValueError, RecursionError) as error:
        raise damaged(path, "It is not JSON") from error
    return upgraded(kind, values, content.format)


def read_plain(seal: Seal, kind: str, path: Path) -> tuple[Any, Stamp]:
    """The plain JSON values of a file on disk, and its stamp as it was read.

    Raises:
        FileNotFoundError: there is none.
        DamagedError: it is empty, cut or changed, or is not of this kind.
        NewerError: a newer learnsession wrote it.
        LockedError: it is sealed, and this is for clear text.
        StoreError: it may not be read.

    """
    data, stamp = read_whole(path)
    return open_plain(seal, kind, path, data), stamp


def _cipher(key: bytes) -> AESGCM:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key)
