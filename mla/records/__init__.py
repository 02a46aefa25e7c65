"""The audit log, and what can be proved about the records."""
