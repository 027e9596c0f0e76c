"""When what was derived from a session's file may still be believed."""

from __future__ import annotations

import os
from pathlib import Path

from learnsession.store.derived import unchanged_since
from learnsession.store.names import listing

OLD, NEW = "sessions/2025/S-0001_01AAAA.json", "sessions/2026/S-0002_01BBBB.json"


def two_years(root: Path) -> dict[str, int]:
    """A file in each of two years; gives when their folders were last changed."""
    for path in (OLD, NEW):
        (root / path).parent.mkdir(parents=True)
        (root / path).write_text("12345")
    return listing(root).years


def test_where_no_folder_has_changed_names_are_enough(tmp_path: Path):
    years = two_years(tmp_path)
    unchanged = unchanged_since(tmp_path, years, listing(tmp_path))
    assert unchanged(OLD, 5)
    assert unchanged(OLD, 4)
    assert not unchanged("sessions/2026/S-0003_01CCCC.json", 5)


def test_sizes_are_compared_in_the_year_that_has_changed_alone(tmp_path: Path):
    years = two_years(tmp_path)
    os.utime(tmp_path / "sessions/2026", ns=(1, 1))
    unchanged = unchanged_since(tmp_path, years, listing(tmp_path))
    assert unchanged(NEW, 5)
    assert not unchanged(NEW, 4)
    assert unchanged(OLD, 4)


def test_a_year_that_is_new_is_looked_at_and_a_file_that_goes_meanwhile_has_changed(tmp_path: Path):
    two_years(tmp_path)
    found = listing(tmp_path)
    (tmp_path / OLD).unlink()
    unchanged = unchanged_since(tmp_path, {}, found)
    assert unchanged(NEW, 5)
    assert not unchanged(OLD, 5)
