"""From a passphrase or a recovery key to the data key of a store, and back.

The passphrase goes through argon2id (RFC 9106), which takes about as long as an app needs to open;
a recovery key holds 160 random bits and needs no such slowing, so HKDF (RFC 5869) serves. Each
seals the random data key with AES-256-GCM; the numbers of the derivation are bound in.
"""

from __future__ import annotations

import base64
import binascii
import secrets
import unicodedata
from typing import NamedTuple

from learnsession.errors import LockedError, RefusedError
from learnsession.store.sealing import KEY_BYTES, key_id
from learnsession.store.vault_file import Derivation, Vault

SHORTEST = 8
"""The fewest characters of a passphrase."""

LONGEST = 4096
"""The most bytes of a passphrase, in UTF-8."""

_NONCE_BYTES = 12
_RECOVERY_BYTES = 20
_GROUP = 4


class Fresh(NamedTuple):
    """New keys for a store, made and not yet used."""

    vault: Vault
    key: bytes
    recovery: str
    """The recovery key as it is shown, once: `ABCD-EFGH-…`, eight groups of four."""


def fresh(passphrase: str, derivation: Derivation | None = None) -> Fresh:
    """A new data key, wrapped by this passphrase and by a new recovery key.

    Raises:
        RefusedError: the passphrase is too short.

    """
    key = secrets.token_bytes(KEY_BYTES)
    secret = secrets.token_bytes(_RECOVERY_BYTES)
    how = derivation or Derivation(secrets.token_bytes(16))
    vault = Vault(
        "sealing",
        key_id(key),
        how,
        _wrapped(key, _from_passphrase(long_enough(passphrase), how), _bound("passphrase", how)),
        _wrapped(key, _from_recovery(secret), _bound("recovery", None)),
    )
    return Fresh(vault, key, _shown(secret))


def with_passphrase(vault: Vault, key: bytes, passphrase: str) -> Vault:
    """The same keys behind another passphrase; the recovery key stays.

    Raises:
        RefusedError: the passphrase is too short.

    """
    before = vault.derivation
    how = Derivation(secrets.token_bytes(16), before.iterations, before.lanes, before.memory_kib)
    wrapping = _from_passphrase(long_enough(passphrase), how)
    by_passphrase = _wrapped(key, wrapping, _bound("passphrase", how))
    return Vault(vault.state, vault.key_id, how, by_passphrase, vault.by_recovery)


def data_key(vault: Vault, secret: str) -> bytes:
    """The data key, by the passphrase or by the recovery key.

    Raises:
        LockedError: it is neither.

    """
    how = vault.derivation
    recovery = _read(secret)
    if recovery:
        key = _unwrapped(vault.by_recovery, _from_recovery(recovery), _bound("recovery", None))
        if key:
            return key
    wrapping = _from_passphrase(secret, how)
    key = _unwrapped(vault.by_passphrase, wrapping, _bound("passphrase", how))
    if key:
        return key
    raise LockedError(
        "That is not the passphrase of this store.",
        "Try again; capitals and spaces count. The recovery key opens it too.",
    )


def long_enough(passphrase: str) -> str:
    """Refuse a passphrase that can be guessed by its length alone, or that no file could give.

    Raises:
        RefusedError: it is too short, holds nothing but blanks, or is too long.

    """
    if len(passphrase.encode("utf-8", "surrogatepass")) > LONGEST:
        raise too_long()
    if not passphrase.strip():
        raise RefusedError(
            "The passphrase is empty, or nothing but blanks.",
            "Take several words that nobody would guess; length matters more than signs.",
        )
    if len(passphrase) < SHORTEST:
        raise RefusedError(
            f"The passphrase has fewer than {SHORTEST} characters.",
            "Take several words that nobody would guess; length matters more than signs.",
        )
    return passphrase


def too_long(where: str = "") -> RefusedError:
    """The error for a passphrase that is longer than any that is taken; it is never cut."""
    return RefusedError(
        f"The passphrase is longer than {LONGEST} bytes.", "Take a shorter one.", where
    )


def _from_passphrase(passphrase: str, how: Derivation) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    # The same letters reach us in two forms, from a Mac and from Windows.
    text = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    return Argon2id(
        salt=how.salt,
        length=KEY_BYTES,
        iterations=how.iterations,
        lanes=how.lanes,
        memory_cost=how.memory_kib,
    ).derive(text)


def _from_recovery(secret: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), KEY_BYTES, salt=None, info=b"learnsession recovery key").derive(secret)


def _wrapped(key: bytes, wrapping: bytes, bound: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(wrapping).encrypt(nonce, key, bound)


def _unwrapped(wrapped: bytes, wrapping: bytes, bound: bytes) -> bytes | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(wrapping).decrypt(wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:], bound)
    except (InvalidTag, ValueError):
        return None


def _bound(by: str, how: Derivation | None) -> bytes:
    numbers = f"{how.iterations},{how.lanes},{how.memory_kib}" if how else ""
    return f"learnsession {by} {numbers}".encode() + (how.salt if how else b"")


def _shown(secret: bytes) -> str:
    text = base64.b32encode(secret).decode("ascii")
    return "-".join(text[at : at + _GROUP] for at in range(0, len(text), _GROUP))


def _read(typed: str) -> bytes | None:
    """A recovery key as typed, with or without its hyphens, in any case; None if it is none."""
    text = "".join(typed.split()).replace("-", "").upper()
    try:
        secret = base64.b32decode(text)
    except (binascii.Error, ValueError):
        return None
    return secret if len(secret) == _RECOVERY_BYTES else None
