"""Rules applied to the facts of a contract."""
