"""Protecting a store with a passphrase, unlocking it, and taking the protection off again.

Whatever is killed half-way is finished by the next `unlock`; until then nothing is read or written.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from learnsession.errors import InUseError, LockedError, RefusedError
from learnsession.store import keys
from learnsession.store.kept_backups import refuse_newer
from learnsession.store.keys import Fresh
from learnsession.store.locks import held_elsewhere, whole_store_lock
from learnsession.store.resealing import seal_all, unseal_all
from learnsession.store.sealing import CLEAR, Sealed
from learnsession.store.vault_file import (
    Derivation,
    Vault,
    is_protected,
    read_vault,
    remove_vault,
    write_vault,
)

_PATIENCE = 600.0
"""Seconds to wait for another window that seals a large store."""


def unlock(root: Path, secret: str) -> Sealed:
    """Open a protected store by its passphrase or its recovery key.

    Returns:
        What closes and opens its files, for `SessionStore`.

    Raises:
        LockedError: it is neither; or the protection was being taken off, which is now finished.
        RefusedError: the store is not protected.
        DamagedError: the vault cannot be trusted.
        SaveError: the disk refused to finish what was half-done.

    """
    vault = _vault(root)
    seal = Sealed(keys.data_key(vault, secret))
    if vault.state == "sealed":
        return seal
    with _alone(root):
        vault = _vault(root)
        if vault.state == "sealing":
            _finish_sealing(root, vault, seal)
        elif vault.state == "unsealing":
            _finish_unsealing(root, seal)
            raise LockedError(
                "Taking the protection off had been interrupted, and is now finished.",
                "Start again; no passphrase is needed any more.",
            )
    return seal


def prepare(passphrase: str, derivation: Derivation | None = None) -> Fresh:
    """New keys, so that the recovery key can be shown before anything is sealed.

    Raises:
        RefusedError: the passphrase is too short.

    """
    return keys.fresh(passphrase, derivation)


def protect(root: Path, fresh: Fresh) -> Sealed:
    """Seal every file of a store with these keys.

    Raises:
        RefusedError: it is protected already.
        InUseError: a session is being run in another window.
        NewerError: a newer learnsession made one of the backups that the store keeps.
        SaveError: the disk refused; `unlock` finishes it.

    """
    with _alone(root):
        if is_protected(root):
            raise RefusedError(
                "This store is protected already.",
                "Change the passphrase with: learnsession store passphrase",
            )
        refuse_newer(root, CLEAR)
        write_vault(root, fresh.vault)
        seal = Sealed(fresh.key)
        _finish_sealing(root, fresh.vault, seal)
        return seal


def unprotect(root: Path, secret: str) -> None:
    """Put every file of a store back into clear text.

    Raises:
        LockedError: it is neither the passphrase nor the recovery key.
        RefusedError: it is not protected.
        InUseError: a session is being run.
        NewerError: as `protect`.
        SaveError: the disk refused; `unlock` finishes it.

    """
    seal = Sealed(keys.data_key(_vault(root), secret))
    with _alone(root):
        refuse_newer(root, seal)
        write_vault(root, replace(_vault(root), state="unsealing"))
        _finish_unsealing(root, seal)


def change_passphrase(root: Path, secret: str, passphrase: str) -> None:
    """Put another passphrase before the same keys; the recovery key stays as it is.

    Raises:
        LockedError: `secret` is neither the passphrase nor the recovery key.
        RefusedError: the new one is too short, or the store is not protected.
        SaveError: the disk refused; the old one still holds.

    """
    with _alone(root):
        vault = _vault(root)
        key = keys.data_key(vault, secret)
        write_vault(root, keys.with_passphrase(vault, key, passphrase))


def _finish_sealing(root: Path, vault: Vault, seal: Sealed) -> None:
    seal_all(root, seal)
    write_vault(root, replace(vault, state="sealed"))


def _finish_unsealing(root: Path, seal: Sealed) -> None:
    unseal_all(root, seal)
    remove_vault(root)


def _vault(root: Path) -> Vault:
    vault = read_vault(root)
    if vault is None:
        raise RefusedError(
            "This store is not protected.", "Protect it with: learnsession store protect"
        )
    return vault


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Nobody else writes: the store's own lock, and no session that another window runs.

    Sessions are taken under that lock as well, so none can begin meanwhile.
    """
    with whole_store_lock(root, _PATIENCE):
        taken = held_elsewhere(root)
        if taken:
            raise InUseError(
                f"{taken} is open in another window.", "Leave it there first, then try again."
            )
        yield
