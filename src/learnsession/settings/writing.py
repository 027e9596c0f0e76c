"""Changing one setting in the file. Every comment and unknown key of the person's file stays."""

from __future__ import annotations

import os
import secrets
import textwrap
import tomllib
from contextlib import suppress
from pathlib import Path

from learnsession.errors import LearnSessionError
from learnsession.settings.reading import FILE
from learnsession.settings.table import SETTINGS, Setting, Value, find_setting, spelt

_HEAD = (
    "The settings of learnsession for this store. A line that begins with # is a comment. "
    "Change a value here and start learnsession again, or change it in the app under Settings, "
    "or with: learnsession settings set KEY VALUE"
)
_WIDTH = 78


def change_setting(store: Path, key: str, value: Value) -> None:
    """Keep one setting; everything else in the file stays as it is.

    Raises:
        LearnSessionError: the file that is there cannot be understood, or nothing can be written.
        ValueError: the setting cannot have this value.

    """
    setting = find_setting(key)
    if not setting.allows(value):
        raise ValueError(f"{key} cannot be {value!r}")
    path = store / FILE
    try:
        text = path.read_bytes().decode("utf-8-sig") if path.exists() else ""
        changed = _with(text, key, value) if text.strip() else _new_file({key: value})
    except (ValueError, RecursionError) as error:
        raise LearnSessionError(
            f"'{setting.title}' is not kept: the settings file cannot be understood.",
            "Mend the file; `learnsession settings` says what is wrong in it.",
            str(path),
        ) from error
    except OSError as error:
        raise _refused(setting, path, error) from error
    try:
        _write(path, changed.encode("utf-8"))
    except OSError as error:
        raise _refused(setting, path, error) from error


def _refused(setting: Setting, path: Path, error: OSError) -> LearnSessionError:
    return LearnSessionError(
        f"'{setting.title}' is not kept: {error.strerror or error}.",
        "It holds until this window is closed; try again later.",
        str(path),
    )


def _with(text: str, key: str, value: Value) -> str:
    """The file with this value, and otherwise the same to the letter.

    Raises:
        ValueError: it is not TOML, or could not be changed without changing something else.

    """
    import tomlkit  # only where something is written: it is slow to import

    before = tomllib.loads(text)
    document = tomlkit.parse(text)
    document[key] = value
    changed = tomlkit.dumps(document)
    if tomllib.loads(changed) != {**before, key: value}:
        raise ValueError(key)
    return changed


def _new_file(values: dict[str, Value]) -> str:
    """Every setting with its comment; what nobody has decided yet has only that."""
    blocks = [_comment(_HEAD)]
    for setting in SETTINGS:
        value = values.get(setting.key, setting.usual)
        lines = [_comment(f"{setting.title}. {setting.about}")]
        lines.append(_comment(f"It can be {setting.allowed}."))
        lines += [f"{setting.key} = {spelt(value)}"] if value is not None else []
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def _comment(words: str) -> str:
    return "\n".join(f"# {line}" for line in textwrap.wrap(words, _WIDTH))


def _write(path: Path, data: bytes) -> None:
    """Put the whole file in place in one move, flushed to the disk, for its owner only."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        _flush_folder(path.parent)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def _flush_folder(folder: Path) -> None:
    """Without this a power cut can lose the new name of a file that itself is safe."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network shares know no such thing
            os.fsync(handle)
    finally:
        os.close(handle)
