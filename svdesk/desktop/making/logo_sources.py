"""Where a logo comes from and how it is shown: files, what is dropped or pasted, and what is kept."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QImage, QImageWriter, QPixmap

from svdesk.domain.pictures import PictureError, read_picture


def read_file(path: Path) -> str:
    """Return the picture in a file as a project keeps it; raises ``LogoError``."""
    # Pillow is loaded with the first logo and not with the window.
    from svdesk.rendering.logos import read_logo

    return read_logo(path)


def read_image(image: QImage) -> str:
    """Return a pasted picture as a project keeps it; raises as :func:`read_file` does."""
    from svdesk.rendering.logos import logo_from

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(image)
    return logo_from(bytes(buffer.data().data()), "The pasted picture")


def has_picture(data: QMimeData) -> bool:
    """Say whether what is dropped or pasted can be a picture: one itself, or a file."""
    return data.hasImage() or any(url.isLocalFile() for url in data.urls())


def pixmap_of(logo: str) -> QPixmap | None:
    """Return the logo that a project keeps, to be shown; ``None`` where there is none that can be read."""
    if not logo:
        return None
    try:
        png = read_picture(logo).png
    except PictureError:
        return None
    pixmap = QPixmap()
    return pixmap if pixmap.loadFromData(png, "PNG") else None
