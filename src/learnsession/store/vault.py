"""Protecting a store with a passphrase, unlocking it, and taking the protection off again.

Whatever is killed half-way is finished by the next `unlock`; until then nothing is read or written.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from learnsession.errors import LockedError, RefusedError, StoreError
from learnsession.store import keys
from learnsession.store.kept_backups import refuse_newer
from learnsession.store.keys import Fresh
from learnsession.store.layout import QUARANTINE, VAULT
from learnsession.store.locks import refuse_while_run, whole_store_lock
from learnsession.store.missing_keys import refuse_any_sealed, refuse_missing_keys
from learnsession.store.moves import copy_aside, stem_at
from learnsession.store.resealing import (
    must_be_sealable,
    must_be_unsealable,
    seal_all,
    unseal_all,
)
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
            Or the store is sealed, and its keys are missing.
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
            closed = _finish_unsealing(root, seal)
            named = f" Could not be opened: {', '.join(closed)}." if closed else ""
            raise LockedError(
                f"Taking the protection off had been interrupted, and is now finished.{named}",
                "Start again; no passphrase is needed any more.",
            )
    return seal


def prepare(passphrase: str, derivation: Derivation | None = None) -> Fresh:
    """New keys, so that the recovery key can be shown before anything is sealed.

    Raises:
        RefusedError: the passphrase is too short.

    """
    return keys.fresh(passphrase, derivation)


def may_protect(root: Path) -> None:
    """Whatever can be known before new keys are made and shown. Raises as `protect`."""
    if root.is_dir():
        with _alone(root):
            _must_be_protectable(root)


def protect(root: Path, fresh: Fresh) -> Sealed:
    """Seal every file of a store with these keys.

    Raises:
        RefusedError: it is protected already.
        LockedError: a file is sealed already, and the keys that it was sealed with are missing.
        InUseError: a session is being run in another window.
        NewerError: a newer learnsession made one of the backups that the store keeps.
        SaveError: the disk refused. If that was half-way it says so, and `unlock` finishes it.
        StoreError: a folder or a file may not be read, so it could not be sealed.

    """
    with _alone(root):
        _must_be_protectable(root)
        seal = Sealed(fresh.key)
        try:
            write_vault(root, fresh.vault)
            _finish_sealing(root, fresh.vault, seal)
        except StoreError as error:
            if not is_protected(root):
                raise
            raise _half_done(error, "sealed") from error
        return seal


def unprotect(root: Path, secret: str) -> tuple[str, ...]:
    """Put every file of a store back into clear text.

    Returns:
        What is still sealed, by its path below the store: it is damaged, or was sealed with another
        key. It stands in quarantine, with a copy of the vault, should it have been sealed with it.

    Raises:
        LockedError: it is neither the passphrase nor the recovery key, or the keys are missing.
        RefusedError: it is not protected.
        InUseError: a session is being run.
        NewerError: as `protect`, or a newer learnsession sealed one of the files.
        SaveError: the disk refused; `unlock` finishes it. The keys are kept until then.
        StoreError: a folder or a file may not be read; nothing was changed.

    """
    seal = Sealed(keys.data_key(_vault(root), secret))
    with _alone(root):
        refuse_newer(root, seal)
        must_be_unsealable(root)
        try:
            write_vault(root, replace(_vault(root), state="unsealing"))
            return _finish_unsealing(root, seal)
        except StoreError as error:
            raise _half_done(error, "in clear text") from error


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


def _must_be_protectable(root: Path) -> None:
    if is_protected(root):
        raise RefusedError(
            "This store is protected already.",
            "Change the passphrase with: learnsession store passphrase",
        )
    refuse_any_sealed(root)
    must_be_sealable(root)
    refuse_newer(root, CLEAR)


def _finish_sealing(root: Path, vault: Vault, seal: Sealed) -> None:
    seal_all(root, seal)
    write_vault(root, replace(vault, state="sealed"))


def _finish_unsealing(root: Path, seal: Sealed) -> tuple[str, ...]:
    closed = unseal_all(root, seal)
    if closed:
        write_vault(root, _vault(root))  # so that the file itself is whole
        copy_aside(root / VAULT, root / QUARANTINE, stem_at(datetime.now(UTC)))
    remove_vault(root)
    return closed


def _half_done(error: StoreError, form: str) -> StoreError:
    """The same error, saying how the store is left and that nothing is lost by it."""
    return type(error)(
        f"{error.happened} The store is now partly {form}.",
        f"{error.todo} The next command with the passphrase finishes it.",
        error.where,
    )


def _vault(root: Path) -> Vault:
    vault = read_vault(root)
    if vault is None:
        refuse_missing_keys(root)
        raise RefusedError(
            "This store is not protected.", "Protect it with: learnsession store protect"
        )
    return vault


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Nobody else writes: the store's own lock, and no session that another window runs."""
    with whole_store_lock(root, _PATIENCE):
        refuse_while_run(root)
        yield
