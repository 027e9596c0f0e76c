"""Sessions that are gone or there twice, kept packs that can be made anew, things out of place."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from backup_samples import everything
from harm import NOW, SESSION, mended, seal_of
from stored_samples import heard, make, new_id, started

from learnsession.errors import DamagedError, NotFoundError
from learnsession.packs.listing import shipped
from learnsession.packs.reader import read_format, read_pack, to_plain
from learnsession.store.catalogue import Rows
from learnsession.store.checking import check_store
from learnsession.store.erasing import held, meant
from learnsession.store.findings import Finding, is_damaged
from learnsession.store.rebuilding import rebuild
from learnsession.store.repairing import Plan, plan_repair
from learnsession.store.sealing import close_plain
from learnsession.store.sessions import SessionStore

ELSEWHERE = SESSION.replace("2026", "2025")
OWN_BACKUP = "learnsession store restore FILE"


@pytest.fixture
def root(used: Path) -> Path:
    return used


def stored(root: Path) -> SessionStore:
    return SessionStore(root, seal=seal_of(root))


def damage(root: Path) -> list[Finding]:
    parts = check_store(root, seal_of(root))
    return [each for part in parts for each in part.findings if each.damage]


def notes(root: Path) -> list[Finding]:
    parts = check_store(root, seal_of(root))
    return [each for part in parts for each in part.findings if not each.damage]


def remove_all(root: Path, path: str = SESSION) -> None:
    for file in (root / path).parent.glob(f"{(root / path).stem}.*"):
        file.unlink()


def without_backups(root: Path) -> None:
    stored(root).listing()  # the catalogue knows both
    shutil.rmtree(root / "backups")
    if (root / "vault.json").exists():
        (root / "backups").mkdir()
        shutil.copy(root / "vault.json", root / "backups/vault.json")


def to(root: Path, path: str, *, copy: bool = False) -> None:
    """Move or copy the first session, with what belongs to it, to another year."""
    (root / path).parent.mkdir(exist_ok=True)
    for file in list((root / SESSION).parent.glob(f"{(root / SESSION).stem}.*")):
        (shutil.copy if copy else shutil.move)(file, (root / path).parent / file.name)


def said(found: Rows) -> list[str]:
    return [words for _, words in found.damaged]


# Gone


def test_a_session_that_only_the_catalogue_knows_is_named(root):
    without_backups(root)
    remove_all(root)
    for _ in range(2):
        (found,) = damage(root)
        assert (found.kind, found.path) == ("session", SESSION)
        assert found.wrong == "The file of S-0001 is missing."
        assert OWN_BACKUP in found.todo
        assert said(stored(root).listing()) == ["The file of S-0001 is missing."]


def test_what_is_gone_stays_named_whatever_is_done_in_the_store(root):
    without_backups(root)
    remove_all(root)
    store = stored(root)
    for number in (7, 8):
        make(store, number=number).leave()
    with held(store, meant(store, "S-0008"), NOW) as session:
        session.erase()
    assert [row.ref for row in store.rows()] == ["S-0007", "S-0002"]
    assert said(store.listing()) == ["The file of S-0001 is missing."]
    assert [each.path for each in damage(root)] == [SESSION]


def test_whoever_asks_for_a_session_that_is_gone_is_told_so(root):
    stored(root).listing()
    remove_all(root)
    with pytest.raises(DamagedError, match="The file of S-0001 is missing") as told:
        stored(root).find("1")
    assert "learnsession store check" in told.value.todo


def test_what_was_erased_is_not_missed(root):
    store = stored(root)
    store.listing()
    with held(store, meant(store, "S-0001"), NOW) as session:
        session.erase()
    assert said(stored(root).listing()) == []
    assert damage(root) == []
    with pytest.raises(NotFoundError):
        stored(root).find("1")


def test_a_row_that_is_dropped_is_not_kept_as_that_of_a_session_that_is_gone(root):
    stored(root).listing()
    remove_all(root)
    stored(root).drop_row(new_id(1))
    assert said(stored(root).listing()) == []


def test_what_was_removed_on_purpose_is_forgotten_with_the_catalogue(root):
    without_backups(root)
    remove_all(root)
    assert "learnsession store rebuild" in damage(root)[0].todo
    assert said(rebuild(stored(root))) == []
    assert damage(root) == []


def test_what_is_back_is_no_longer_missed(root):
    kept = {path: (root / path).read_bytes() for path in (SESSION, f"{SESSION}.bak")}
    without_backups(root)
    remove_all(root)
    assert said(stored(root).listing())
    for path, data in kept.items():
        (root / path).write_bytes(data)
    assert said(stored(root).listing()) == []
    assert damage(root) == []


@pytest.mark.parametrize("path", ["../outside", "sessions/../S-0009_01K9.json", 7, None])
def test_a_row_that_names_no_session_is_not_missed(root, path):
    row = ["01K9", "S-0009", path, *("x" for _ in range(8)), 0, 0, 1]
    place, seal = root / "catalogue.json", seal_of(root)
    place.write_bytes(close_plain(seal, "catalogue", place, {"years": {}, "rows": [row]}))
    assert damage(root) == []
    assert said(stored(root).listing()) == []


def test_a_last_good_generation_that_is_gone_has_to_be_known(root):
    (root / f"{SESSION}.bak").unlink()
    (found,) = notes(root)
    assert "S-0001" in found.wrong
    assert damage(root) == []


def test_a_session_that_was_saved_once_has_no_earlier_generation(root):
    stored(root).create(started(9)).leave()
    assert notes(root) == damage(root) == []


# In another year, and twice


def test_a_session_in_another_year_is_there(root):
    stored(root).listing()
    to(root, ELSEWHERE)
    assert damage(root) == []
    assert mended(root) == Plan((), ())
    assert said(stored(root).listing()) == []
    assert not (root / SESSION).exists()
    assert stored(root).find("1").path == ELSEWHERE


def test_of_two_files_of_one_session_the_one_written_to_last_counts(root):
    to(root, ELSEWHERE, copy=True)
    session = stored(root).open(new_id(1))
    session.append(heard(5))
    session.leave()
    newer = stored(root).find("1").path
    (older,) = {SESSION, ELSEWHERE} - {newer}
    assert [row.ref for row in stored(root).rows()] == ["S-0001", "S-0002"]
    shown = stored(root).read(new_id(1))
    assert len(shown.events) == 6
    assert newer in shown.notices[0]
    assert newer in said(stored(root).listing())[0]
    (found,) = damage(root)
    assert (found.kind, found.path) == ("double", older)
    assert newer in found.wrong


def test_the_older_of_two_files_is_set_aside(root):
    to(root, ELSEWHERE, copy=True)
    before = everything(root)
    (found,) = damage(root)
    newer = stored(root).find("1").path
    assert found.path != newer
    mended(root)
    after = everything(root)
    assert after[newer] == before[newer]
    assert found.path not in after
    assert before[found.path] in after.values()
    assert damage(root) == []
    assert said(stored(root).listing()) == []


def test_a_generation_left_behind_in_another_year_is_set_aside(root):
    (root / ELSEWHERE).parent.mkdir()
    (root / SESSION).rename(root / ELSEWHERE)
    assert [(each.kind, each.path) for each in damage(root)] == [("double", SESSION)]
    mended(root)
    assert damage(root) == []
    assert not (root / SESSION).exists()
    assert stored(root).find("1").path == ELSEWHERE


def test_what_a_kill_left_of_an_older_file_is_told_once_it_is_set_aside(root):
    older = (root / ELSEWHERE).parent
    older.mkdir()
    shutil.copy(root / SESSION, root / ELSEWHERE)
    (root / SESSION).with_name(f".{Path(SESSION).name}.0badcafe.tmp").write_bytes(b"half of it")
    (older / f".{Path(SESSION).name}.0badcafe.tmp").write_bytes(b"half of it")
    mended(root)
    told = [each.path for part in check_store(root, seal_of(root)) for each in part.findings]
    there = [f"quarantine/{path.name}" for path in (root / "quarantine").iterdir()]
    assert [path for path in there if path.endswith(".tmp")]
    assert sorted(told) == sorted(there)


# Kept packs and formats


def on_published(root: Path, pack: Path) -> str:
    """A session on a pack and a format as the program keeps them; gives the pack's checksum."""
    store = stored(root)
    ours, form = read_pack(pack), read_format(shipped() / "formats/team-30.yaml")
    store.keep_pack(ours.sha256, to_plain(ours.pack))
    store.keep_format(form.sha256, to_plain(form.form))
    begun = started(9).model_copy(update={"pack_sha256": ours.sha256, "format_sha256": form.sha256})
    store.create(begun).leave()
    return ours.sha256


