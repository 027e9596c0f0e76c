"""What is kept: one file a session, a catalogue, the packs as they were when run."""
