"""The running session: record, store and clock in one object, which both doors hold."""