@pytest.mark.parametrize("kind", ["pack", "format"])
def test_a_kept_file_is_made_anew_from_what_ships(root, kind):
    pack = on_published(root, shipped() / "norfolk-child-ai.yaml")
    form = read_format(shipped() / "formats/team-30.yaml").sha256
    digest = pack if kind == "pack" else form
    before = getattr(stored(root), f"kept_{kind}")(digest)
    (root / f"{kind}s/{digest}.json").unlink()
    assert "learnsession store repair" in damage(root)[0].todo
    mended(root)
    assert damage(root) == []
    assert getattr(stored(root), f"kept_{kind}")(digest) == before


def test_a_kept_pack_is_made_anew_from_ones_own_unless_that_was_changed(root):
    mine = root / "my-packs/mine.yaml"
    mine.write_bytes((shipped() / "norfolk-child-ai.yaml").read_bytes() + b"\n# ours\n")
    digest = on_published(root, mine)
    assert digest == sha256(mine.read_bytes()).hexdigest()
    kept = root / f"packs/{digest}.json"
    kept.unlink()
    mended(root)
    assert stored(root).kept_pack(digest)["id"] == "norfolk-child-ai"
    kept.unlink()
    mine.write_bytes(mine.read_bytes() + b"# changed\n")
    (left,) = mended(root).left
    assert (left.kind, left.path) == ("pack", f"packs/{digest}.json")
    assert OWN_BACKUP in left.todo


