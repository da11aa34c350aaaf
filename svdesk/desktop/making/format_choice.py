"""Boxes to tick for the kinds of file that documents are saved as."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from svdesk.desktop.widgets.cards import plain_label
from svdesk.documents.catalogue import CATALOGUE
from svdesk.domain.english import listed
from svdesk.rendering.formats import FORMATS, SHOWN
from svdesk.services.issuing.attaching import CARRIES, can_carry

_IN_A_ROW, _GAP = 2, 16
_ATTACH = "Put the project's data into the PDFs for your own file"
_OWN = listed([kind.title.lower() for kind in CATALOGUE if can_carry(kind, CARRIES)])
_ABOUT_ATTACHING = (
    "SVDesk can then open such a PDF again as a project, in years to come and on any computer. It holds "
    f"everything in the project, also notes and estimates: don't publish it. It goes into these: {_OWN}."
)


class FormatChoice(QWidget):
    """A box for each kind of file, that which is shown and printed ticked from the beginning."""

    changed = Signal()

    def __init__(self) -> None:
        """Make the boxes."""
        super().__init__()
        self.setAccessibleName("Kinds of file to save")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(plain_label("Save as", "label"))
        column.addWidget(
            plain_label("Each document is saved in those that suit it. Previews and prints are PDF.", "hint")
        )
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(_GAP)
        column.addLayout(self._grid)
        self._boxes: dict[str, QCheckBox] = {}
        for each in FORMATS:
            box = QCheckBox(f"{each.title} (.{each.key})")
            box.setAccessibleName(f"Save as {each.title}, .{each.key}")
            box.setChecked(each.key == SHOWN)
            box.toggled.connect(self.changed)
            self._boxes[each.key] = box
        self._in_a_row = 0
        self._arrange(_IN_A_ROW)
        self._grid.setColumnStretch(_IN_A_ROW, 1)
        column.addSpacing(8)
        self._attach = QCheckBox(_ATTACH)
        self._attach.setAccessibleDescription(_ABOUT_ATTACHING)
        self._attach.toggled.connect(self.changed)
        column.addWidget(self._attach)
        column.addWidget(plain_label(_ABOUT_ATTACHING, "hint"))
        self._none = plain_label("Tick at least one kind of file.", "error")
        self._none.setVisible(False)
        column.addWidget(self._none)
        self.changed.connect(self._follow)

    def _arrange(self, in_a_row: int) -> None:
        """Put so many boxes beside one another."""
        if in_a_row == self._in_a_row:
            return
        self._in_a_row = in_a_row
        for place, box in enumerate(self._boxes.values()):
            self._grid.addWidget(box, *divmod(place, in_a_row))

    def _wide(self) -> int:
        """Return the width at which the boxes fit beside one another, whatever letters the system has."""
        widths = [box.minimumSizeHint().width() for box in self._boxes.values()]
        return sum(max(widths[column::_IN_A_ROW]) for column in range(_IN_A_ROW)) + _GAP * _IN_A_ROW

    def minimumSizeHint(self) -> QSize:
        """Return the size with the boxes below one another, so that the step can be as narrow as that."""
        lone = max(box.minimumSizeHint().width() for box in (*self._boxes.values(), self._attach))
        return QSize(lone, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the boxes as there is room."""
        super().resizeEvent(event)
        self._arrange(_IN_A_ROW if self.width() >= self._wide() else 1)

    def chosen(self) -> tuple[str, ...]:
        """Return the formats that are ticked, in the order in which they stand."""
        return tuple(key for key, box in self._boxes.items() if box.isChecked())

    def attach(self) -> bool:
        """Say whether the project's data is to go into the PDFs that can carry it."""
        return self._attach.isEnabledTo(self) and self._attach.isChecked()

    def about(self, suited: tuple[str, ...], chosen: tuple[str, ...]) -> str:
        """Say what a document can be saved as, where not all that is ticked suits it; else ""."""
        if chosen == self.chosen():
            return ""
        titles = listed([each.title for each in FORMATS if each.key in suited])
        if chosen:
            saved = listed([each.title for each in FORMATS if each.key in chosen])
            return f"Of what is ticked, this is saved as {saved}."
        return f"This can be saved as {titles}."

    def _follow(self) -> None:
        """Say where nothing is chosen; only a PDF can carry the project's data."""
        self._none.setVisible(not self.chosen())
        self._attach.setEnabled(CARRIES in self.chosen())
