"""Loading every form once, as the self-check does."""

from pathlib import Path

from PySide6.QtUiTools import QUiLoader
from PySide6.QtWidgets import QApplication

from svdesk.desktop.widgets.form_loader import FormError
from svdesk.paths import bundled


def load_every_form() -> tuple[Path, ...]:
    """Load each form below ``ui`` and return their files.

    Raises :class:`FormError` for one that cannot be loaded.
    """
    application = QApplication.instance() or QApplication([])
    forms = tuple(sorted(bundled("ui").rglob("*.ui")))
    loader = QUiLoader(application)
    for form in forms:
        try:
            widget = loader.load(str(form))
        except RuntimeError as error:
            raise FormError(f"the form {form.name} cannot be read: {loader.errorString()}") from error
        widget.deleteLater()
    return forms
