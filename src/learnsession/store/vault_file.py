"""`vault.json`: the data key of a protected store, wrapped twice, and how far protecting has come.

It is written twice, as `vault.json` and `vault.json.bak`, and a third time beside the backups that
the store keeps: without it nothing in a protected store can ever be read again. Nothing in it is
worth anything without the passphrase or the recovery key.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

from learnsession.errors import DamagedError
from learnsession.store.envelope import damaged
from learnsession.store.files import previous, write_atomically
from learnsession.store.layout import BACKUPS, VAULT
from learnsession.store.moves import remove
from learnsession.store.sealing import CLEAR, close_plain, open_plain, read_plain
from learnsession.store.stamps import stamp_of

KIND = "vault"

State = Literal["sealing", "sealed", "unsealing"]
"""`sealing` and `unsealing`: some files are done and some are not; it is finished at next start."""


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a passphrase becomes a key: argon2id (RFC 9106). The default is its second choice."""

    salt: bytes
    iterations: int = 3
    lanes: int = 4
    memory_kib: int = 65536


@dataclass(frozen=True, slots=True)
class Vault:
    """What the file holds."""

    state: State
    key_id: str
    derivation: Derivation
    by_passphrase: bytes
    """The data key, sealed with the key that follows from the passphrase; nonce first."""
    by_recovery: bytes
    """The data key, sealed with the key that follows from the recovery key; nonce first."""


def read_vault(root: Path) -> Vault | None:
    """The vault of a store; None when it is not protected.

    Raises:
        DamagedError: neither the file nor its copy can be trusted.
        NewerError: a newer learnsession wrote it.
        StoreError: it may not be read.

    """
    trouble: DamagedError | None = None
    for path in (root / VAULT, previous(root / VAULT)):
        try:
            values, _ = read_plain(CLEAR, KIND, path)
            return _understood(values, path)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except DamagedError as error:
            trouble = trouble or error
    if trouble:
        raise trouble
    return None


def key_id_of(vault: Vault | None) -> str:
    """What tells the data key of a store from another, as `Seal.key_id`; empty without a vault."""
    return vault.key_id if vault else ""


def vault_in(data: bytes, path: Path) -> Vault:
    """The vault that a file holds. Raises `DamagedError` and `NewerError` as `read_vault`."""
    return _understood(open_plain(CLEAR, KIND, path, data), path)


def vault_in_backups(root: Path) -> Path:
    """The copy beside the kept backups, which need it as much.

    There is one for all of them: a passphrase that was changed must open none of them any more.
    """
    return root / BACKUPS / VAULT


def is_protected(root: Path) -> bool:
    """True when a passphrase is needed; reads nothing."""
    return bool(stamp_of(root / VAULT) or stamp_of(previous(root / VAULT)))


def write_vault(root: Path, vault: Vault) -> None:
    """Keep the vault and its copies.

    Raises:
        SaveError: the disk refused; the file or its copy is whole, before or after.

    """
    path = root / VAULT
    derivation = vault.derivation
    values = {
        "state": vault.state,
        "key": vault.key_id,
        "argon2id": {
            "salt": _text(derivation.salt),
            "iterations": derivation.iterations,
            "lanes": derivation.lanes,
            "memory_kib": derivation.memory_kib,
        },
        "passphrase": _text(vault.by_passphrase),
        "recovery": _text(vault.by_recovery),
    }
    whole = close_plain(CLEAR, KIND, path, values)
    write_atomically(path, whole)
    write_atomically(previous(path), whole)
    if vault_in_backups(root).parent.is_dir():
        write_atomically(vault_in_backups(root), whole)


def remove_vault(root: Path) -> None:
    """The store is not protected any more. Raises `SaveError` when the disk refuses."""
    if vault_in_backups(root).parent.is_dir():
        remove(vault_in_backups(root))
    remove(previous(root / VAULT))
    remove(root / VAULT)


def _understood(values: Any, path: Path) -> Vault:
    try:
        how = values["argon2id"]
        numbers = [int(how[name]) for name in ("iterations", "lanes", "memory_kib")]
        if values["state"] not in ("sealing", "sealed", "unsealing"):
            raise ValueError(values["state"])
        return Vault(
            cast("State", values["state"]),
            str(values["key"]),
            Derivation(_bytes(how["salt"]), *numbers),
            _bytes(values["passphrase"]),
            _bytes(values["recovery"]),
        )
    except (KeyError, TypeError, ValueError, binascii.Error) as error:
        raise damaged(path, "It does not hold the keys of a store") from error


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
