"""The linear door: lines in, lines out, for screen readers, poor terminals and scripts."""
