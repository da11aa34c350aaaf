"""Small turns of phrase that several steps share."""


def counted(count: int, one: str, many: str = "") -> str:
    """Return a count with its noun: ``1 question``, ``3 questions``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
