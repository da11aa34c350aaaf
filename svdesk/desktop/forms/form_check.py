"""Making every form once, as the self-check does."""

from PySide6.QtUiTools import QUiLoader
from PySide6.QtWidgets import QApplication, QWidget

from svdesk.desktop.forms.form_builder import build_form
from svdesk.desktop.forms.layout_reading import layout_of
from svdesk.desktop.widgets.form_contract import FormError
from svdesk.paths import bundled
from svdesk.steps.order import STEPS


def make_every_form() -> int:
    """Load each shell below ``ui``, build the form of each step, and return how many there are.

    Raises :class:`FormError` for one that cannot be made.
    """
    application = QApplication.instance() or QApplication([])
    shells = sorted(bundled("ui").rglob("*.ui"))
    loader = QUiLoader(application)
    for shell in shells:
        try:
            widget = loader.load(str(shell))
        except RuntimeError as error:
            raise FormError(f"the form {shell.name} cannot be read: {loader.errorString()}") from error
        widget.deleteLater()
    for step in STEPS:
        form = QWidget()
        build_form(form, layout_of(step))
        form.deleteLater()
    return len(shells) + len(STEPS)
