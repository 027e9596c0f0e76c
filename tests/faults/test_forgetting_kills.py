"""Death at the file calls of redacting and erasing: given again, the command finishes the job."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from fault_counts import SEALED, Tally, counts

FAULT = "death while words are removed"
TESTS = Path(__file__).parents[1]


@pytest.mark.skipif(os.name == "nt", reason="needs fork")
@SEALED
@pytest.mark.parametrize("action", ["redact", "erase"])
@counts("step", 53, 1)
def test_a_death_while_words_are_removed_leaves_nothing_that_cannot_be_finished(
    tmp_path: Path, sealed: bool, action: str, step: int, tally: Tally
) -> None:
    tally.fault = f"{FAULT}: {action}"
    child = Path(__file__).with_name("dying_forgetting.py")
    form = "sealed" if sealed else "clear"
    done = subprocess.run(
        [sys.executable, child, tmp_path, form, action, str(step)],
        env={**os.environ, "PYTHONPATH": str(TESTS)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    tally.count = int(done.stdout)
    assert tally.count >= 330 // step
