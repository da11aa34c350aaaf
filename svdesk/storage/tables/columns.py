"""The ground under all table classes: their metadata, and the kinds of column.

Units are in the names: ``_pence`` and ``_thousandths`` hold whole numbers, so that no amount ever
passes through binary fractions. Limits stand twice: as field limits, which the flush guard checks,
and as CHECK constraints, which hold for every program that writes to the file.
"""

from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, MetaData
from sqlmodel import Field, SQLModel

from svdesk.domain.entry import HIGHEST_MARK, MOST_MONTHS, MOST_NUMBER, MOST_POUNDS, MOST_WHOLE
from svdesk.storage.schema import NAMES

MOST_PENCE = int(MOST_POUNDS * 100)
MOST_PERCENT_THOUSANDTHS = 100 * 1000
MOST_NUMBER_THOUSANDTHS = int(MOST_NUMBER * 1000)
MOST_COUNT = 2**53
"""The largest revision or change number: exact in every program that reads the file."""


class Stored(SQLModel):
    """The root of all table classes."""

    metadata = MetaData(naming_convention=NAMES)


def pence(name: str) -> Any:  # noqa: ANN401 - SQLModel's Field stands for a value of any type
    """Return a column for an amount of money, in pence; *name* is the column's name."""
    return _whole_number(name, MOST_PENCE)


def percent(name: str) -> Any:  # noqa: ANN401 - as above
    """Return a column for a percentage, in thousandths of a percent."""
    return _whole_number(name, MOST_PERCENT_THOUSANDTHS)


def number(name: str) -> Any:  # noqa: ANN401 - as above
    """Return a column for a measured number, in thousandths of its unit."""
    return _whole_number(name, MOST_NUMBER_THOUSANDTHS)


def whole(name: str) -> Any:  # noqa: ANN401 - as above
    """Return a column for a whole number that people type."""
    return _whole_number(name, MOST_WHOLE)


def months(name: str) -> Any:  # noqa: ANN401 - as above
    """Return a column for a number of months."""
    return _whole_number(name, MOST_MONTHS)


def mark(name: str) -> Any:  # noqa: ANN401 - as above
    """Return a column for a mark on the scale of 0 to 5."""
    return _whole_number(name, HIGHEST_MARK)


def count(name: str) -> Any:  # noqa: ANN401 - as above
    """Return a column for a revision or a number in a sequence, which is always there."""
    limits = CheckConstraint(f"{name} BETWEEN 0 AND {MOST_COUNT}", name=name)
    return Field(ge=0, le=MOST_COUNT, sa_type=BigInteger, sa_column_args=(limits,))


def _whole_number(name: str, most: int) -> Any:  # noqa: ANN401 - as above
    limits = CheckConstraint(f"{name} BETWEEN 0 AND {most}", name=name)
    return Field(default=None, ge=0, le=most, sa_type=BigInteger, sa_column_args=(limits,))
