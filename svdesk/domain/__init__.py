"""Plain Python values: what a procurement is, before anyone stores, shows or prints it.

Nothing here imports Qt, a database or a third-party library, so that the window can open before
any of those is loaded.
"""
