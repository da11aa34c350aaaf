"""A project while somebody works on it: where it comes from, its session, its edits."""
