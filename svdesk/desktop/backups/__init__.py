"""Backups in the window: made by themselves, looked into, tested and restored."""
