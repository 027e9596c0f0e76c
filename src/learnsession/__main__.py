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

    try:
        code = run_program()
    except Exception as fault:  # a usual traceback may print what was typed
        from learnsession.privacy.faults import told

        print(told(fault), file=sys.stderr)
        code = 1
    sys.exit(code)


if __name__ == "__main__":
    main()
