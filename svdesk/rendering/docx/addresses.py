"""Addresses that a link in a Word file may lead to."""

from urllib.parse import urlsplit

from svdesk.rendering.look.links import safe_url

_LONGEST = 2000  # Word reports a file with a longer one as damaged


def address(url: str) -> str:
    """Return *url* in ASCII where it is a whole web or mail address; else "", and the text stands alone.

    Word reports a file as damaged in which one link can't be taken apart.
    """
    url = safe_url(url)
    if not url or len(url) > _LONGEST:
        return ""
    try:
        parts = urlsplit(url)
        whole = "@" in parts.path if parts.scheme == "mailto" else bool(parts.hostname) and parts.port != 0
    except ValueError:
        return ""
    return url if whole else ""