# Out of place


@pytest.mark.parametrize("how", ["rebuild", "repair"])
def test_a_folder_in_place_of_the_catalogue_is_set_aside(root, how):
    place = root / "catalogue.json"
    place.unlink()
    place.mkdir()
    (place / "note.txt").write_text("x")
    assert [each.kind for each in damage(root)] == ["catalogue"]
    if how == "rebuild":
        rebuild(stored(root))
    else:
        mended(root)
    assert damage(root) == []
    assert place.is_file()
    assert [path.read_text() for path in (root / "quarantine").glob("*/note.txt")] == ["x"]


@pytest.mark.parametrize("name", ["in-use", "locks", "backups", "sessions", "quarantine"])
def test_a_file_in_place_of_a_folder_is_named_and_left_to_the_person(root, name):
    place = root / name
    seal = seal_of(root)
    shutil.rmtree(place, ignore_errors=True)
    place.write_text("x")
    parts = check_store(root, seal)
    assert is_damaged(parts)
    (found,) = (each for part in parts for each in part.findings if each.kind == "folder")
    assert found.path == name
    assert "Move it out of the store" in found.todo
    plan = plan_repair(root, seal, datetime.now(UTC))
    assert not [each for each in plan.mends if each.finding.path.startswith(f"{name}/")]
    assert found in plan.left
    assert place.read_text() == "x"


def test_whoever_opens_what_is_damaged_is_sent_to_the_check(root):
    for path in (SESSION, f"{SESSION}.bak"):
        (root / path).write_bytes(b"x")
    for act in (stored(root).read, stored(root).open, stored(root).find):
        with pytest.raises(DamagedError) as told:
            act(new_id(1))
        assert told.value.todo == "Look with: learnsession store check"
