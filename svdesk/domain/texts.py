"""Text as it can be kept and passed on."""

import re

_BROKEN = re.compile("[\0\ud800-\udfff]")


def keepable(text: str) -> str:
    """Return *text* with the two things that no file keeps replaced by U+FFFD.

    They are the character NUL and halves of surrogate pairs; neither can be seen or printed.
    """
    return _BROKEN.sub("\ufffd", text)


def is_keepable(text: str) -> bool:
    """Say whether *text* can be kept character for character."""
    return _BROKEN.search(text) is None
