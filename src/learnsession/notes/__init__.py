"""What leaves the room: a session turned into blocks."""
