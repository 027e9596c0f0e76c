"""What the owner of the store chose, in `settings.toml` beside the sessions.

`table` lists every setting, `reading` reads the file (on the way to the first screen, so it imports
next to nothing), `writing` changes one value and leaves the rest of the person's file as it is.
"""

from learnsession.settings.reading import FILE, Settings, read_settings
from learnsession.settings.table import (
    LATER,
    SETTINGS,
    THEMES,
    Choice,
    Owners,
    Setting,
    Theme,
    Value,
    find_setting,
    spelt,
)

__all__ = [
    "FILE",
    "LATER",
    "SETTINGS",
    "THEMES",
    "Choice",
    "Owners",
    "Setting",
    "Settings",
    "Theme",
    "Value",
    "find_setting",
    "read_settings",
    "spelt",
]
