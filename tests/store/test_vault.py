"""A store behind a passphrase: nothing readable without it, nothing lost with it."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from backup_samples import PASSPHRASE, WORDS, hold_session, quick_keys, readable
from stored_samples import heard, new_id, started

from learnsession.errors import (
    DamagedError,
    InUseError,
    LearnSessionError,
    LockedError,
    RefusedError,
    SaveError,
)
from learnsession.session import events as ev
from learnsession.store import resealing, vault
from learnsession.store.files import previous
from learnsession.store.layout import VAULT
from learnsession.store.sealing import CLEAR, Sealed
from learnsession.store.sessions import SessionStore
from learnsession.store.vault_file import Derivation, read_vault, write_vault


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A store with two sessions, a draft, a kept pack, a catalogue and something in quarantine."""
    root = tmp_path / "store"
    store = SessionStore(root)
    store.keep_pack("a" * 64, {"title": "Zebrafinch"})
    for number in (1, 2):
        hold_session(store, number)
    aside = root / "quarantine" / "20260714T100000Z_S-0009_01K.json"
    aside.parent.mkdir()
    aside.write_bytes(b"{ damaged: Zebrafinch")
    (root / "sessions" / "2026" / ".S-0001_x.json.aa.tmp").write_bytes(b"Zebrafinch")
    return root


def everything(root: Path) -> dict[str, bytes]:
    found = (path for path in sorted(root.rglob("*")) if path.is_file())
    return {str(path.relative_to(root)): path.read_bytes() for path in found}


def as_it_was(store: SessionStore) -> bool:
    for number in (1, 2):
        events = store.read(new_id(number)).events
        assert [e.text for e in events if isinstance(e, ev.ReflectionAdded)] == [WORDS[3], WORDS[0]]
    assert {row.team for row in store.rows()} == {"Quokka team"}
    assert not store.damaged()
    assert store.kept_pack("a" * 64) == {"title": "Zebrafinch"}
    return True


def test_what_was_typed_stands_nowhere_once_it_is_sealed(root):
    assert readable(root)
    seal = vault.protect(root, quick_keys())
    assert readable(root) == []
    assert as_it_was(SessionStore(root, seal=seal))
    session = SessionStore(root, seal=seal).open(new_id(1))
    assert session.draft().text == "half a pangolin"
    session.append(heard(3, "Zebrafinch again"))
    session.leave()
    assert readable(root) == []


def test_only_the_passphrase_or_the_recovery_key_open_it(root):
    keys = quick_keys()
    vault.protect(root, keys)
    for secret in (PASSPHRASE, keys.recovery, keys.recovery.replace("-", " ").lower()):
        assert as_it_was(SessionStore(root, seal=vault.unlock(root, secret)))
    for secret in ("", PASSPHRASE.upper(), PASSPHRASE + " ", "A" * 32, "ab cd"):
        with pytest.raises(LockedError, match="not the passphrase"):
            vault.unlock(root, secret)


def test_the_same_letters_in_another_form_open_it(root):
    vault.protect(root, quick_keys("café olé " * 2))
    assert vault.unlock(root, "cafe\u0301 ole\u0301 " * 2).key_id


def test_without_the_passphrase_nothing_is_read_or_written(root):
    vault.protect(root, quick_keys())
    before = everything(root)
    store = SessionStore(root)
    for tried in (
        store.rows,
        store.next_reference,
        lambda: store.read(new_id(1)),
        lambda: store.open(new_id(1)),
        lambda: store.create(started(3)),
        lambda: store.keep_pack("c" * 64, {}),
    ):
        with pytest.raises(LockedError):
            tried()
    after = everything(root)
    assert {name: after[name] for name in before if "lock" not in name} == {
        name: data for name, data in before.items() if "lock" not in name
    }


def test_a_window_that_was_open_before_is_refused_and_writes_nothing_readable(root):
    old = SessionStore(root)
    old.rows()
    vault.protect(root, quick_keys())
    with pytest.raises(LockedError, match="another window"):
        old.create(started(3, team="Quokka team"))
    assert readable(root) == []


