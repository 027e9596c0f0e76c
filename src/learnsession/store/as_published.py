"""Packs and formats that ship or are the person's own, to stand in for a kept one that is lost."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

from learnsession.errors import LearnSessionError
from learnsession.packs.listing import ENDINGS, own, shipped
from learnsession.store.kept import Kind


def as_published(root: Path, kind: Kind, digest: str) -> dict[str, Any] | None:
    """The values of the file that has this checksum; None when there is none, or it is broken.

    With another checksum it has been changed since the session ran, and is not what is wanted.

    Args:
        root: the store, where the person's own packs are.
        kind: what is looked for.
        digest: the checksum of the file, in lower-case hexadecimals.

    """
    below = "" if kind == "pack" else f"{kind}s"
    for folder in (own(root) / below, shipped() / below):
        for path in sorted(folder.glob("*")):
            if path.suffix.lower() in ENDINGS and _sum_of(path) == digest:
                return _values(kind, path, digest)
    return None


def _sum_of(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    except OSError:
        return ""


def _values(kind: Kind, path: Path, digest: str) -> dict[str, Any] | None:
    from learnsession.packs.reader import read_format, read_pack, to_plain

    try:
        found = read_pack(path) if kind == "pack" else read_format(path)
    except LearnSessionError:
        return None
    return to_plain(found.content) if found.sha256 == digest else None
