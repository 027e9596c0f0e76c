"""Three sessions of one team, weeks apart, through the linear door as a real program.

An action is written, carried forward with a reason, and completed with its difference; the last
session's note tells it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

PACK = "norfolk-child-ai"


@dataclass
class Laptop:
    """The program on one store, with a clock that is set for each session."""

    folder: Path

    def meeting(self, day: str, *lines: str) -> str:
        """A session of the team on this day, to its close; gives what was said."""
        typed = "\n".join([*lines, "/close", "y", ""])
        return self(day, "run", PACK, "--plain", "--team", "North team", typed=typed)

    def __call__(self, day: str, *words: str, typed: str = "") -> str:
        done = subprocess.run(
            [sys.executable, "-m", "learnsession", "--store", str(self.folder / "store"), *words],
            input=typed,
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=self.folder,
            timeout=60,
            check=True,
            env={**os.environ, "LEARNSESSION_NOW": f"{day}T10:00", "PYTHONUTF8": "1"},
        )
        return done.stdout

    def shown(self, day: str) -> dict[str, Any]:
        shown: dict[str, Any] = json.loads(self(day, "show", "last", "--json"))
        return shown


@pytest.fixture
def laptop(tmp_path: Path) -> Laptop:
    return Laptop(tmp_path)


def test_an_action_is_written_carried_forward_and_done(laptop: Laptop) -> None:
    first = laptop.meeting(
        "2026-09-01",
        "/action Put a one-page chronology in each file @team manager by Fri 18 Sep "
        "#professional-curiosity",
        "/action Ask the school @nurse by 1/10",
        "/more A-0001 measure Every file has one",
        "/pin A-0001",
        "/export md",
    )
    assert (
        "A-0001. Owner: team manager. Due: Friday 18 September 2026. "
        "Theme: Professional curiosity." in first
    )
    assert "A-0001 is the headline improvement" in first
    (note,) = laptop.folder.glob("*S-0001.md")
    assert "**Themes:** Professional curiosity" in note.read_text("utf-8")
    _carried_forward(laptop)
    _done(laptop)


def _carried_forward(laptop: Laptop) -> None:
    said = laptop.meeting(
        "2026-10-06",
        "/go 3",
        "/going 1 by Fri 20 Nov Half of the files have one; two of us were away",
        "/stuck 2 nobody leads there since July @head of service",
        "/escalate 2 line-manager @service manager: no reply for four weeks",
    )
    assert "Headline improvement: A-0001. Put a one-page chronology in each file" in said
    assert "overdue by 2 weeks, since 18 September 2026" in said
    assert "New date: Friday 20 November 2026." in said
    shown = laptop.shown("2026-10-06")
    school = next(each for each in shown["previous_actions"] if each["ref"] == "A-0002")
    assert (school["status"], school["answers"][0]["to"]) == ("cannot-proceed", "head of service")
    assert shown["agreed_actions"] == []


def _done(laptop: Laptop) -> None:
    said = laptop.meeting(
        "2026-11-24",
        "/owed",
        "/story a1",
        "/done 1 Two children were seen sooner because the gaps showed",
        "/outcome 2 The school has named a lead",
        "/export md",
        "/export docx",
    )
    headline, school, *_ = [line for line in said.splitlines() if "; from S-0001" in line]
    assert headline.startswith("Headline improvement: A-0001.")
    assert "overdue by 4 days, since 20 November 2026; in progress" in headline
    assert "stuck: needs help" in school
    assert "06/10/2026, S-0002: Still going. Half of the files have one" in said
    assert "How success will be seen: Every file has one" in said
    (note,) = laptop.folder.glob("*S-0003.md")
    told = note.read_text("utf-8")
    previous = told[told.index("What we said we would do (previous") : told.index("Case summary")]
    assert "**Headline improvement:** A-0001, Put a one-page chronology" in previous
    assert "Two children were seen sooner because the gaps showed" in previous
    assert "The school has named a lead" in told[told.index("Challenge and escalation") :]
    assert list(laptop.folder.glob("*.docx"))
    owed = {each["ref"]: each for each in laptop.shown("2026-11-24")["previous_actions"]}
    assert (owed["A-0001"]["status"], owed["A-0001"]["pinned"]) == ("complete", False)
    assert laptop.meeting("2026-12-01", "/owed").count("; from S-0001") == 1
