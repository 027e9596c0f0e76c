"""Where everything is, how large, and who may read it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from backup_samples import everything
from harm import LIST, SESSION, a_store

from learnsession.store.moves import move_aside
from learnsession.store.whereabouts import Whereabouts, whereabouts

posix = pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")


@pytest.fixture(params=[False, True], ids=["clear", "sealed"])
def root(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    root = tmp_path / "store"
    root.mkdir(0o700)
    a_store(root, bool(request.param))
    for path in [root / "settings.toml", *(root / "my-packs").rglob("*"), root / "my-packs"]:
        path.chmod(0o700 if path.is_dir() else 0o600)
    return root


def sizes(found: Whereabouts) -> dict[str, int]:
    return {each.what: each.size for each in found.kept}


def test_every_file_is_counted_once(root):
    move_aside(root / LIST, root / "quarantine", "20261116T090000Z")
    before = everything(root)
    found = whereabouts(root)
    files = [path for path in root.rglob("*") if path.is_file()]
    assert sum(each.files for each in found.kept) == len(files)
    assert found.size == sum(path.stat().st_size for path in files)
    assert everything(root) == before


def test_it_says_where_each_sort_is_and_how_large(root):
    found = {each.what: each for each in whereabouts(root).kept}
    folder = root / "sessions/2026"
    sessions = [path for path in folder.glob("*.json") if ".draft" not in path.name]
    assert found["Sessions"].size == sum(path.stat().st_size for path in sessions)
    assert (found["Sessions"].files, found["Sessions"].path) == (2, "sessions")
    assert found["Their last good generations"].files == 2
    assert found["Half-written texts"].files == 2
    assert found["Your own packs"].files == 3
    assert found["Your settings"].size == (root / "settings.toml").stat().st_size
    assert found["Weekly backups"].path == "backups"
    assert "Files set aside" not in found


def test_protected_or_not(tmp_path):
    a_store(tmp_path / "clear", sealed=False)
    a_store(tmp_path / "sealed", sealed=True)
    assert not whereabouts(tmp_path / "clear").protected
    assert whereabouts(tmp_path / "sealed").protected
    for name in ("vault.json", "vault.json.bak"):
        (tmp_path / "sealed" / name).unlink()
    assert whereabouts(tmp_path / "sealed").protected, "a copy beside the backups is left"


def test_nothing_there_is_said_and_nothing_is_made(tmp_path):
    found = whereabouts(tmp_path / "store")
    assert (found.there, found.kept, found.size) == (False, (), 0)
    assert not (tmp_path / "store").exists()


def test_a_folder_that_a_cloud_service_copies_is_named(tmp_path):
    assert whereabouts(tmp_path / "Nextcloud" / "store").cloud == "Nextcloud"
    assert whereabouts(tmp_path / "store").cloud is None


@posix
def test_what_the_program_writes_is_for_its_owner_alone(root):
    found = whereabouts(root)
    assert (found.readers, found.open_to_others) == ("owner", ())


@posix
@pytest.mark.parametrize(("mode", "who"), [(0o640, "group"), (0o644, "everyone")])
def test_a_file_that_others_may_read_is_named(root, mode, who):
    for folder in (root, root / "sessions", root / "sessions/2026"):
        folder.chmod(0o711)
    (root / SESSION).chmod(mode)
    found = whereabouts(root)
    assert (found.readers, found.open_to_others) == (who, (SESSION,))


@posix
def test_a_folder_that_others_may_list_is_named(root):
    root.chmod(0o750)
    found = whereabouts(root)
    assert (found.readers, found.open_to_others) == ("group", (".",))


@posix
def test_what_nobody_else_can_come_to_is_not_open_whatever_its_own_mode(root):
    (root / SESSION).chmod(0o644)
    assert whereabouts(root).readers == "owner"
    root.chmod(0o711)
    assert whereabouts(root).readers == "owner", "the folder of sessions is closed still"


@posix
def test_on_other_systems_the_folders_own_permissions_decide(root, monkeypatch):
    root.chmod(0o755)
    monkeypatch.setattr("learnsession.store.whereabouts._POSIX", False)
    found = whereabouts(root)
    assert (found.readers, found.open_to_others) == ("folder", ())


@posix
def test_links_lead_nowhere(root):
    (root / "my-packs" / "all").symlink_to("/")
    for folder in (root, root / "my-packs"):
        folder.chmod(0o711)
    assert whereabouts(root).readers == "owner"
