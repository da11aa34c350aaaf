"""What a form and the class that shows it have to agree on.

The class's annotations are the contract: a widget that is annotated and missing from the form, or of
another class, is an error when the form is loaded and not when it is first touched.
"""

from typing import get_type_hints

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget


class FormError(TypeError):
    """A form can't be read, or does not agree with what uses it; the message says which and why."""


def check_contract(owner: QWidget, form: str) -> None:
    """See that *owner* has the widgets that its class annotates, from the file *form*.

    Raises :class:`FormError`, which names each one that is missing or of another class.
    """
    wrong = [
        f"{name}: wants {kind.__name__}, form has {type(getattr(owner, name, None)).__name__}"
        for name, kind in _annotated_widgets(type(owner)).items()
        if not isinstance(getattr(owner, name, None), kind)
    ]
    if wrong:
        raise FormError(f"{form}: " + "; ".join(wrong))


def _annotated_widgets(owner: type[QWidget]) -> dict[str, type[QObject]]:
    hints = get_type_hints(owner)
    return {n: hint for n, hint in hints.items() if isinstance(hint, type) and issubclass(hint, QObject)}
