"""What SVDesk uses of lxml's elements and parser."""

from collections.abc import Iterator
from typing import Any

class LxmlError(Exception): ...
class XMLSyntaxError(LxmlError): ...

class _Element:
    # A comment or a processing instruction has a function for a tag.
    tag: Any
    text: str | None
    tail: str | None
    attrib: dict[str, str]
    def __iter__(self) -> Iterator[_Element]: ...
    def __len__(self) -> int: ...
    def get(self, key: str) -> str | None: ...
    def getparent(self) -> _Element | None: ...
    def iter(self, *tags: str) -> Iterator[_Element]: ...
    def iterancestors(self, *tags: str) -> Iterator[_Element]: ...

class ElementBase(_Element):
    def __getattr__(self, name: str) -> Any: ...  # noqa: ANN401 - what it has depends on the part

class XMLParser:
    def __init__(
        self,
        *,
        encoding: str | None = ...,
        resolve_entities: bool = ...,
        no_network: bool = ...,
        huge_tree: bool = ...,
        load_dtd: bool = ...,
        dtd_validation: bool = ...,
        remove_comments: bool = ...,
        remove_pis: bool = ...,
    ) -> None: ...

def fromstring(text: bytes, parser: XMLParser | None = ...) -> _Element: ...
def __getattr__(name: str) -> Any: ...  # noqa: ANN401 - the rest of the library stays untyped
