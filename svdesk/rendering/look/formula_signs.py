"""Which texts a spreadsheet program would run, decided on the text as it is written and not as it was typed.

Cleaning drops marks, joins letters and makes line breaks of other characters, so that a formula can stand
behind any of them: whoever writes a cell cleans its text first and asks here then. The signs are those of
CWE-1236 and of OWASP's verification standard (ASVS 5.0, 1.2.10).
"""

import unicodedata

_SIGNS = frozenset("=+-@")
_BREAKS = ("\t", "\r", "\n", "\0", "\x85", "\u2028", "\u2029")
_MINUS = "\N{MINUS SIGN}"  # LibreOffice reads it as a hyphen
_BLANK_LETTERS = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and symbols that show nothing."""


def begins_as_formula(written: str) -> bool:
    """Whether a spreadsheet program could take *written*, the whole text of a cell, for a formula.

    Spaces, and characters that nobody sees, may stand before the sign: another program may drop them. Wide,
    small and raised forms of a sign count as the sign.
    """
    if written.startswith(_BREAKS):
        return True
    first = next((character for character in written if not _is_unseen(character)), "")
    return first == _MINUS or unicodedata.normalize("NFKC", first)[:1] in _SIGNS


def _is_unseen(character: str) -> bool:
    # Controls, formats, separators, and accents that have no letter to stand on.
    return (
        unicodedata.category(character)[0] in "CZ"
        or unicodedata.category(character) in ("Mn", "Me")
        or character in _BLANK_LETTERS
    )
