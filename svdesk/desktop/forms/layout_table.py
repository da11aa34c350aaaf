"""One table of a form's file: reads its values, and says in words where one is not what it has to be."""

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Any

from svdesk.desktop.widgets.form_contract import FormError

_KeysOf = Callable[[dict[str, Any], str], Iterable[str]]


class LayoutTable:
    """A table with the place where it stands, *where*, by which faults name it."""

    def __init__(self, content: dict[str, Any], where: str, keys: Iterable[str]) -> None:
        """Take *content*, which may hold *keys* and nothing else; raises :class:`FormError`."""
        self.where = where
        self._content = content
        known = tuple(keys)
        for key in content:
            if key not in known:
                raise FormError(f"{where}: “{key}” is not known here{_near(key, known)}")

    def has(self, key: str) -> bool:
        """Say whether *key* is given."""
        return key in self._content

    def text(self, key: str, default: str | None = None) -> str:
        """Return the text of *key*, or *default* where it may be left out; raises :class:`FormError`."""
        value = self._content.get(key, default)
        if value is None:
            raise FormError(f"{self.where}: “{key}” is missing")
        if not isinstance(value, str) or (key in self._content and not value.strip()):
            raise FormError(f"{self.where}: “{key}” has to be a text, in quotation marks, that is not empty")
        return value

    def one_of(self, key: str, allowed: tuple[str, ...]) -> str:
        """Return the text of *key*, one of *allowed*; raises :class:`FormError`."""
        value = self.text(key)
        if value not in allowed:
            raise FormError(f"{self.where}: {key} “{value}” is not known here{_near(value, allowed)}")
        return value

    def flag(self, key: str) -> bool:
        """Return whether *key* is true; it is false where it is left out. Raises :class:`FormError`."""
        value = self._content.get(key, False)
        if not isinstance(value, bool):
            raise FormError(f"{self.where}: “{key}” has to be true or false")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the list of texts of *key*; raises :class:`FormError`."""
        value = self._content.get(key, [])
        if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
            raise FormError(f"{self.where}: “{key}” has to be a list of texts")
        return tuple(value)

    def some_of(self, key: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
        """Return the list of texts of *key*, each one of *allowed*; raises :class:`FormError`."""
        for value in self.texts(key):
            if value not in allowed:
                raise FormError(f"{self.where}: {key} “{value}” is not known here{_near(value, allowed)}")
        return self.texts(key)

    def rows(self, key: str, widest: int) -> tuple[tuple[str, ...], ...]:
        """Return the rows of *key*, each of one to *widest* names; raises :class:`FormError`."""
        value = self._content.get(key, [])
        fits = isinstance(value, list) and all(
            isinstance(row, list) and 1 <= len(row) <= widest and all(isinstance(name, str) for name in row)
            for row in value
        )
        if not fits or not value:
            raise FormError(
                f"{self.where}: “{key}” has to be a list of rows, each a list of one to {widest} names, such "
                'as [["title"], ["reference", "portal"]]'
            )
        return tuple(tuple(row) for row in value)

    def texts_by_name(self, key: str, names: tuple[str, ...]) -> dict[str, str]:
        """Return the texts of the table *key* by their names, some of *names*; raises :class:`FormError`."""
        value = self._content.get(key, {})
        if not isinstance(value, dict):
            raise FormError(f"{self.where}: “{key}” has to give texts by the names of fields")
        inner = LayoutTable(value, f"{self.where}, {key}", names)
        return {name: inner.text(name) for name in value}

    def tables(self, key: str, keys_of: _KeysOf) -> tuple["LayoutTable", ...]:
        """Return the tables of *key*; *keys_of* gives the keys that each may have, from its content.

        Raises :class:`FormError`.
        """
        value = self._content.get(key, [])
        if not isinstance(value, list) or not all(isinstance(content, dict) for content in value):
            raise FormError(f"{self.where}: write “{key}” as a list of tables")
        found = []
        for number, content in enumerate(value, 1):
            words = content.get("heading") or content.get("name")
            named = f" (“{words}”)" if isinstance(words, str) else ""
            where = f"{self.where}, {key} {number}{named}"
            found.append(LayoutTable(content, where, keys_of(content, where)))
        return tuple(found)


def _near(name: str, allowed: tuple[str, ...]) -> str:
    near = get_close_matches(name, allowed, n=1)
    meant = f"; did you mean “{near[0]}”?" if near else "."
    return f"{meant} What can stand here: {', '.join(allowed) or 'nothing'}"
