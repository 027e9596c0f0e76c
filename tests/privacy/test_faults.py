"""A fault of the program's own is told by its place, and never by what was typed."""

from __future__ import annotations

import subprocess
import sys

import pytest

from learnsession.privacy.faults import MOST_ERRORS, told

TYPED = "Mrs Jones 999 247 5145"


def broken(typed: str) -> None:
    try:
        int(typed)
    except ValueError as error:
        raise RuntimeError(typed) from error


def fault() -> BaseException:
    with pytest.raises(RuntimeError) as caught:
        broken(TYPED)
    return caught.value


def test_it_says_where_and_of_what_kind_with_the_cause_first() -> None:
    said = told(fault())
    assert said.index("ValueError") < said.index("RuntimeError")
    assert "tests/privacy/test_faults.py" in said
    assert " broken" in said
    assert "What was written is kept" in said


def test_nothing_that_was_typed_is_in_it() -> None:
    assert not any(part in told(fault()) for part in TYPED.split())


def test_what_a_worker_wraps_is_told_too() -> None:
    class Wrapped(Exception):  # noqa: N818
        error = fault()

    assert "RuntimeError" in told(Wrapped())


def test_errors_that_lead_to_each_other_have_an_end() -> None:
    one, two = ValueError(TYPED), KeyError(TYPED)
    one.__cause__, two.__cause__ = two, one
    assert told(one).count("Error") <= MOST_ERRORS


def test_no_command_prints_more_than_that() -> None:
    code = (
        "import sys; import learnsession.cli.program as program\n"
        "def breaks(_): raise RuntimeError(sys.argv[1])\n"
        "program._run = breaks\n"
        "from learnsession.__main__ import main; main()"
    )
    ran = subprocess.run([sys.executable, "-c", code, TYPED], capture_output=True, text=True)
    assert ran.returncode == 1
    assert "fault of its own" in ran.stderr
    assert "Jones" not in ran.stderr + ran.stdout
