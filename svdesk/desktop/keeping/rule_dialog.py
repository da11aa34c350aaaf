"""The authority's own rule on how long records are kept."""

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from svdesk.desktop.widgets.cards import plain_label
from svdesk.desktop.widgets.plain import PlainLabel
from svdesk.domain.keeping.retention import MOST_YEARS, KeptFrom, OwnRule

_LEAD = (
    "The law sets the least time for which records are kept. Your authority may keep them longer, such as "
    "six years after the contract ends. Its rule is used for all projects on this computer, and the later "
    "day counts."
)
_WIDTH = 620
_CHOICES = tuple(KeptFrom)


class RuleDialog(QDialog):
    """Shows the rule that is set, and takes another or none."""

    def __init__(self, parent: QWidget, rule: OwnRule | None) -> None:
        """Show *rule*; ``None`` where there is none yet."""
        super().__init__(parent)
        self.setWindowTitle("Your authority's own rule")
        self.resize(_WIDTH, self.height())
        self.rule = rule
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(plain_label(_LEAD))
        self.name = QLineEdit(rule.name if rule else "")
        self.years = QLineEdit(str(rule.years) if rule else "")
        self.counted_from = QComboBox()
        self.counted_from.addItems([each.label for each in _CHOICES])
        self.counted_from.setCurrentIndex(_CHOICES.index(rule.counted_from) if rule else 0)
        for label, widget in (
            ("&Name of the rule, such as that of your retention schedule", self.name),
            (f"&Years, from 1 to {MOST_YEARS}", self.years),
            ("&Counted from", self.counted_from),
        ):
            named = PlainLabel(label)
            named.setProperty("role", "label")
            named.setBuddy(widget)
            widget.setAccessibleName(label.replace("&", ""))
            column.addWidget(named)
            column.addWidget(widget)
        self.error = plain_label("", "error")
        self.error.hide()
        column.addWidget(self.error)
        self.none = QPushButton("&No rule of our own")
        self.none.setEnabled(rule is not None)
        self.none.clicked.connect(self._take_none)
        self.take = QPushButton("&Use this rule")
        self.take.setProperty("role", "primary")
        self.take.setDefault(True)
        self.take.clicked.connect(self._take)
        leave = QPushButton("Ca&ncel")
        leave.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self.none)
        row.addStretch()
        row.addWidget(leave)
        row.addWidget(self.take)
        column.addLayout(row)

    def _take(self) -> None:
        years = self.years.text().strip()
        try:
            if not (years.isascii() and years.isdigit()):
                raise ValueError(f"give the years as a whole number from 1 to {MOST_YEARS}")
            chosen = _CHOICES[self.counted_from.currentIndex()]
            self.rule = OwnRule(
                name=" ".join(self.name.text().split()), years=int(years), counted_from=chosen
            )
        except ValueError as error:
            self.error.setText(f"This can't be used: {error}.")
            self.error.show()
            (self.name if not self.name.text().strip() else self.years).setFocus()
            return
        self.accept()

    def _take_none(self) -> None:
        self.rule = None
        self.accept()
