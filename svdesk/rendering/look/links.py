"""Links that a document may carry."""

import re
from urllib.parse import quote

_ALLOWED = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f\x7f]+", re.IGNORECASE)


def safe_url(url: str) -> str:
    """Return *url* in ASCII where it is http, https or mailto; else "", and the text stands alone."""
    url = url.strip()
    if not _ALLOWED.fullmatch(url):
        return ""
    return quote(url, safe="%/:=&?~#+!$,;'@()*[]-._", errors="ignore")
