"""The folder that an open session is kept in has to stay the one it was opened in.

A folder that was removed is made again, and one that was swapped is written into: both are in the
store. But nothing is written through a link that somebody has put in the place of a folder, since
it would land elsewhere; and nothing is sealed for a store whose keys are gone, since nobody could
read it again, nor kept in clear text where a protected store has been put.
"""

from __future__ import annotations

import os
from pathlib import Path

from learnsession.errors import SaveError, StoreError
from learnsession.store.layout import VAULT
from learnsession.store.refusals import in_words
from learnsession.store.sealing import Seal
from learnsession.store.vault_file import key_id_of, read_vault


class Ground:
    """Where an open session stands.

    Args:
        root: the store.
        folder: the folder of the session's file; it need not exist yet.
        seal: closes and opens the files of the store.

    """

    def __init__(self, root: Path, folder: Path, seal: Seal) -> None:
        self._root = root
        self._folder = folder
        self._seal = seal
        self._led_to = os.path.realpath(folder)
        self._known: tuple[int, int] | None = None

    def check(self) -> None:
        """To be called before each save; while nothing has changed it asks the disk once.

        Raises:
            SaveError: it would be written elsewhere, or where nobody could read it.

        """
        now = self._identity()
        if now is not None and now == self._known:
            return
        if os.path.realpath(self._folder) != self._led_to:
            raise SaveError(
                "A folder of the store has been replaced by a link.",
                "Put the folder itself back, then save again; nothing typed is lost.",
                str(self._folder),
            )
        if self._key_id() != self._seal.key_id:
            raise SaveError(
                "The keys of this store are gone, or are others than when it was opened.",
                f"Bring {VAULT} back from a backup, then save again; nothing typed is lost.",
                str(self._root / VAULT),
            )
        self._known = now

    def _identity(self) -> tuple[int, int] | None:
        with in_words(self._folder):
            try:
                status = os.stat(self._folder)  # noqa: PTH116 - shows in the time of a save
            except (FileNotFoundError, NotADirectoryError):
                return None
        return status.st_dev, status.st_ino

    def _key_id(self) -> str:
        try:
            return key_id_of(read_vault(self._root))
        except StoreError:
            return "unreadable"