def test_another_passphrase_keeps_the_keys_and_the_recovery_key(root):
    keys = quick_keys()
    sealed = vault.protect(root, keys)
    before = {name: data for name, data in everything(root).items() if "vault" not in name}
    vault.change_passphrase(root, PASSPHRASE, "five other boats")
    assert before.items() <= everything(root).items()
    with pytest.raises(LockedError):
        vault.unlock(root, PASSPHRASE)
    for secret in ("five other boats", keys.recovery):
        assert vault.unlock(root, secret).key_id == sealed.key_id
    with pytest.raises(LockedError):
        vault.change_passphrase(root, PASSPHRASE, "six other boats")


def test_taking_the_protection_off_gives_back_what_was_there(root):
    before = everything(root)
    keys = quick_keys()
    vault.protect(root, keys)
    with pytest.raises(LockedError):
        vault.unprotect(root, "not this one")
    vault.unprotect(root, keys.recovery)
    after = everything(root)
    for name in before:
        if not name.endswith(".tmp") and not name.startswith(("locks", "catalogue")):
            assert after[name] == before[name], name
    assert not vault.is_protected(root)
    assert as_it_was(SessionStore(root))


def test_a_session_that_is_run_elsewhere_is_waited_for(root):
    session = SessionStore(root).open(new_id(1))
    with pytest.raises(InUseError, match="S-0001 is open in another window"):
        vault.protect(root, quick_keys())
    session.leave()
    vault.protect(root, quick_keys())
    with pytest.raises(RefusedError, match="protected already"):
        vault.protect(root, quick_keys())


def test_a_short_passphrase_is_refused_with_what_to_take_instead():
    with pytest.raises(RefusedError, match="several words"):
        vault.prepare("1234567")


class Died(BaseException):
    """A kill, as far as the code below is concerned: nothing after it happens."""


@contextmanager
def dying(monkeypatch: pytest.MonkeyPatch, at: int) -> Iterator[None]:
    """Let the file-writing call with this number die, before it has done anything."""
    calls = iter(range(1, 10_000))

    def wrapped(real):
        def call(*args, **named):
            if next(calls) == at:
                raise Died
            return real(*args, **named)

        return call

    with monkeypatch.context() as patch:
        for module in ("resealing", "vault_file"):
            name = f"learnsession.store.{module}.write_atomically"
            patch.setattr(name, wrapped(resealing.write_atomically))
        patch.setattr(
            "learnsession.store.vault_file.remove",
            wrapped(vault.remove_vault.__globals__["remove"]),
        )
        yield


@pytest.mark.parametrize("at", range(1, 18))
def test_sealing_that_was_cut_short_is_finished_and_never_mixed(root, monkeypatch, at):
    keys = quick_keys()
    with dying(monkeypatch, at), suppress(Died):
        vault.protect(root, keys)
    if not vault.is_protected(root):
        assert as_it_was(SessionStore(root))
        return
    with pytest.raises(LockedError):
        SessionStore(root).create(started(3))
    seal = vault.unlock(root, PASSPHRASE)
    assert read_vault(root).state == "sealed"
    assert readable(root) == []
    assert as_it_was(SessionStore(root, seal=seal))


@pytest.mark.parametrize("at", range(1, 18))
def test_unsealing_that_was_cut_short_is_finished(root, monkeypatch, at):
    keys = quick_keys()
    sealed = vault.protect(root, keys)
    with dying(monkeypatch, at), suppress(Died):
        vault.unprotect(root, PASSPHRASE)
    if vault.is_protected(root):
        if read_vault(root).state == "sealed":
            assert as_it_was(SessionStore(root, seal=sealed))
            return
        with pytest.raises(LockedError, match="finished"):
            vault.unlock(root, PASSPHRASE)
    assert not vault.is_protected(root)
    assert as_it_was(SessionStore(root))


