"""Run a team learning session on a published safeguarding review."""

__version__ = "0.1.0"
