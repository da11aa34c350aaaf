"""Case files of very different contracts, for every test that asks what is made of them."""

from pathlib import Path

FOLDER = Path(__file__).parent

CASES = (
    "office-furniture",
    "roof-repairs",
    "consultancy-framework",
    "care-at-home-framework",
    "sexual-health-service",
    "sexual-health-direct-award",
    "software",
    "grounds-maintenance",
    "cafe-concession",
    "school-meals",
    "extra-care-catering",
)
"""The names of the case files that say what is bought; ``empty`` says nothing."""


def case_path(name: str) -> Path:
    """The case file of that name."""
    return FOLDER / f"{name}.json"
