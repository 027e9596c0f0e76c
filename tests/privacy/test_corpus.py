"""How much is found, and how much is found for nothing. `pytest -s` shows the table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from learnsession.packs.listing import shipped
from learnsession.privacy.finding import find
from learnsession.privacy.kinds import KINDS
from learnsession.privacy.phones import _DRAMA
from measuring import corpus, measured

PRECISION, RECALL = 0.98, 0.95


def test_the_corpus_is_large_half_innocent_and_without_repetition() -> None:
    lines = corpus()
    innocent = [line for line in lines if not line.expected]
    assert len(lines) >= 200
    assert len(lines) * 2 / 5 < len(innocent) < len(lines) * 3 / 5
    assert len({line.text for line in lines}) == len(lines)
    assert {kind for line in lines for kind in line.expected} == set(KINDS)


def test_every_number_in_it_is_kept_for_tests_and_for_drama() -> None:
    for line in corpus():
        for finding in find(line.text):
            figures = re.sub("[^0-9]", "", line.text[finding.start : finding.end])
            if finding.kind == "nhs-number":
                assert figures.startswith("999"), line.text
            if finding.kind == "phone":
                national = re.sub("^(?:00)?440?", "0", figures)
                assert _DRAMA.fullmatch(national), line.text


def test_precision_and_recall() -> None:
    result = measured(corpus())
    print(f"\n{result.table()}")
    print("\n".join(result.lines))
    wrong = "\n".join([result.table(), *result.lines])
    assert result.precision() >= PRECISION, wrong
    assert result.recall() >= RECALL, wrong


def test_no_kind_hides_behind_the_others() -> None:
    result = measured(corpus())
    for kind in KINDS:
        assert result.precision(kind) >= 0.95, result.lines
        assert result.recall(kind) >= 0.9, result.lines


def test_no_innocent_line_is_disturbed() -> None:
    result = measured([line for line in corpus() if not line.expected])
    assert not result.lines, "\n".join(result.lines)


def test_this_would_notice() -> None:
    lines = corpus()
    swapped = [type(line)(line.text, frozenset({"name"} - line.expected)) for line in lines]
    result = measured(swapped)
    assert result.precision() < PRECISION
    assert result.recall() < RECALL
    assert len(result.lines) > 100


@pytest.mark.parametrize("path", sorted(shipped().rglob("*.yaml")), ids=lambda path: path.stem)
def test_notes_that_quote_what_ships_stay_quiet(path: Path) -> None:
    """All but the partnership's own published contacts, which a note has no need to repeat."""
    values = yaml.safe_load(path.read_text("utf-8"))
    values.pop("contacts", None)
    wrong = [finding for text in _texts(values) for finding in find(" ".join(text.split()))]
    assert not wrong


def _texts(values: object) -> Iterator[str]:
    if isinstance(values, str):
        yield values
    elif isinstance(values, list | dict):
        for value in values.values() if isinstance(values, dict) else values:
            yield from _texts(value)
