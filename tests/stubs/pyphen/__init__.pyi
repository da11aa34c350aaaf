"""What SVDesk uses of pyphen, which ships without types."""

class Pyphen:
    """Hyphenation by the patterns of one language."""

    def __init__(
        self,
        filename: str | None = ...,
        lang: str | None = ...,
        left: int = ...,
        right: int = ...,
        cache: bool = ...,
    ) -> None: ...
    def inserted(self, word: str, hyphen: str = ...) -> str: ...
