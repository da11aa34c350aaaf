"""Saying whether a file is what was issued, and what has changed where it is not."""
