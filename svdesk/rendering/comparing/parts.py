"""What the parts of a PDF say, whatever stands where a number or a list should be."""

import pikepdf

MOST_DEPTH = 12


def array(value: pikepdf.Object | None) -> list[pikepdf.Object]:
    """Return the items of an array; none where it is no array."""
    return list(value) if isinstance(value, pikepdf.Array) else []


def plain(value: pikepdf.Object | None) -> tuple[str, ...]:
    """Return the texts in an array and in the arrays within it."""
    found: list[str] = []
    for each in array(value):
        found += plain(each) if isinstance(each, pikepdf.Array) else (str(each),)
    return tuple(found)


def rectangle(part: pikepdf.Dictionary) -> tuple[int, ...]:
    """Return where a part stands on its page, in points."""
    return tuple(round(float(each)) for each in array(part.get("/Rect")) if _is_number(each))


def _is_number(value: object) -> bool:
    try:
        float(value)  # type: ignore[arg-type]  # an array may hold anything
    except (TypeError, ValueError):
        return False
    return True


def flags(part: pikepdf.Dictionary) -> int:
    """Return the flags of an annotation."""
    found = part.get("/F", 0)
    return int(found) if _is_number(found) else 0
