"""Where packs and formats are found, and which one wins."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from good_files import FORMAT, PACK, spoilt

from learnsession.errors import NotFoundError, PackError
from learnsession.packs import library, listing


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of shipped sessions with one pack and one format."""
    folder = tmp_path / "shipped"
    (folder / "formats").mkdir(parents=True)
    (folder / "small.yaml").write_text(PACK, encoding="utf-8")
    (folder / "formats" / "short.yaml").write_text(FORMAT, encoding="utf-8")
    monkeypatch.setattr(library, "shipped", lambda: folder)
    return folder


@pytest.fixture
def mine(store_dir: Path) -> Path:
    """The person's own folder."""
    folder = library.own(store_dir)
    (folder / "formats").mkdir(parents=True)
    return folder


def test_what_ships_is_found_and_good(store_dir: Path) -> None:
    """Also without any folder of one's own."""
    listing = library.packs(store_dir)
    assert "norfolk-child-ai" in [entry.id for entry in listing]
    assert [entry.problems for entry in listing if entry.problems] == []
    assert {"team-30", "workshop-90"} <= {entry.id for entry in library.formats(store_dir)}
    assert not any(entry.own or entry.replaces for entry in listing)


def test_an_installed_package_brings_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a wheel the sessions stand inside the package; in a checkout two folders up."""
    module = tmp_path / "a" / "src" / "learnsession" / "packs" / "listing.py"
    monkeypatch.setattr(listing, "__file__", str(module))
    assert listing.shipped() == tmp_path / "a" / "sessions"
    inside = module.parents[1] / "sessions"
    inside.mkdir(parents=True)
    assert listing.shipped() == inside


def test_the_persons_own_pack_wins_and_it_is_said(
    store_dir: Path, shipped: Path, mine: Path
) -> None:
    (mine / "other-name.yml").write_text(spoilt(PACK, "title: Small", "title: Mine"), "utf-8")
    (entry,) = library.packs(store_dir)
    assert (entry.title, entry.own, entry.replaces) == ("Mine", True, shipped / "small.yaml")
    assert library.find_pack("small", store_dir).pack.title == "Mine"


def test_own_formats_win_too(store_dir: Path, shipped: Path, mine: Path) -> None:
    text = spoilt(FORMAT, "title: Short", "title: Mine")
    (mine / "formats" / "x.yaml").write_text(text, "utf-8")
    (entry,) = library.formats(store_dir)
    assert entry.replaces == shipped / "formats" / "short.yaml"
    assert library.find_format("short", store_dir).form.title == "Mine"


def test_a_broken_pack_is_listed_last_and_the_others_work(
    store_dir: Path, shipped: Path, mine: Path
) -> None:
    (mine / "aaa.yaml").write_text(spoilt(PACK, "minutes: 10", "minutes: ten"), "utf-8")
    (mine / "bbb.yaml").mkdir()
    last = spoilt(PACK, "id: small", "id: zzz").replace("title: Small", "title: ZZZ")
    (mine / "zzz.yaml").write_text(last, "utf-8")
    listing = library.packs(store_dir)
    assert [entry.title for entry in listing] == ["Small", "ZZZ", "aaa.yaml", "bbb.yaml"]
    assert "whole number" in listing[2].problems[0].wrong
    assert "is a folder" in listing[3].problems[0].wrong
    with pytest.raises(PackError):
        library.find_pack("aaa", store_dir)
    assert library.find_pack("small", store_dir).path == shipped / "small.yaml"


def test_a_broken_copy_of_ones_own_is_not_passed_over(
    store_dir: Path, shipped: Path, mine: Path
) -> None:
    """Running the shipped one instead, without a word, would surprise."""
    (mine / "small.yaml").write_text(PACK + "b: @x\n", "utf-8")
    assert [entry.own for entry in library.packs(store_dir)] == [False, True]
    with pytest.raises(PackError):
        library.find_pack("small", store_dir)


def test_two_in_one_folder_with_one_id(store_dir: Path, shipped: Path) -> None:
    shutil.copy(shipped / "small.yaml", shipped / "a-copy.yaml")
    good, broken = library.packs(store_dir)
    assert (good.path.name, broken.path.name) == ("a-copy.yaml", "small.yaml")
    assert "'small' stands in 'a-copy.yaml' already" in broken.problems[0].wrong
    assert library.find_pack("small", store_dir).path == shipped / "a-copy.yaml"


@pytest.mark.parametrize(
    "name", [".hidden.yaml", "~$small.yaml", "local.yaml", "notes.txt", "small.yaml.bak"]
)
def test_what_is_no_pack_is_passed_over(
    store_dir: Path, shipped: Path, mine: Path, name: str
) -> None:
    (mine / name).write_text("{", "utf-8")
    assert [entry.path.name for entry in library.packs(store_dir)] == ["small.yaml"]


def test_an_unknown_id_says_what_was_meant(store_dir: Path, shipped: Path) -> None:
    with pytest.raises(NotFoundError) as caught:
        library.find_pack("smal", store_dir)
    assert caught.value.todo == "Did you mean 'small'? 'learnsession packs' lists them all."
    with pytest.raises(NotFoundError) as caught:
        library.find_format("team-99", store_dir)
    assert "Choose one of: short." in caught.value.todo
    with pytest.raises(NotFoundError):
        library.find_pack("", store_dir)


def test_a_path_is_read_as_a_path(
    store_dir: Path, shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    mine = spoilt(PACK, "title: Small", "title: By path")
    for name in ("here.yaml", "HERE.YML", "plain"):
        Path(name).write_text(mine, "utf-8")
        assert library.find_pack(name, store_dir).pack.title == "By path"
    assert library.find_pack("./plain", store_dir).pack.title == "By path"
    for missing in ("gone.yaml", "shipped/gone", str(tmp_path), "x\0y"):
        with pytest.raises(NotFoundError):
            library.find_pack(missing, store_dir)


def test_an_id_wins_over_a_folder_of_the_same_name(
    store_dir: Path, shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("small").mkdir()
    assert library.find_pack("small", store_dir).pack.id == "small"


def test_a_folder_that_cannot_be_read_is_said(
    store_dir: Path, shipped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = Path.iterdir

    def refuse(folder: Path):
        if folder == library.own(store_dir):
            raise PermissionError(13, "no")
        return listed(folder)

    monkeypatch.setattr(Path, "iterdir", refuse)
    good, broken = library.packs(store_dir)
    assert good.id == "small"
    assert broken.problems[0].wrong == "This folder cannot be read."
