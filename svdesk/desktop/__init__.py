"""The window: the only package that knows Qt.

It shows what the session holds and edits it through undoable commands; it decides nothing about
law, policy or documents.
"""
