"""The texts of a policy pack, and how hard each kind of them is to read."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.guidance.readability import readability
from svdesk.policy.loading.plain import all_items

READING_AGE = 14
"""Years; a kind whose texts ask for more is warned of."""
WORDS_A_SENTENCE = 25
"""The most, on average."""
_NAMES = frozenset(
    (
        *("id", "url", "section", "unit", "name", "gate", "figure", "owner", "confidence", "objective"),
        *("rule", "working_days"),
    )
)
"""Fields that hold names of things, not sentences."""
_LISTS_OF_NAMES = frozenset(
    (
        "themes",
        "marmot",
        "priorities",
        "double_counts",
        "life_cycle",
        "needs",
        "cpv",
        "see",
        "outcomes",
        "links",
        "periods",
    )
)
_NO_READING = frozenset(
    ("check", "word_list", "unit", "crosswalk", "figure", "comparison", "fact", "choice", "code_list")
)
"""Kinds without running text of their own, or with search words in it."""
_FEWEST_WORDS = 4
_FEWEST_FOR_AN_AGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class TextDifficulty:
    """How hard the texts of one kind are to read. *clause* and *rule* are kinds of their own.

    *longest* is the id of the item with the longest sentence, of *longest_sentence* words;
    *wordy* are the texts whose sentences are too long on average, by item and field.
    """

    kind: str
    items: int
    words: int
    average_sentence: float
    longest_sentence: int
    longest: str
    reading_age: float
    wordy: tuple[tuple[str, str], ...]

    @property
    def warnings(self) -> Iterator[str]:
        """What of the kind as a whole asks for too much of a reader, in words."""
        if self.reading_age > READING_AGE and self.words >= _FEWEST_FOR_AN_AGE:
            yield f"the reading age is {self.reading_age:.1f}, and {READING_AGE} is wanted"
        if self.average_sentence > WORDS_A_SENTENCE:
            yield f"sentences have {self.average_sentence:.1f} words on average"


def texts_of(item: object, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield the field and text of everything written in *item* for people to read."""
    if not is_dataclass(item):
        return
    for spec in fields(item):
        value = getattr(item, spec.name)
        place = f"{prefix}{spec.name}"
        if spec.name in _NAMES or spec.name in _LISTS_OF_NAMES:
            continue
        if isinstance(value, str):
            if type(value) is str and value.strip():
                yield place, value
        elif isinstance(value, tuple):
            for number, each in enumerate(value, 1):
                if type(each) is str:
                    yield f"{place}[{number}]", each
                else:
                    yield from texts_of(each, f"{place}[{number}].")
        else:
            yield from texts_of(value, f"{place}.")


def readings(pack: PolicyPack) -> tuple[TextDifficulty, ...]:
    """Measure every kind with running text, in the order of the pack."""
    gathered: dict[str, list[tuple[str, str, str]]] = {}
    for kind, key, item in all_items(pack):
        if kind in _NO_READING:
            continue
        for field, text in texts_of(item):
            hangs = kind == "outcome" and field.startswith(
                ("selection_question", "tender_questions", "measures")
            )
            if not hangs and readability(text).words >= _FEWEST_WORDS:
                shown = "clause" if field == "clause" else kind
                gathered.setdefault(shown, []).append((key, field, text))
    return tuple(_reading(kind, texts) for kind, texts in gathered.items())


def _reading(kind: str, texts: list[tuple[str, str, str]]) -> TextDifficulty:
    measured = [(key, field, readability(text)) for key, field, text in texts]
    whole = readability("\n\n".join(text for _, _, text in texts))
    longest = max(measured, key=lambda each: each[2].longest_sentence)
    return TextDifficulty(
        kind=kind,
        items=len({key for key, _, _ in texts}),
        words=whole.words,
        average_sentence=whole.average_sentence,
        longest_sentence=longest[2].longest_sentence,
        longest=longest[0],
        reading_age=whole.reading_age,
        wordy=tuple(
            (key, field) for key, field, found in measured if found.average_sentence > WORDS_A_SENTENCE
        ),
    )
