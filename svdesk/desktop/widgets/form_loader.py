"""Qt Designer forms, loaded into the widget that owns them.

The owner's class annotations are the contract: a widget that is annotated and missing from the
form, or of another class, is an error when the form is loaded and not when it is first touched.
"""

from pathlib import Path
from typing import get_type_hints

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtUiTools import QUiLoader
from PySide6.QtWidgets import QWidget


class FormError(TypeError):
    """A form and the class that loads it do not agree."""


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
        widget = super().createWidget(className, parent, name)
        setattr(self._base, name, widget)
        return widget


def _annotated_widgets(owner: type[QWidget]) -> dict[str, type[QObject]]:
    hints = get_type_hints(owner)
    return {n: hint for n, hint in hints.items() if isinstance(hint, type) and issubclass(hint, QObject)}


def load_form(base: QWidget, path: Path) -> None:
    """Load the form at *path* into *base*.

    Raises :class:`FormError` where the form cannot be read or lacks an annotated widget.
    """
    if _IntoWidget(base).load(str(path)) is None:
        raise FormError(f"the form {path.name} could not be read")
    wrong = [
        f"{name}: wants {kind.__name__}, form has {type(getattr(base, name, None)).__name__}"
        for name, kind in _annotated_widgets(type(base)).items()
        if not isinstance(getattr(base, name, None), kind)
    ]
    if wrong:
        raise FormError(f"{path.name}: " + "; ".join(wrong))
