"""Choosing from the library: what suits the chosen outcomes is ticked, the person decides."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

_KEY, _MORE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Offer:
    """One line to choose: *ticked* where it is proposed, *more* is shown when it is selected."""

    key: str
    title: str
    more: str
    ticked: bool


class LibraryDialog(QDialog):
    """A list of offers with tick boxes and the selected one in full."""

    def __init__(self, parent: QWidget, title: str, lead: str, verb: str, offers: Iterable[Offer]) -> None:
        """Offer *offers*; *verb* is the button that takes the ticked ones."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(760, 560)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        words = QLabel(lead)
        words.setWordWrap(True)
        column.addWidget(words)
        self.offers = QListWidget()
        self.offers.setAccessibleName(title)
        self.offers.setWordWrap(True)
        self._more = QTextBrowser()
        self._more.setAccessibleName("The selected item in full")
        self._more.setTabChangesFocus(True)
        column.addWidget(self.offers, 3)
        column.addWidget(self._more, 2)
        self._verb = verb
        self.take = QPushButton(verb)
        self.take.setProperty("role", "primary")
        self.take.setDefault(True)
        self.take.clicked.connect(self.accept)
        leave = QPushButton("Add nothing")
        leave.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(leave)
        row.addWidget(self.take)
        column.addLayout(row)
        for offer in offers:
            line = QListWidgetItem(offer.title, self.offers)
            line.setFlags(line.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            line.setCheckState(Qt.CheckState.Checked if offer.ticked else Qt.CheckState.Unchecked)
            line.setData(_KEY, offer.key)
            line.setData(_MORE, offer.more)
        self.offers.currentItemChanged.connect(self._show_more)
        self.offers.itemChanged.connect(lambda _item: self._count())
        self.offers.setCurrentRow(0)
        self._count()

    def ticked(self) -> tuple[str, ...]:
        """Return the keys of the ticked offers, in their order."""
        lines = (self.offers.item(row) for row in range(self.offers.count()))
        return tuple(str(line.data(_KEY)) for line in lines if line.checkState() is Qt.CheckState.Checked)

    def _show_more(self, item: QListWidgetItem | None) -> None:
        self._more.setPlainText(str(item.data(_MORE)) if item is not None else "")

    def _count(self) -> None:
        count = len(self.ticked())
        self.take.setEnabled(count > 0)
        self.take.setText(f"{self._verb} ({count})" if count else self._verb)


def choose(parent: QWidget, title: str, lead: str, verb: str, offers: Iterable[Offer]) -> tuple[str, ...]:
    """Show the offers and return the keys of those a person took; none when they thought better."""
    dialog = LibraryDialog(parent, title, lead, verb, offers)
    taken = dialog.ticked() if dialog.exec() == QDialog.DialogCode.Accepted else ()
    dialog.deleteLater()
    return taken
