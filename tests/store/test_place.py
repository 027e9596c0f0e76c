"""Where the store is, and whether a cloud service copies it."""

from __future__ import annotations

from pathlib import Path

import pytest

from learnsession.errors import StoreError
from learnsession.store.place import cloud_folder, default_store, must_be_folder


def test_a_named_store_wins(monkeypatch, tmp_path):
    monkeypatch.setenv("LEARNSESSION_STORE", str(tmp_path / "mine"))
    assert default_store() == tmp_path / "mine"
    monkeypatch.setenv("LEARNSESSION_STORE", "  ")
    assert default_store().name == "learnsession"
    monkeypatch.setenv("LEARNSESSION_STORE", "~/here")
    assert default_store() == Path.home() / "here"


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("/home/jo/OneDrive/notes", "OneDrive"),
        ("/home/jo/OneDrive - Norfolk County Council/notes", "OneDrive"),
        ("/home/jo/SharePoint/team", "SharePoint"),
        ("/home/jo/Dropbox (Work)/notes", "Dropbox"),
        ("/Users/jo/Library/Mobile Documents/com~apple~CloudDocs/notes", "iCloud"),
        ("/home/jo/iCloudDrive/notes", "iCloud"),
        ("/home/jo/Google Drive/notes", "Google Drive"),
        ("/Users/jo/Library/CloudStorage/GoogleDrive-jo@example.org/My Drive", "Google Drive"),
        ("/Users/jo/Library/CloudStorage/OneDrive-Council/notes", "OneDrive"),
        ("/home/jo/Nextcloud/notes", "Nextcloud"),
        ("/home/jo/ownCloud/notes", "ownCloud"),
        ("/Users/jo/Library/CloudStorage/Box-Box/notes", "Box"),
        ("/home/jo/Box Sync/notes", "Box"),
        ("/home/jo/MEGAsync/notes", "MEGA"),
        ("/home/jo/pCloudDrive/notes", "pCloud"),
        ("/Users/jo/Library/CloudStorage/ProtonDrive-jo/notes", "Proton Drive"),
        ("/home/jo/box/notes", None),
        ("/home/jo/.local/share/learnsession", None),
        ("/home/jo/dropboxes/notes", None),
    ],
)
def test_cloud_folders_are_known_by_name(path, service):
    assert cloud_folder(Path(path)) == service


def test_a_link_into_a_cloud_folder_is_noticed(tmp_path):
    (tmp_path / "Dropbox" / "store").mkdir(parents=True)
    (tmp_path / "mine").symlink_to(tmp_path / "Dropbox")
    assert cloud_folder(tmp_path / "mine" / "store") == "Dropbox"


def test_a_synced_folder_of_another_name_is_known_by_the_variable(monkeypatch, tmp_path):
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "Council"))
    assert cloud_folder(tmp_path / "Council" / "notes") == "OneDrive"
    assert cloud_folder(tmp_path / "Councillors") is None


def test_a_store_can_be_a_folder_or_nothing_yet_but_no_file(tmp_path):
    must_be_folder(tmp_path)
    must_be_folder(tmp_path / "not" / "yet")
    (tmp_path / "file").write_text("x")
    for named in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(StoreError, match="is a file, not a folder"):
            must_be_folder(named)
