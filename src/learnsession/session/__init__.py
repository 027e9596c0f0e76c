"""What happens in the room, as pure functions: no input or output, no clock of its own."""