def test_a_sealed_file_cannot_stand_in_for_another(root):
    seal = vault.protect(root, quick_keys())
    one, two = sorted((root / "sessions" / "2026").glob("S-*_*[0-9].json"))
    two.write_bytes(one.read_bytes())
    previous(two).unlink()
    store = SessionStore(root, seal=seal)
    with pytest.raises(DamagedError):
        store.read(new_id(2))
    one.write_bytes(one.with_name(one.name.replace(".json", ".draft.json")).read_bytes())
    previous(one).unlink()
    with pytest.raises(DamagedError):
        store.read(new_id(1))


def test_a_file_in_clear_text_is_not_believed_in_a_sealed_store(root):
    planted = next((root / "sessions" / "2026").glob("S-0001_*[0-9].json"))
    data = planted.read_bytes()
    seal = vault.protect(root, quick_keys())
    planted.write_bytes(data)
    found = SessionStore(root, seal=seal).read(new_id(1))
    assert "not sealed, though the store is" in found.notices[0]


def test_the_vault_is_kept_twice(root):
    vault.protect(root, quick_keys())
    whole = (root / VAULT).read_bytes()
    for spoiled in (b"", whole[:-9], whole.replace(b"sealed", b"Sealed")):
        (root / VAULT).write_bytes(spoiled)
        assert vault.unlock(root, PASSPHRASE).key_id
    (root / VAULT).unlink()
    assert vault.unlock(root, PASSPHRASE).key_id
    previous(root / VAULT).write_bytes(b"{}")
    with pytest.raises(DamagedError):
        vault.unlock(root, PASSPHRASE)


def test_sealed_files_without_their_vault_are_explained_and_not_called_damaged(root):
    vault.protect(root, quick_keys())
    (root / VAULT).unlink()
    previous(root / VAULT).unlink()
    with pytest.raises(LockedError, match=r"vault\.json"):
        SessionStore(root).rows()


def test_the_numbers_of_the_derivation_are_bound_in(root):
    vault.protect(root, quick_keys())
    kept = read_vault(root)
    assert kept is not None
    weaker = Derivation(kept.derivation.salt, 1, 1, 32)
    write_vault(root, replace(kept, derivation=weaker))
    with pytest.raises(LockedError):
        vault.unlock(root, PASSPHRASE)


def test_no_error_shows_what_is_kept_or_the_passphrase(root):
    seal = vault.protect(root, quick_keys())
    path = next((root / "sessions" / "2026").glob("S-0001_*[0-9].json"))
    path.write_bytes(path.read_bytes()[:-3])
    previous(path).write_bytes(b"")
    try:
        SessionStore(root, seal=seal).read(new_id(1))
    except LearnSessionError:
        told = traceback.format_exc()
    try:
        vault.unlock(root, WORDS[0] + " as a passphrase")
    except LearnSessionError:
        told += traceback.format_exc()
    assert not any(word in told for word in (*WORDS, PASSPHRASE))
    assert PASSPHRASE not in repr(seal)
    assert repr(seal).startswith("Sealed(")


def test_a_disk_that_refuses_half_way_says_so_and_is_finished_later(root, monkeypatch):
    keys = quick_keys()
    with monkeypatch.context() as patch:
        patch.setattr(resealing, "write_atomically", refuse)
        with pytest.raises(SaveError):
            vault.protect(root, keys)
    assert as_it_was(SessionStore(root, seal=vault.unlock(root, PASSPHRASE)))


def refuse(*_args, **_named):
    raise SaveError("The disk is full.", "Free some space.")


@pytest.mark.parametrize("seal", [CLEAR, Sealed(b"k" * 32)], ids=["clear", "sealed"])
def test_every_flipped_bit_and_every_cut_is_noticed(seal):
    path = Path("S-0001_01K.json")
    whole = seal.close("session", path, b'{"events":', b'{"1":{"a":"\xc5\xbc"}}}')
    assert seal.open("session", path, whole).body
    for place in range(len(whole)):
        with pytest.raises(LearnSessionError):
            seal.open("session", path, whole[:place])
        for bit in range(8):
            spoiled = bytearray(whole)
            spoiled[place] ^= 1 << bit
            with pytest.raises(LearnSessionError):
                seal.open("session", path, bytes(spoiled))
