"""The boxes of the response form: once for the whole contract, or once for each of its lots."""

from dataclasses import dataclass

from svdesk.documents.outline import Reading
from svdesk.documents.phrases import given


@dataclass(frozen=True, slots=True, kw_only=True)
class Boxes:
    """One set of boxes: those of the lot with that *place* and *title*, or those of the whole contract.

    *key* is the lot's id in its field names, "" where the boxes are for the whole contract.
    """

    place: int = 0
    title: str = ""
    key: str = ""

    @property
    def suffix(self) -> str:
        """What the names of these fields have after the id of what they answer."""
        return f"_lot_{self.key}" if self.key else ""

    @property
    def only_if(self) -> str:
        """The name of the box to tick that makes these fields matter; "" where they always do."""
        return tick_name(self.key) if self.key else ""

    @property
    def heading(self) -> str:
        """The lot by number and title, such as ``Lot 2: Kitchen services``."""
        return f"Lot {self.place}: {self.title}"

    @property
    def aside(self) -> str:
        """The words that tell these fields' labels from those of another lot: ``, lot 2``."""
        return f", lot {self.place}" if self.key else ""


WHOLE = Boxes()
"""The boxes of a form that is filled in once, for all lots together."""


def tick_name(key: str) -> str:
    """Return the name of the box by which a bidder says that it bids for a lot."""
    return f"lot_{key}"


def lots_apart(reading: Reading) -> tuple[Boxes, ...]:
    """Return the boxes of each lot; () where the form is filled in once for all lots."""
    project = reading.project
    if not project.evaluation.form_for_each_lot or len(project.lots) < 2:
        return ()
    return every_lot(reading)


def every_lot(reading: Reading) -> tuple[Boxes, ...]:
    """Return the boxes that each lot has or would have."""
    return tuple(
        Boxes(place=place, title=given(lot.title), key=lot.id.hex)
        for place, lot in enumerate(reading.project.lots, 1)
    )
