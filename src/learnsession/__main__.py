"""Where the program starts: `learnsession`, or `python -m learnsession`."""

from __future__ import annotations

import sys

from learnsession import __version__


def main() -> None:
    """Run the program and end it with its exit code."""
    if sys.argv[1:] == ["--version"]:
        # Answered before anything else is imported.
        print(f"learnsession, version {__version__}")
        return
    from learnsession.cli.program import run_program

    sys.exit(run_program())


if __name__ == "__main__":
    main()
