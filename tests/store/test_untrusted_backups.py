"""A backup that was cut, changed or made to do harm is refused, and nothing changes."""

from __future__ import annotations

import io
import json
import stat
import warnings
import zipfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pytest
from backup_samples import (
    MONDAY,
    SESSION,
    backup,
    filled,
    plan,
    quick_keys,
    restore,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learnsession.errors import (
    DamagedError,
    LearnSessionError,
    NewerError,
    NotFoundError,
)
from learnsession.store import vault
from learnsession.store.backup_reading import opened_backup
from learnsession.store.envelope import FORMAT
from learnsession.store.restore_plan import plan_restore
from learnsession.store.sealing import CLEAR, Seal


def refused(file: Path, other: Path, seal: Seal = CLEAR) -> LearnSessionError:
    with pytest.raises(LearnSessionError) as caught:
        restore(other, file, seal)
    assert not other.exists() or not [p for p in other.rglob("*") if p.name != "store.lock"
                                      if p.is_file()]  # fmt: skip
    assert caught.value.happened.endswith(".")
    assert caught.value.todo.endswith((".", "FILE"))
    return caught.value


def remade(file: Path, change) -> Path:
    """The same backup with its entries changed: a list of (ZipInfo, data) before and after."""
    with zipfile.ZipFile(file) as archive:
        entries = [(info, archive.read(info)) for info in archive.infolist()]
    entries = change(entries)
    with zipfile.ZipFile(file, "w") as archive, warnings.catch_warnings(action="ignore"):
        for info, data in entries:
            archive.writestr(info, data)
    return file


def manifest_with(entries, **changes):
    """The manifest written anew with a good checksum, over the entries as they are now."""
    files = {i.filename: [sha256(d).hexdigest(), len(d)] for i, d in entries[:-1]}
    values = {"made": MONDAY.isoformat(), "key": "", "files": files, **changes}
    data = CLEAR.close("backup", Path("manifest.json"), json.dumps(values).encode())
    return [*entries[:-1], (entries[-1][0], data)]


def test_no_backup_at_all(tmp_path, other):
    file = tmp_path / "file.zip"
    for data in (b"", b"PK", b"hello" * 100):
        file.write_bytes(data)
        assert "no backup" in refused(file, other).happened
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert "no backup" in refused(file, other).happened
    assert isinstance(refused(tmp_path / "absent.zip", other), NotFoundError)
    assert "no backup" in refused(tmp_path, other).happened


def test_cut_anywhere_it_is_refused(root, other, seal):
    whole = backup(root, seal).read_bytes()
    file = root.parent / "cut.zip"
    for length in (*range(0, len(whole) - 1, 97), len(whole) - 1):
        file.write_bytes(whole[:length])
        refused(file, other)


def test_a_flipped_bit_is_noticed_or_makes_no_difference(root, seal, tmp_path):
    whole = backup(root, seal).read_bytes()
    file = tmp_path / "flipped.zip"
    refusals = 0
    with opened_backup(tmp_path / "kept.zip") as sound:
        contents = {path: sound.read(path) for path in sound.files}
    for at in range(0, len(whole), 11):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        try:
            with opened_backup(file) as opened:
                plan_restore(tmp_path / "empty", CLEAR, opened)
                assert {path: opened.read(path) for path in opened.files} == contents
        except LearnSessionError:
            refusals += 1
    assert refusals > len(whole) / 11 * 0.8


@pytest.mark.parametrize(
    "name",
    [
        "../evil.json", "/etc/evil", "sessions/../../evil", "my-packs/../../evil",
        "my-packs/a\\..\\b", "C:evil", "my-packs/C:evil", "my-packs/con.yaml", "my-packs/",
        "locks/store.lock", "catalogue.json", "sessions/2026/evil.json", "backups/2026-W47.json",
        "my-packs/.bashrc", "my-packs/a\nb", "vault.json", "sessions/２０２６/S-0001_ABCDEFGH.json",
        f"my-packs/{'x' * 300}",
    ],
)  # fmt: skip
def test_a_name_that_leads_elsewhere_is_refused(root, other, name):
    def change(entries):
        return manifest_with([(zipfile.ZipInfo(name), b"x"), *entries])

    refused(remade(backup(root), change), other)
    assert not (root.parent / "evil").exists()


def test_a_link_is_refused(root, other):
    def change(entries):
        info = zipfile.ZipInfo("my-packs/link.yaml")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        return manifest_with([(info, b"/etc/passwd"), *entries])

    assert "no plain file" in refused(remade(backup(root), change), other).happened


def test_what_the_manifest_does_not_list_or_misses_is_refused(root, other):
    extra = remade(backup(root), lambda e: [(zipfile.ZipInfo("my-packs/x"), b"x"), *e])
    assert "my-packs/x" in refused(extra, other).happened
    short = remade(backup(root), lambda e: e[1:])
    assert "manifest says" in refused(short, other).happened
    double = remade(backup(root), lambda e: [e[0], *e])
    refused(double, other)


def test_a_changed_file_with_a_good_zip_sum_is_refused(root, other):
    def change(entries):
        return [(i, d.replace(b"Zebra", b"Cobra") if i.filename == SESSION else d)
                for i, d in entries]  # fmt: skip

    assert "cut or changed" in refused(remade(backup(root), change), other).happened


def test_a_changed_file_with_good_sums_everywhere_but_inside_is_refused(root, other):
    def change(entries):
        return manifest_with(
            [(i, d.replace(b"Zebra", b"Cobra") if i.filename == SESSION else d)
             for i, d in entries]
        )  # fmt: skip

    assert SESSION in refused(remade(backup(root), change), other).happened


def test_a_changed_manifest_is_refused(root, other):
    file = remade(
        backup(root), lambda e: [*e[:-1], (e[-1][0], e[-1][1].replace(b"2026-11", b"2026-12", 1))]
    )
    assert isinstance(refused(file, other), DamagedError)


def test_sizes_that_unpack_to_more_than_they_say_are_refused(root, other):
    def change(entries):
        info = zipfile.ZipInfo("my-packs/bomb")
        info.compress_type = zipfile.ZIP_DEFLATED
        return manifest_with([(info, bytes(50_000_000)), *entries])

    file = remade(backup(root), change)
    data = bytearray(file.read_bytes())
    for at in [
        n for n in range(len(data)) if data[n : n + 4] == (50_000_000).to_bytes(4, "little")
    ]:
        data[at : at + 4] = (10).to_bytes(4, "little")
    file.write_bytes(data)
    refused(file, other)


def test_entries_that_share_their_bytes_are_refused_unread(root, other):
    def change(entries):
        more = [(zipfile.ZipInfo(f"my-packs/{n}"), bytes(1_000_000)) for n in range(9)]
        for info, _ in more:
            info.compress_type = zipfile.ZIP_STORED
        return manifest_with([*more, *entries])

    file = remade(backup(root), change)
    data = file.read_bytes()
    with zipfile.ZipFile(file) as archive:
        first, last = (archive.getinfo(f"my-packs/{n}").header_offset for n in (1, 9 - 1))
        end = archive.start_dir
    shared = bytearray(data[:first] + data[last:])  # eight of them now stand where one does
    cut = last - first
    eocd = shared.rfind(b"PK\5\6")
    shared[eocd + 16 : eocd + 20] = (end - cut).to_bytes(4, "little")
    at = shared.find(b"PK\1\2", end - cut)
    while at >= 0:
        offset = int.from_bytes(shared[at + 42 : at + 46], "little")
        moved = max(first, offset - cut) if offset >= first else offset
        shared[at + 42 : at + 46] = moved.to_bytes(4, "little")
        at = shared.find(b"PK\1\2", at + 4)
    file.write_bytes(shared)
    assert "more than it can" in refused(file, other).happened


@pytest.mark.parametrize("size", ["Infinity", "-1", "1e400", '"x"', "null", "[]"])
def test_a_size_that_is_none_is_refused(root, other, size):
    def change(entries):
        files = {i.filename: [sha256(d).hexdigest(), len(d)] for i, d in entries[:-1]}
        values = {"made": MONDAY.isoformat(), "key": "", "files": files}
        text = json.dumps(values).replace(f", {files[SESSION][1]}]", f", {size}]")
        data = CLEAR.close("backup", Path("manifest.json"), text.encode())
        return [*entries[:-1], (entries[-1][0], data)]

    assert isinstance(refused(remade(backup(root), change), other), DamagedError)


def test_a_file_larger_than_any_of_ours_is_refused_unread(root, other, monkeypatch):
    file = backup(root)
    monkeypatch.setattr("learnsession.store.backup_reading.LARGEST", 100)
    assert "too large" in refused(file, other).happened


def test_a_sealed_file_in_a_clear_backup_and_a_clear_one_in_a_sealed_are_refused(root, other):
    clear = backup(root)
    with zipfile.ZipFile(clear) as archive:
        readable_one = archive.read(SESSION)
    seal = vault.protect(root, quick_keys())
    sealed = backup(root, seal, "sealed.zip")
    with zipfile.ZipFile(sealed) as archive:
        sealed_one = archive.read(SESSION)

    def with_session(data, key):
        return lambda e: manifest_with(
            [(i, data if i.filename == SESSION else d) for i, d in e], key=key
        )

    refused(remade(clear, with_session(sealed_one, "")), other)
    refused(remade(sealed, with_session(readable_one, seal.key_id)), other)


def test_a_vault_of_other_keys_or_none_in_a_sealed_backup_is_refused(root, other):
    seal = vault.protect(root, quick_keys())
    file = backup(root, seal)
    without = remade(
        file,
        lambda e: manifest_with([x for x in e if x[0].filename != "vault.json"], key=seal.key_id),
    )
    assert "vault.json" in refused(without, other).happened
    file = backup(root, seal)
    assert (
        "vault.json"
        in refused(remade(file, lambda e: manifest_with(e, key="0" * 16)), other).happened
    )


def test_a_newer_format_is_refused_in_words(root, other):
    def change(entries):
        data = CLEAR.close("backup", Path("manifest.json"), b"{}", number=FORMAT + 1)
        return [*entries[:-1], (entries[-1][0], data)]

    assert isinstance(refused(remade(backup(root), change), other), NewerError)


def test_a_newer_file_in_it_is_refused_in_words(root, other):
    def change(entries):
        def newer(info, data):
            if info.filename != SESSION:
                return data
            return CLEAR.close("session", Path(SESSION), b'{"x":{}}', number=FORMAT + 1)

        return manifest_with([(i, newer(i, d)) for i, d in entries])

    assert isinstance(refused(remade(backup(root), change), other), NewerError)


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=400), st.integers(0, 3000))
def test_any_bytes_anywhere_end_in_words_or_the_same(tmp_path_factory, noise, at):
    folder = tmp_path_factory.getbasetemp() / "noise"
    if not folder.exists():
        filled(folder / "store", sessions=1)
        backup(folder / "store")
    whole = bytearray((folder / "kept.zip").read_bytes())
    whole[at : at + len(noise)] = noise
    (folder / "noisy.zip").write_bytes(io.BytesIO(whole).getvalue())
    with suppress(LearnSessionError):
        plan(folder / "other", folder / "noisy.zip")
