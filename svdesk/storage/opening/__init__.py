"""Opening the database: what is there, in which state, and brought to this version."""
