"""Several boxes can be half-written at once; all of it stands in one file, and nothing is lost."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from forgetting import NAME, NOW, backup, seal_of
from stored_samples import START, agreed, heard, make, new_id
from whole_store import files_with

from learnsession.session import action_events as said
from learnsession.session import events as ev
from learnsession.session.record import REMOVED
from learnsession.session.removing import EntryRemoval, PhraseRemoval
from learnsession.store.checking import check_store
from learnsession.store.drafts import Draft, draft_path, not_kept, read_draft, together
from learnsession.store.findings import Finding
from learnsession.store.redacting import DRAFT, standing
from learnsession.store.sealing import close_plain, read_plain
from learnsession.store.sessions import SessionStore


def half(text: str, minutes: int = 0, **more) -> Draft:
    values = {"kind": "reflection", "entry": None, "owner": "", "due": ""}
    at = START + timedelta(hours=1, minutes=minutes)
    return Draft(text=text, step="talk-1", at=at, **{**values, **more})


HEARD = half("a thought about", 3)
ACTION = half("ring the", 2, kind="agreed-action", owner="nurse", due="Fri")
REWORDED = half("heard 1, but", 1, entry="entry-1", reason="mish")
ALL = (HEARD, ACTION, REWORDED)


@pytest.fixture
def closed(tmp_path: Path, sealed: bool) -> SessionStore:
    """A store, in clear text and behind a passphrase."""
    root = tmp_path / "store"
    return SessionStore(root, lambda: NOW, seal_of(root, sealed))


def test_each_box_has_its_own_words_again(closed):
    session = make(closed)
    session.keep_draft(together(ALL))
    session.leave()
    again = closed.open(session.id)
    assert again.draft().every == ALL
    assert again.draft() == together(ALL)
    assert len([path for path in session.path.parent.iterdir() if ".draft" in path.name]) == 1
    again.keep_draft(together(again.draft().every[1:]))
    again.leave()
    assert read_draft(session.path, closed.seal).every == (ACTION, REWORDED)


def test_nothing_half_written_is_no_draft():
    assert together(()) is None
    assert together((HEARD,)) == HEARD
    assert HEARD.every == (HEARD,)


def test_one_alone_is_kept_as_it_was_before_there_were_several(store):
    session = make(store)
    session.keep_draft(HEARD)
    body = json.loads(draft_path(session.path).read_bytes())["content"]
    assert set(body) == {"text", "kind", "step", "entry", "owner", "due", "at", "reason"}


def test_after_a_kill_only_what_was_kept_is_gone(closed):
    session = make(closed)
    session.keep_draft(together(ALL))
    session.append(ev.EntryAmended(at=NOW, entry="entry-1", text="heard 1, but"))
    session.leave()
    again = closed.open(session.id)
    assert again.draft().every == (HEARD, ACTION)
    again.append(heard(9, "a thought about", seconds=9000))
    again.leave()
    assert closed.open(session.id).draft() == ACTION
    assert read_draft(session.path, closed.seal) == ACTION


def test_an_action_of_the_same_words_leaves_what_was_heard(store):
    session = make(store)
    session.keep_draft(together((half("same"), half("same", kind="agreed-action"))))
    session.append(agreed(9, "same").model_copy(update={"at": NOW}))
    session.leave()
    assert store.open(session.id).draft() == half("same")


def test_a_phrase_goes_from_every_one_of_them_and_from_their_copies(closed):
    session = make(closed)
    texts = (half(f"so {NAME} said", 3), half("nobody", 2, kind="agreed-action", owner=NAME))
    session.keep_draft(together((*texts, half("mine", 1, entry="entry-1", reason=f"not {NAME}"))))
    backup(closed, 1)
    removal = PhraseRemoval(NAME)
    assert standing(closed, session, removal).places.elsewhere == {DRAFT: 3}
    session.remove_words(removal, None)
    assert session.notices == ()
    assert files_with(closed.root, "quill", closed.seal) == []
    first, second, third = session.draft().every
    assert (first.text, second.owner, third.reason) == (
        f"so {REMOVED} said", REMOVED, f"not {REMOVED}",
    )  # fmt: skip
    assert (second.text, third.text) == ("nobody", "mine")
    session.leave()
    assert len(closed.open(session.id).draft().every) == 3


def test_a_phrase_of_one_entry_goes_from_its_amendment_alone(store):
    session = make(store)
    session.keep_draft(together((half(NAME, 2), half(NAME, 1, entry="entry-1"))))
    session.remove_words(PhraseRemoval(NAME, "entry-1"), None)
    assert [each.text for each in session.draft().every] == [NAME, REMOVED]
    session.leave()


@pytest.mark.parametrize("place", [0, 1, 2])
def test_an_amendment_goes_with_its_entry_wherever_it_stands(closed, place):
    others = [HEARD, ACTION]
    others.insert(place, half("other words", entry="entry-2"))
    session = make(closed)
    session.keep_draft(together(others))
    backup(closed, 1)
    session.remove_words(EntryRemoval("entry-1"), None)
    assert len(session.draft().every) == 3
    session.remove_words(EntryRemoval("entry-2"), None)
    assert session.draft().every == (HEARD, ACTION)
    assert files_with(closed.root, "other words", closed.seal) == []
    session.leave()
    assert read_draft(session.path, closed.seal).every == (HEARD, ACTION)


def test_where_a_phrase_stands_in_another_session_is_found_beside_too(store):
    first = make(store)
    second = make(store, number=2, seconds=60)
    second.keep_draft(together((half("nothing"), half(NAME, kind="agreed-action"))))
    assert standing(store, first, PhraseRemoval(NAME)).also_in == ("S-0002",)
    first.leave()
    second.leave()


def wrong_in(store: SessionStore) -> list[Finding]:
    return [finding for part in check_store(store.root, store.seal) for finding in part.findings]


def test_several_are_well_to_a_check(closed):
    session = make(closed)
    session.keep_draft(together(ALL))
    session.leave()
    assert [finding for finding in wrong_in(closed) if finding.kind == "draft"] == []


@pytest.mark.parametrize("wrong", ["words", [1], [{"text": "no more than that"}], 7])
def test_what_is_no_draft_beside_one_is_found_and_set_aside(closed, wrong):
    session = make(closed)
    session.keep_draft(HEARD)
    session.leave()
    path = draft_path(session.path)
    values, _ = read_plain(closed.seal, "draft", path)
    path.write_bytes(close_plain(closed.seal, "draft", path, {**values, "beside": wrong}))
    (finding,) = [each for each in wrong_in(closed) if each.kind == "draft"]
    assert "does not hold a draft" in finding.wrong
    again = closed.open(new_id(1))
    assert again.draft() is None
    assert "could not be read" in again.notices[0]
    again.leave()
    assert list((closed.root / "quarantine").iterdir())


@pytest.mark.parametrize(
    ("minutes", "entry", "is_left"), [(4, "A1", False), (4, "A2", True), (2, "A1", True)]
)
def test_an_answer_that_was_given_after_it_was_typed_is_half_written_no_more(
    minutes: int, entry: str, is_left: bool
):
    begun = half("How far\n29 Jan", 3, kind="answer", entry="A1", question="going")
    given = said.ActionProgressed(
        at=half("", minutes).at, entry=entry, id="P1", answer="going", note="How far"
    )
    assert not_kept(together([HEARD, begun]), [given]) == (
        together([HEARD, begun]) if is_left else HEARD
    )
