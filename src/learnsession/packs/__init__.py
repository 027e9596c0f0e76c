"""What there is to learn from: packs, formats and the team's local details, read from files."""
