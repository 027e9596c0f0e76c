"""Looking through a store: whatever is wrong is named, with what to do, and nothing is changed."""

from __future__ import annotations

import errno
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from backup_samples import everything, quick_keys
from harm import (
    DRAFT,
    FORM,
    HARMS,
    LIST,
    PACK,
    SESSION,
    a_store,
    cut,
    flip,
    garbage,
    later,
    lose,
    object_of,
    seal_of,
    swap_for_folder,
    swap_for_link,
)
from stored_samples import new_id

from learnsession.store import vault_file
from learnsession.store.checking import check_store
from learnsession.store.envelope import wrap
from learnsession.store.findings import Finding, is_damaged
from learnsession.store.repairing import plan_repair
from learnsession.store.sealing import CLEAR, close_plain
from learnsession.store.sessions import SessionStore
from learnsession.store.vault_copies import vault_part
from learnsession.store.weekly import make_weekly


@pytest.fixture
def root(used: Path) -> Path:
    return used


def found(root: Path) -> list[Finding]:
    return [each for part in check_store(root, seal_of(root)) for each in part.findings]


def only(root: Path, kind: str) -> Finding:
    """The one finding of a kind; nothing else is damaged."""
    damaged = [each for each in found(root) if each.damage]
    assert [each.kind for each in damaged] == [kind]
    return damaged[0]


def test_a_store_that_is_well_has_nothing_to_say_and_is_not_changed(root, sealed):
    before = everything(root)
    parts = check_store(root, seal_of(root))
    assert everything(root) == before
    assert [finding for part in parts for finding in part.findings] == []
    assert not is_damaged(parts)
    counted = {part.what: part.well for part in parts}
    assert counted["sessions"] == counted["last good generations"] == 2
    assert counted["half-written texts"] == 2
    assert counted["kept packs"] == counted["kept formats"] == counted["weekly backups"] == 1
    assert counted["copies of the vault"] == (3 if sealed else 0)


def test_a_store_that_is_not_there_is_not_made(tmp_path):
    assert not is_damaged(check_store(tmp_path / "store", CLEAR))
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize("harm", HARMS)
@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (SESSION, "session"),
        (f"{SESSION}.bak", "generation"),
        (DRAFT, "draft"),
        (PACK, "pack"),
        (FORM, "format"),
        ("counter.json", "counter"),
        ("catalogue.json", "catalogue"),
        (LIST, "list"),
    ],
)
def test_bytes_that_cannot_be_trusted_are_named(root, harm, path, kind):
    harm(root / path)
    before = everything(root)
    finding = only(root, kind)
    assert finding.path == path
    assert finding.wrong.endswith(".")
    assert "learnsession store re" in finding.todo
    assert everything(root) == before


@pytest.mark.parametrize("harm", [swap_for_folder, swap_for_link])
def test_what_is_no_file_any_more_is_damage(root, harm):
    harm(root / SESSION)
    assert only(root, "session").path == SESSION


@pytest.mark.parametrize(("path", "kind"), [(SESSION, "session"), (PACK, "pack")])
def test_a_missing_file_is_named_and_who_needs_it(root, path, kind):
    lose(root / path)
    finding = only(root, kind)
    assert finding.path == path
    assert "missing" in finding.wrong
    assert "S-0001" in finding.wrong


def test_a_session_of_which_only_the_backup_knows_is_missing(root):
    for path in (SESSION, f"{SESSION}.bak", DRAFT):
        lose(root / path)
    finding = only(root, "session")
    assert "missing" in finding.wrong
    assert "16 November 2026" in finding.todo


def test_it_says_what_can_be_brought_back_and_from_when(root):
    cut(root / SESSION)
    todo = only(root, "session").todo
    assert "its last good generation, of 14 July 2026 at " in todo
    assert "at most its last save is missing" in todo


def test_without_any_copy_a_backup_of_ones_own_is_advised(root):
    make_weekly(root, seal_of(root), later())
    for path in (root / SESSION, root / f"{SESSION}.bak"):
        garbage(path)
    for week in ("2026-W47", "2026-W48"):
        garbage(object_of(root, SESSION, week))
    advised = {each.todo for each in found(root) if each.kind == "session"}
    assert advised == {"Bring it back from a backup of your own: learnsession store restore FILE"}


@pytest.mark.parametrize("harm", [*HARMS, lose])
def test_a_damaged_copy_in_a_backup_is_named_with_what_it_is_of(root, harm):
    harm(object_of(root, SESSION))
    finding = only(root, "object")
    assert SESSION in finding.wrong
    assert "2026-W47" in finding.wrong


