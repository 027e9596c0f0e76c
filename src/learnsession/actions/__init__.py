"""What was agreed, across all sessions: the register, its filters, and how it leaves."""
