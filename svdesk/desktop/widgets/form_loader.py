"""Qt Designer forms, the shells of the window, loaded into the widget that owns them."""

from pathlib import Path

from PySide6 import QtWidgets
from PySide6.QtCore import QCoreApplication
from PySide6.QtUiTools import QUiLoader
from PySide6.QtWidgets import QWidget

from svdesk.desktop.widgets.form_contract import FormError, check_contract


class _IntoWidget(QUiLoader):
    """Builds a form's children inside an existing widget instead of a new one."""

    def __init__(self, base: QWidget) -> None:
        # A loader looks for plug-ins of Qt Designer when it is made, and loads Qt Quick for one of them.
        # Our forms hold plain widgets only, so it is made where there are no plug-ins to be found.
        paths = QCoreApplication.libraryPaths()
        QCoreApplication.setLibraryPaths([])
        try:
            super().__init__()
        finally:
            QCoreApplication.setLibraryPaths(paths)
        self._base = base

    def createWidget(self, className: str, parent: QWidget | None = None, name: str = "") -> QWidget:  # noqa: N803 - Qt's names
        """Return the base for the form's root, and a child with its name as an attribute else."""
        if parent is None:
            return self._base
        # Made here and not by the loader: for a widget that comes out of C++, the binding builds every kind
        # of widget that Qt has, to see which it is.
        kind: type[QWidget] = getattr(QtWidgets, className)
        widget = kind(parent)
        widget.setObjectName(name)
        setattr(self._base, name, widget)
        return widget


def load_form(base: QWidget, path: Path) -> None:
    """Load the form at *path* into *base*.

    Raises :class:`FormError` where the form cannot be read or lacks an annotated widget.
    """
    if _IntoWidget(base).load(str(path)) is None:
        raise FormError(f"the form {path.name} could not be read")
    check_contract(base, path.name)
