"""What the program costs, each figure against something measured beside it in the same run."""
