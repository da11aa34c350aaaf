"""Choosing from the library: what suits the chosen outcomes is ticked, the person decides."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from svdesk.desktop.widgets.plain import PlainLabel
from svdesk.domain.choices import Choice

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

    def __init__(
        self,
        parent: QWidget,
        title: str,
        lead: str,
        verb: str,
        offers: Iterable[Offer],
        variants: Iterable[Choice] = (),
    ) -> None:
        """Offer *offers*, in one of *variants* where there are any; *verb* takes the ticked ones."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(760, 560)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        words = PlainLabel(lead)
        words.setWordWrap(True)
        column.addWidget(words)
        self.offers = QListWidget()
        self.offers.setAccessibleName(title)
        self.offers.setWordWrap(True)
        self._more = QTextBrowser()
        self._more.setAccessibleName("The selected item in full")
        self._more.setTabChangesFocus(True)
        self._variants = tuple(variants)
        self.variant = QComboBox()
        self.variant.setAccessibleName("How to ask")
        self.variant.addItems([each.label for each in self._variants])
        named = PlainLabel("How to &ask")
        named.setProperty("role", "label")
        named.setBuddy(self.variant)
        named.setVisible(bool(self._variants))
        self.variant.setVisible(bool(self._variants))
        column.addWidget(named)
        column.addWidget(self.variant)
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


_Variant = TypeVar("_Variant", bound=Choice)


def choose_variant(
    parent: QWidget,
    title: str,
    lead: str,
    verb: str,
    offers: Iterable[Offer],
    variants: tuple[_Variant, ...],
) -> tuple[tuple[str, ...], _Variant | None]:
    """Show the offers and return what :func:`choose` does, with the variant that was chosen."""
    dialog = LibraryDialog(parent, title, lead, verb, offers, variants)
    taken = dialog.ticked() if dialog.exec() == QDialog.DialogCode.Accepted else ()
    variant = variants[dialog.variant.currentIndex()] if variants else None
    dialog.deleteLater()
    return taken, variant


def choose(parent: QWidget, title: str, lead: str, verb: str, offers: Iterable[Offer]) -> tuple[str, ...]:
    """Show the offers and return the keys of those a person took; none when they thought better."""
    return choose_variant(parent, title, lead, verb, offers, ())[0]
