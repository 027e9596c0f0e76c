"""The cards that ship are those of the packs that ship, and everything else is read as usual."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from learnsession.packs import cards as cards_module
from learnsession.packs.cards import FILE, card_of, cards, made_anew
from learnsession.packs.library import packs
from learnsession.packs.listing import own, shipped


def test_the_cards_that_ship_are_in_step_with_the_packs():
    said = "They differ: write them anew with  python -m learnsession.packs.cards"
    assert (shipped() / FILE).read_text("utf-8") == made_anew(), said


def test_cards_and_packs_list_the_same(tmp_path: Path):
    by_reading = [(each.path, card_of(each.file.pack)) for each in packs(tmp_path) if each.file]
    assert [(each.path, each.file) for each in cards(tmp_path)] == by_reading


def test_a_shipped_pack_is_listed_without_reading_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(sys.modules, "learnsession.packs.reader", None)
    assert "Child AI" in [each.title for each in cards(tmp_path)]


def test_a_pack_that_was_changed_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = tmp_path / "sessions"
    folder.mkdir()
    text = (shipped() / "norfolk-child-ai.yaml").read_text("utf-8")
    (folder / "norfolk-child-ai.yaml").write_text(
        text.replace("title: Child AI\n", "title: Another\n", 1), "utf-8"
    )
    (folder / FILE).write_text((shipped() / FILE).read_text("utf-8"), "utf-8")
    monkeypatch.setattr(cards_module, "shipped", lambda: folder)
    assert [each.title for each in cards(tmp_path)] == ["Another"]


@pytest.mark.parametrize("text", ["", "[]", "{", json.dumps({"norfolk-child-ai.yaml": {}})])
def test_cards_that_cannot_be_used_stop_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
):
    folder = tmp_path / "sessions"
    folder.mkdir()
    (folder / "norfolk-child-ai.yaml").write_bytes(
        (shipped() / "norfolk-child-ai.yaml").read_bytes()
    )
    (folder / FILE).write_text(text, "utf-8")
    monkeypatch.setattr(cards_module, "shipped", lambda: folder)
    assert [each.title for each in cards(tmp_path)] == ["Child AI"]


def test_the_person_s_own_packs_are_there_too_and_broken_ones_with_their_problems(tmp_path: Path):
    own(tmp_path).mkdir(parents=True)
    (own(tmp_path) / "broken.yaml").write_text("id: [", "utf-8")
    *_, last = cards(tmp_path)
    assert last.file is None
    assert last.problems
