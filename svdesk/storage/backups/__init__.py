"""Backups: checked copies of the database, thinned, read, tested and restored.

These modules need only the standard library, so that a database that can't be opened can be replaced.
"""
