"""The command about what the owner of the store chose: `settings`, with `settings set`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from learnsession.cli.around import FAILED, Around, json_option, print_json, warn, yes_option
from learnsession.errors import NotFoundError, RefusedError

if TYPE_CHECKING:
    from pathlib import Path

    from click.shell_completion import CompletionItem

    from learnsession.settings import Setting, Settings


@click.group(invoke_without_command=True)
@json_option
@click.pass_context
def settings(ctx: click.Context, as_json: bool) -> None:
    """Show your settings and what each means.

    To change one: `learnsession settings set KEY VALUE`.
    """
    if ctx.invoked_subcommand is not None:
        return
    from learnsession.settings import FILE, read_settings

    path = ctx.obj.root / FILE
    found = read_settings(path.parent)
    if as_json:
        print_json(_as_values(path, found))
    else:
        click.echo(_in_words(path, found))
    for problem in found.problems:
        warn(ctx.obj.place.told(problem))
    if found.problems:
        ctx.exit(FAILED)


def _complete_key(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    from learnsession.settings import SETTINGS

    items = [CompletionItem(setting.key, help=setting.title) for setting in SETTINGS]
    return [item for item in items if item.value.startswith(incomplete)]


@settings.command("set", context_settings={"ignore_unknown_options": True})  # a VALUE such as -1
@click.argument("key", shell_complete=_complete_key)
@click.argument("value", nargs=-1, required=True)
@yes_option
@click.pass_obj
def set_one(around: Around, key: str, value: tuple[str, ...], yes: bool) -> None:  # noqa: ARG001
    """Give the setting KEY another VALUE."""
    from learnsession.settings.writing import change_setting

    setting = _named(key)
    typed = " ".join(value)
    meant = setting.read(typed)
    if meant is None:
        raise RefusedError(f"{key} cannot be '{typed}'.", f"Give it {setting.allowed}.")
    change_setting(around.root, key, meant)
    click.echo(f"{setting.title}: {setting.words(meant)}")


def _named(key: str) -> Setting:
    from learnsession.settings import find_setting
    from learnsession.settings.reading import did_you_mean

    try:
        return find_setting(key)
    except KeyError:
        raise NotFoundError(f"There is no setting '{key}'.", did_you_mean(key)) from None


def _in_words(path: Path, found: Settings) -> str:
    """Where the file is, then each setting with its value and what it means."""
    from learnsession.settings import SETTINGS, spelt

    there = "" if path.exists() else " (not there yet: the usual values hold)"
    blocks = [f"{path}{there}"]
    for setting in SETTINGS:
        value = found.value(setting.key)
        stands = setting.key if value is None else f"{setting.key} = {spelt(value)}"
        lines = (
            f"{stands}: {setting.words(value)}",
            f"  {setting.title}. {setting.about}",
            f"  It can be {setting.allowed}.",
        )
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def _as_values(path: Path, found: Settings) -> dict[str, object]:
    from learnsession.cli.views import lined
    from learnsession.settings import SETTINGS

    return {
        "file": str(path),
        "settings": [
            {
                "key": setting.key,
                "value": found.value(setting.key),
                "usual": setting.usual,
                "meaning": setting.words(found.value(setting.key)),
                "title": setting.title,
                "about": setting.about,
                "allowed": setting.allowed,
            }
            for setting in SETTINGS
        ],
        "problems": [lined(each) for each in found.problems],
    }


COMMANDS = (settings,)
