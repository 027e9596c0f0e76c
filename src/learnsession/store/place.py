"""Where the store is, and whether a cloud service copies it elsewhere."""

from __future__ import annotations

import os
from pathlib import Path

from learnsession.errors import StoreError
from learnsession.paths import path_of

VARIABLE = "LEARNSESSION_STORE"
"""The environment variable that names another folder for the store."""

_CLOUD_FOLDERS = (
    ("onedrive", "OneDrive"),
    ("sharepoint", "SharePoint"),
    ("dropbox", "Dropbox"),
    ("icloud", "iCloud"),
    ("iclouddrive", "iCloud"),
    ("mobile documents", "iCloud"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("box sync", "Box"),
    ("box-box", "Box"),
    ("megasync", "MEGA"),
    ("pclouddrive", "pCloud"),
    ("pcloud drive", "pCloud"),
    ("proton drive", "Proton Drive"),
    ("protondrive", "Proton Drive"),
)
"""How the folders of each service begin, in lower case. SharePoint libraries that are synced by
OneDrive stand in a folder named after the organisation; `OneDriveCommercial` gives that away."""

_CLOUD_VARIABLES = (
    ("OneDriveCommercial", "OneDrive"),
    ("OneDriveConsumer", "OneDrive"),
    ("OneDrive", "OneDrive"),
)


def default_store() -> Path:
    """The folder of the store when none is named: `LEARNSESSION_STORE`, or the person's own data.

    Nothing is made or looked at on disk.
    """
    named = os.environ.get(VARIABLE, "").strip()
    if named:
        return path_of(named)
    from platformdirs import user_data_dir

    return Path(user_data_dir("learnsession", appauthor=False))


def must_be_folder(root: Path) -> None:
    """Make sure that a store can be where it was named; it need not be there yet.

    Raises:
        StoreError: a file has that name, or the name of a folder above it.

    """
    for path in (root, *root.parents):
        if os.path.isdir(path):  # noqa: PTH112 - says no, and does not raise, where we may not look
            return
        if os.path.exists(path):  # noqa: PTH110
            raise StoreError(f"'{path}' is a file, not a folder.", "Name a folder with --store.")


def cloud_folder(path: Path) -> str | None:
    """The cloud service that copies this folder elsewhere, by name; None when none is known.

    Links are followed, so that a folder that only leads into one is noticed as well.
    """
    resolved = Path(os.path.realpath(path_of(str(path))))
    for variable, service in _CLOUD_VARIABLES:
        place = os.environ.get(variable, "").strip()
        if place and resolved.is_relative_to(os.path.realpath(place)):
            return service
    for part in resolved.parts:
        for beginning, service in _CLOUD_FOLDERS:
            if _belongs(part.casefold(), beginning):
                return service
    return None


def _belongs(part: str, beginning: str) -> bool:
    """'OneDrive - County Council' belongs to 'onedrive'; 'dropboxes' does not to 'dropbox'."""
    rest = part.removeprefix(beginning)
    return part.startswith(beginning) and not rest[:1].isalpha()
