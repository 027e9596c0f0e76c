"""The running session on the screen, one subject a file; `screens.session` puts it together."""