def test_a_file_of_another_session_in_its_place_is_damage(root, sealed):
    other = SESSION.replace("S-0001", "S-0002").replace(new_id(1), new_id(2))
    (root / SESSION).write_bytes((root / other).read_bytes())
    wrong = only(root, "session").wrong
    assert ("cut or changed" if sealed else "another session than its name") in wrong


def test_what_a_newer_version_wrote_is_no_damage(root):
    data = wrap("session", b'{"events":{}}', number=99)
    if seal_of(root).key_id:
        data = seal_of(root).close("session", root / SESSION, b"{}", number=99)
    (root / SESSION).write_bytes(data)
    findings = found(root)
    assert [(each.kind, each.damage) for each in findings] == [("newer", False)]
    assert "newer version" in findings[0].wrong


@pytest.mark.parametrize("path", [SESSION, f"{SESSION}.bak", DRAFT, PACK, LIST, "counter.json"])
def test_what_may_not_be_read_is_not_called_damaged_nor_replaced(root, monkeypatch, path):
    seal, really = seal_of(root), os.open

    def refuse(name: object, *more: int, **named: int) -> int:
        if str(name) == str(root / path):
            raise PermissionError(errno.EACCES, "Permission denied")
        return really(name, *more, **named)

    monkeypatch.setattr(os, "open", refuse)
    finding = next(each for part in check_store(root, seal) for each in part.findings)
    assert (finding.kind, finding.path) == ("unreadable", path)
    assert "right to read" in finding.todo
    assert plan_repair(root, seal, later()).mends == ()


def test_stray_files_and_files_set_aside_are_only_told(root):
    stray = root / "sessions/2026/S-0001 (conflicted copy).json"
    stray.write_text("x")
    (root / "my-packs/link.yaml").symlink_to(stray)
    (root / "quarantine").mkdir()
    (root / "quarantine/20260714T100000Z_x.json").write_text("x")
    findings = found(root)
    assert [each.kind for each in findings] == ["aside", "stray", "stray"]
    assert not any(each.damage for each in findings)


def test_a_catalogue_that_says_something_else_is_noticed(root):
    seal = seal_of(root)
    SessionStore(root, seal=seal).rows()
    content = json.loads(seal.open("catalogue", root / "catalogue.json", _data(root)).body)
    content["rows"][0][5] = "another team"
    path = root / "catalogue.json"
    path.write_bytes(close_plain(seal, "catalogue", path, content))
    assert "says something else than S-0001" in only(root, "catalogue").wrong


def _data(root: Path) -> bytes:
    return (root / "catalogue.json").read_bytes()


# The vault


@pytest.mark.parametrize("harm", [*HARMS, lose])
@pytest.mark.parametrize("path", ["vault.json", "vault.json.bak", "backups/vault.json"])
def test_one_damaged_copy_of_the_vault_is_named(tmp_path, harm, path):
    a_store(tmp_path, sealed=True)
    harm(tmp_path / path)
    (finding,) = vault_part(tmp_path).findings
    assert (finding.kind, finding.path) == ("vault", path)
    assert "store repair" in finding.todo


def test_a_copy_from_before_the_passphrase_was_changed_is_named(tmp_path):
    a_store(tmp_path, sealed=True)
    here = vault_file.read_vault(tmp_path)
    changed = replace(here, by_passphrase=b"changed" * 9)
    before = (tmp_path / "backups/vault.json").read_bytes()
    vault_file.write_vault(tmp_path, changed)
    (tmp_path / "backups/vault.json").write_bytes(before)
    (finding,) = vault_part(tmp_path).findings
    assert "earlier passphrase" in finding.wrong


def test_the_keys_of_another_store_are_nothing_to_choose_from(tmp_path):
    a_store(tmp_path / "store", sealed=True)
    vault_file.write_vault(tmp_path / "other", quick_keys().vault)
    (tmp_path / "store/vault.json").write_bytes((tmp_path / "other/vault.json").read_bytes())
    findings = vault_part(tmp_path / "store").findings
    assert {each.wrong for each in findings} == {
        "The copies of the vault hold the keys of two different stores."
    }
    assert all("Keep both" in each.todo for each in findings)


def test_without_any_whole_vault_it_says_that_nothing_can_be_read(tmp_path):
    a_store(tmp_path, sealed=True)
    for path in ("vault.json", "vault.json.bak", "backups/vault.json"):
        flip(tmp_path / path)
    findings = vault_part(tmp_path).findings
    assert len(findings) == 3
    assert all("nothing here can be read" in each.todo for each in findings)


def test_a_store_in_clear_text_has_no_vault_to_check(tmp_path):
    a_store(tmp_path, sealed=False)
    part = vault_part(tmp_path)
    assert (part.well, part.findings) == (0, ())
