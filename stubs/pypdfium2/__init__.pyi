"""The part of pypdfium2 that SVDesk uses: the library ships without types."""

from pathlib import Path

from typing_extensions import Buffer

class PdfiumError(RuntimeError): ...

class PdfBitmap:
    width: int
    height: int
    stride: int
    buffer: Buffer
    def close(self) -> None: ...

class PdfPage:
    def get_size(self) -> tuple[float, float]: ...
    def render(
        self,
        scale: float = 1,
        *,
        may_draw_forms: bool = True,
        rev_byteorder: bool = False,
        prefer_bgrx: bool = False,
        maybe_alpha: bool = False,
        fill_color: tuple[int, int, int, int] = ...,
    ) -> PdfBitmap: ...
    def close(self) -> None: ...

class PdfDocument:
    def __init__(self, source: Path | str | bytes, /, password: str | None = None) -> None: ...
    def __len__(self) -> int: ...
    def __getitem__(self, index: int) -> PdfPage: ...
    def init_forms(self) -> None: ...
    def close(self) -> None: ...
