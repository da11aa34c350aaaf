"""Passwords of project files: a new one for a copy, and the one that opens a file."""

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from svdesk.desktop.widgets.cards import plain_label
from svdesk.desktop.widgets.plain import PlainLabel
from svdesk.services.exchange.sealing import LONGEST_PASSWORD, password_problem

_WIDTH = 640
_LEAD = (
    "A copy under a password opens only with it. That is right for one with bids in it, or one that goes by "
    "email. Tell the password to whoever needs it in another way than the file goes."
)
_LOST = (
    "A lost password can't be recovered. Without it nobody can open the copy, neither you nor whoever helps "
    "you. The project here stays as it is and needs no password."
)
_DIFFERENT = "The two are not the same."


class _PasswordFields(QDialog):
    """What both dialogs have: fields for passwords, which can be shown, and buttons."""

    def __init__(self, parent: QWidget, title: str, lead: str, labels: tuple[str, ...]) -> None:
        """Ask for the passwords of *labels*."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(min(_WIDTH, parent.window().width() or _WIDTH))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 16, 20, 16)
        self._column.setSpacing(8)
        self._column.addWidget(plain_label(lead))
        self.fields = tuple(self._field(label) for label in labels)
        self.show_it = QCheckBox("&Show what is typed")
        self.show_it.toggled.connect(self._show)
        self._column.addWidget(self.show_it)

    def _field(self, label: str) -> QLineEdit:
        named, field = PlainLabel(label), QLineEdit()
        named.setProperty("role", "label")
        named.setBuddy(field)
        field.setAccessibleName(label.replace("&", ""))
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setMaxLength(4 * LONGEST_PASSWORD)
        self._column.addWidget(named)
        self._column.addWidget(field)
        return field

    def _buttons(self, *buttons: QPushButton) -> None:
        row = QHBoxLayout()
        row.addStretch()
        for button in buttons:
            button.setAutoDefault(False)
            row.addWidget(button)
        buttons[-1].setProperty("role", "primary")
        self._column.addLayout(row)

    def _show(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for field in self.fields:
            field.setEchoMode(mode)

    @property
    def password(self) -> str:
        """What is typed."""
        return self.fields[0].text()


class NewPasswordDialog(_PasswordFields):
    """Asks for a password for a copy, twice; accepted with one, or with none at all."""

    def __init__(self, parent: QWidget) -> None:
        """Offer to protect a copy."""
        super().__init__(parent, "Save a copy of the project", _LEAD, ("&Password", "Password &again"))
        self.without_one = False
        self._column.addWidget(plain_label(_LOST, "label"))
        self.problem = plain_label("", "hint")
        self._column.addWidget(self.problem)
        self.leave, self.without = QPushButton("&Cancel"), QPushButton("&Without a password")
        self.protect = QPushButton("P&rotect the copy")
        self._buttons(self.leave, self.without, self.protect)
        self.leave.clicked.connect(self.reject)
        self.without.clicked.connect(self._go_without)
        self.protect.clicked.connect(self.accept)
        for field in self.fields:
            field.textChanged.connect(lambda _text: self._check())
        self._check()

    def _check(self) -> None:
        first, again = (field.text() for field in self.fields)
        wrong = password_problem(first) if first else ""
        if first and not wrong and first != again:
            wrong = _DIFFERENT
        self.problem.setText(wrong)
        self.protect.setEnabled(bool(first) and not wrong)
        self.protect.setDefault(bool(first))
        self.without.setDefault(not first)

    def _go_without(self) -> None:
        self.without_one = True
        self.accept()


class OpenPasswordDialog(_PasswordFields):
    """Asks for the password that opens a file."""

    def __init__(self, parent: QWidget, why: str) -> None:
        """Ask, and say *why*."""
        super().__init__(parent, "Password", why, ("&Password",))
        self.leave, self.open_it = QPushButton("&Cancel"), QPushButton("&Open")
        self._buttons(self.leave, self.open_it)
        self.open_it.setDefault(True)
        self.leave.clicked.connect(self.reject)
        self.open_it.clicked.connect(self.accept)
        self.fields[0].textChanged.connect(lambda text: self.open_it.setEnabled(bool(text)))
        self.open_it.setEnabled(False)
