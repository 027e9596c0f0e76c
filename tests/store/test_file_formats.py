"""A store of every released format, as its version wrote it, is read and can be gone on with."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from stored_samples import at

from learnsession.errors import NewerError
from learnsession.session import events as ev
from learnsession.session.folding import fold
from learnsession.store import formats, vault
from learnsession.store.envelope import FORMAT, head_of
from learnsession.store.sealing import CLEAR
from learnsession.store.sessions import SessionStore

SAMPLES = Path(__file__).parent / "samples"
SESSION = "01KJPZ3V8S0000000000000042"
RELEASED = sorted(path.name for path in SAMPLES.iterdir())


def opened(name: str, root: Path) -> SessionStore:
    shutil.copytree(SAMPLES / name, root)
    sealed = name.endswith("sealed")
    return SessionStore(
        root, seal=vault.unlock(root, "a sample for the tests") if sealed else CLEAR
    )


def test_there_is_a_sample_of_every_format():
    numbers = {int(name.split("-")[1]) for name in RELEASED}
    assert numbers == set(range(1, FORMAT + 1))
    for name in RELEASED:
        file = next((SAMPLES / name / "sessions").rglob("*42.json"))
        assert f"format-{head_of(file.read_bytes()).format}" in name


@pytest.mark.parametrize("name", RELEASED)
def test_it_is_read_and_gone_on_with(name, tmp_path):
    store = opened(name, tmp_path / "store")
    record = fold(store.read(SESSION).events)
    assert (record.started.ref, record.state) == ("S-0042", "open")
    assert [entry.text for entry in record.standing] == ["What we heard, reworded. Łódź"]
    assert [row.ref for row in store.rows()] == ["S-0042"]
    assert store.kept_pack("a" * 64) == {"title": "Tiny"}
    assert store.kept_format("b" * 64) == {"title": "Tiny 25"}

    session = store.open(SESSION)
    assert (session.notices, session.draft().text) == ((), "half a word")
    session.append(ev.SessionResumed(at=at(0)))
    session.leave()
    assert store.read(SESSION).events[-1] == ev.SessionResumed(at=at(0))
    assert head_of(session.path.read_bytes()).format == FORMAT


@pytest.mark.parametrize("name", RELEASED)
def test_reading_alone_changes_no_session(name, tmp_path):
    store = opened(name, tmp_path / "store")
    store.rows()
    store.read(SESSION)
    for path in (SAMPLES / name / "sessions").rglob("*.json*"):
        copy = tmp_path / "store" / path.relative_to(SAMPLES / name)
        assert copy.read_bytes() == path.read_bytes()


def test_an_older_one_is_put_into_todays_form_step_by_step(tmp_path, monkeypatch):
    def renamed(tables):
        entries = tables["events"].values()
        reworded = [dict(e, text="Upgraded") if e.get("entry") == "E1" else e for e in entries]
        return {"events": dict(zip(tables["events"], reworded, strict=True))}

    monkeypatch.setitem(formats.UPGRADES, ("session", 1), renamed)
    old = opened("format-1", tmp_path / "old")
    assert [e.text for e in fold(old.read(SESSION).events).standing] == ["Upgraded"]
    new = opened("format-2", tmp_path / "new")
    assert [e.text for e in fold(new.read(SESSION).events).standing] != ["Upgraded"]


@pytest.mark.parametrize("name", ["format-2", "format-2-sealed"])
def test_a_newer_one_is_refused_in_words_and_left_alone(name, tmp_path):
    store = opened(name, tmp_path / "store")
    path = next((tmp_path / "store" / "sessions").rglob("*42.json"))
    content = store.seal.open("session", path, path.read_bytes())
    newer = store.seal.close("session", path, content.body, number=FORMAT + 1)
    path.write_bytes(newer)
    for look in (store.read, store.open):
        with pytest.raises(NewerError, match="newer version of learnsession"):
            look(SESSION)
    assert path.read_bytes() == newer
