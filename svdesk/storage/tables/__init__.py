"""The tables of the database: what they hold, and within which limits."""
