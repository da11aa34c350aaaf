"""Where projects are kept: one SQLite file, and the only home of SQLModel, SQLAlchemy and alembic.

This package imports nothing by itself, so that :mod:`svdesk.storage.opening.quick_list` can be used for
the first paint of the window without loading those libraries.
"""
