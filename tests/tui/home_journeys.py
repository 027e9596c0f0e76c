"""What the journeys outside a session share: a store with a clock that can be set."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from learnsession.packs.library import find_format, find_pack
from learnsession.room.desk import Desk, SetUp
from learnsession.room.room import Room
from learnsession.settings import LATER
from learnsession.settings.writing import change_setting
from learnsession.tui.app import LearnSessionApp

START = datetime(2026, 11, 21, 13, 50, tzinfo=UTC)


@dataclass
class Stand:
    """A desk over a temporary store, and the moment it believes in."""

    root: Path
    now: datetime = START
    desk: Desk = field(init=False)

    def __post_init__(self) -> None:
        self.desk = Desk(self.root, now=lambda: self.now)

    def app(self) -> LearnSessionApp:
        return LearnSessionApp(self.desk, export_folder=self.root)

    def run(self, team: str, *heard: str, close: bool = False, leave: bool = True) -> Room:
        """A session of this team, with what was heard and one action."""
        pack = find_pack("norfolk-child-ai", self.root)
        form = find_format("team-30", self.root)
        room = self.desk.start(SetUp(pack, form, team=team))
        self.now += timedelta(minutes=5)
        for text in heard:
            room.add_reflection(text)
        room.agree_action("Ask the nursery how forms reach us")
        if close:
            room.close()
        if leave:
            room.leave()
        self.now += timedelta(minutes=5)
        return room


@contextmanager
def standing(root: Path) -> Iterator[Stand]:
    """A stand whose writer is let go of at the end."""
    stand = Stand(root)
    change_setting(root, "retain_years", LATER)  # the question before the first session has its own
    try:
        yield stand
    finally:
        stand.desk.close()
