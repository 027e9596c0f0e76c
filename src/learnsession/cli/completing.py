"""`completion`: the script that lets a shell finish words."""

from __future__ import annotations

import click


@click.command()
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the script for completing words in SHELL.

    For bash: eval "$(learnsession completion bash)" in your ~/.bashrc; for zsh the same with zsh in
    ~/.zshrc; for fish: learnsession completion fish | source.
    """
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    assert found is not None, "click knows the three shells"  # noqa: S101
    root = ctx.find_root().command
    script = found(root, {}, "learnsession", "_LEARNSESSION_COMPLETE").source()
    click.echo(script)


COMMANDS = (completion,)
