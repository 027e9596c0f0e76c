"""What is meant by the words in the box, whatever there is to read them with."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

from learnsession.packs.listing import own
from learnsession.tui.session.meaning import Reader, find_framework, meant
from learnsession.tui.widgets.entry import Writing

TODAY = date(2026, 11, 21)


def said(reader: Reader, text: str, owner: str = "", due: str = "") -> object:
    return meant(Writing("agreed-action", text, owner, due), None, reader, TODAY)


def test_without_a_framework_themes_are_good_as_typed(tmp_path: Path):
    for framework in ("", "no-such-framework"):
        found = said(Reader(framework, tmp_path), "Ask #anything @lead")
        assert (found.text, found.owner, found.themes) == ("Ask", "lead", ("anything",))
        assert found.troubles == ()


def test_a_framework_or_advice_that_is_broken_stops_nobody(tmp_path: Path):
    for folder, name in (("frameworks", "mine"), ("advice", "smart")):
        place = own(tmp_path) / folder
        place.mkdir(parents=True)
        (place / f"{name}.yaml").write_text("format: 1\nid: [", encoding="utf-8")
    assert find_framework("mine", tmp_path) is None
    reader = Reader("mine", tmp_path)
    assert said(reader, "Ask @lead").owner == "lead"
    assert reader.words is not None, "those that ship are used"


def test_what_is_typed_into_by_when_is_read_or_refused_and_never_guessed(tmp_path: Path):
    reader = Reader("", tmp_path)
    assert said(reader, "Ask by 1/12", due="2/12").due == date(2026, 12, 2)
    found = said(reader, "Ask by 1/12", due="soon")
    assert found.due is None
    assert "different day" in found.unread.happened
    assert said(reader, "Ask", due="1/11/2026").past
    assert not said(reader, "Ask", due="21/11").past, "today has not passed"


def test_two_threads_may_get_ready_at_once(tmp_path: Path):
    reader = Reader("norfolk-thematic-learning", tmp_path)
    threads = [threading.Thread(target=reader.prepare) for _ in range(4)]
    for thread in threads:
        thread.start()
    assert reader.framework is not None
    for thread in threads:
        thread.join()
    assert reader.ready
