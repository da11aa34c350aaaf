"""A reader of returned files that nothing in a stranger's file can bring down."""

import logging
from collections.abc import Callable
from typing import TypeVar

from svdesk.documents.model.forms import FormField
from svdesk.services.ports import FilledForm, FormReader, FormRefusedError

_Answer = TypeVar("_Answer")


class CarefulReader:
    """Reads by another reader, and refuses a file at which that fails in a way nobody foresaw.

    One file among twenty must not keep the others from being read. What happened goes to the log.
    """

    def __init__(self, reader: FormReader) -> None:
        """Read by *reader*."""
        self.format = reader.format
        self._reader = reader

    def origin(self, content: bytes) -> str:
        """Return the line that says what the form was made from; "" where it says nothing."""
        return self._careful(lambda: self._reader.origin(content))

    def read(self, content: bytes, fields: tuple[FormField, ...]) -> FilledForm:
        """Return what was entered in *fields*; raises :class:`FormRefusedError`."""
        return self._careful(lambda: self._reader.read(content, fields))

    def differences(self, issued: bytes, returned: bytes) -> tuple[str, ...]:
        """Return in words what was changed besides the answers; raises :class:`FormRefusedError`."""
        return self._careful(lambda: self._reader.differences(issued, returned))

    def _careful(self, read: Callable[[], _Answer]) -> _Answer:
        try:
            return read()
        except FormRefusedError:
            raise
        except Exception as error:  # whatever a library does with what a stranger wrote
            logging.getLogger(__name__).exception("A returned %s file could not be read", self.format)
            raise FormRefusedError(
                "It can't be read: something in it is not as it should be. Ask the bidder to fill in the "
                "form that you sent, and to send that file."
            ) from error
