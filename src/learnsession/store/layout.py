"""What a store has in its folder: the name of each file and folder of its own, once.

    STORE/
      sessions/2026/S-0042_ID.json        a session; .bak its last good generation,
                                          .draft.json the half-written text; see `names`
      packs/SHA256.json  formats/…        as they were when a session ran
      catalogue.json  actions.json        derived: rows for lists, the index of agreed actions
      counter.json                        the last numbers given out
      vault.json                          of a protected store: its keys
      settings.toml  my-packs/            what the owner chose and wrote
      in-use/ID.json  locks/ID.lock       who has which session
      backups/                            one a week; see `backup_lists`
      quarantine/                         damaged or foreign files, never removed unasked

`settings.toml` has its name from `learnsession.settings`. What is below the store is told by its
path with `/`, as `below` gives it: in findings, plans, lists of backups and rows.
"""

from __future__ import annotations

from pathlib import Path

SESSIONS = "sessions"
PACKS = "packs"
FORMATS = "formats"
OWN_PACKS = "my-packs"
"""As `packs.listing.own` has it."""
IN_USE = "in-use"
LOCKS = "locks"
BACKUPS = "backups"
QUARANTINE = "quarantine"
"""For damaged, foreign and overwritten files, never removed unasked."""

SEALED_FOLDERS = (SESSIONS, PACKS, FORMATS)
"""What is closed by the store's seal; the rest is the same in every store."""
FOLDERS = (*SEALED_FOLDERS, OWN_PACKS, IN_USE, LOCKS, BACKUPS, QUARANTINE)
"""All of them."""

CATALOGUE = "catalogue.json"
ACTIONS = "actions.json"
COUNTER = "counter.json"
VAULT = "vault.json"

PREVIOUS = ".bak"
"""Added to the name of a file for that of its last good generation."""
DRAFT = ".draft.json"
"""Ends the name of a half-written text, in place of `.json`."""


def below(root: Path, path: Path) -> str:
    """Where a file stands below the store, with `/`."""
    return path.relative_to(root).as_posix()
