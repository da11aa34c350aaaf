"""Every form keeps the bargain that the pages rely on."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRegularExpression, Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from svdesk.desktop.forms.form_builder import build_form
from svdesk.desktop.forms.item_list import ItemList, ItemTree
from svdesk.desktop.forms.layout_reading import layout_of
from svdesk.desktop.forms.letters import WINDOW_LETTERS, mark_of
from svdesk.desktop.forms.yes_no import YesNo
from svdesk.desktop.widgets.closed_list import ClosedList
from svdesk.desktop.widgets.style import LIGHT, apply_style, load_fonts
from svdesk.domain.entry import Kind, field_forms
from svdesk.domain.field_paths import parse_path, section_type
from svdesk.domain.project import Project, UnreadEntry
from svdesk.steps.order import STEPS, problems_by_step
from svdesk.steps.step import Step
from tests.steps.ground import an_id, finished, look

NOT_ON_FORMS = {
    "outcomes": {"outcome_id"},
    "commitments": {"commitment_id"},
    "questions": {"stage", "source_id"},
    "kpis": {"measure_id"},
    "profile": {"question_id"},
}
"""What the page knows of an item without asking: which one it is, and where it came from."""

EDITED_LISTS = {"lots", "estimates", "engagement", "questions", "kpis", "review_dates"}
MIDDLE = 648
"""Pixels that the middle column leaves a form in a window of 1280."""
NARROWEST = 560

pytestmark = pytest.mark.usefixtures("qapp")
LISTS = QRegularExpression("^list_")

EVERY_STEP = pytest.mark.parametrize("step", STEPS, ids=lambda step: step.key)


@pytest.fixture
def styled(qapp: QApplication) -> Iterator[QApplication]:
    """The application as the window dresses it, and as it was afterwards."""
    sheet, font, palette = qapp.styleSheet(), QFont(qapp.font()), QPalette(qapp.palette())
    load_fonts()
    apply_style(qapp, LIGHT)
    yield qapp
    qapp.setStyleSheet(sheet)
    qapp.setFont(font)
    qapp.setPalette(palette)


def load(step: Step) -> QWidget:
    form = QWidget()
    build_form(form, layout_of(step))
    return form


def fields_of(step: Step) -> dict[str, Kind]:
    """The fields that *step*'s form has to hold, by widget name."""
    return {
        f"{section}__{name}": form.kind
        for section in step.sections
        for name, form in field_forms(section_type(section)).items()
        if name not in NOT_ON_FORMS.get(section, set())
    }


def widget_class(name: str, kind: Kind) -> type[QWidget]:
    if name.endswith("__outcome_id"):
        return ClosedList
    return {
        Kind.LONG: QPlainTextEdit,
        Kind.CHOICE: ClosedList,
        Kind.YES_NO: YesNo,
        Kind.TARGETS: QWidget,
        Kind.PICTURE: QWidget,
    }.get(kind, QLineEdit)


def plain(words: str) -> str:
    return words.replace("&", "")


@EVERY_STEP
def test_the_root_is_a_plain_widget_named_after_the_step(step: Step):
    form = load(step)
    assert type(form) is QWidget
    assert form.objectName() == f"{step.key}_form"


@EVERY_STEP
def test_each_field_has_exactly_one_widget_of_the_fitting_kind(step: Step):
    form = load(step)
    for name, kind in fields_of(step).items():
        widgets = form.findChildren(QWidget, name)
        assert [type(widget) for widget in widgets] == [widget_class(name, kind)], name
    for area in form.findChildren(QPlainTextEdit):
        assert area.tabChangesFocus(), area.objectName()
    for choice in form.findChildren(ClosedList):
        assert choice.count() == 0, "the page fills the choices"


@EVERY_STEP
def test_no_widget_claims_a_field_that_does_not_exist(step: Step):
    known = set(fields_of(step))
    form = load(step)
    for widget in form.findChildren(QWidget):
        name = widget.objectName()
        if "__" in name:
            prefix, _, rest = name.partition("_")
            assert name in known or (prefix in ("label", "hint", "error") and rest in known), name


@EVERY_STEP
def test_each_field_is_named_explained_and_has_room_for_its_error(step: Step):
    form = load(step)
    for name in fields_of(step):
        widget = form.findChild(QWidget, name)
        label = form.findChild(QLabel, f"label_{name}")
        error = form.findChild(QLabel, f"error_{name}")
        hint = form.findChild(QLabel, f"hint_{name}")
        assert label.buddy() is widget, name
        assert label.property("role") == "label", name
        assert mark_of(label.text()).isalpha(), f"{name} has no letter to reach it by"
        assert widget.accessibleName() == plain(label.text()), name
        assert widget.accessibleDescription() == (hint.text() if hint else ""), name
        assert hint is None or hint.property("role") == "hint", name
        assert (error.text(), error.wordWrap(), error.property("role")) == ("", True, "error"), name
        assert error.textFormat() is Qt.TextFormat.PlainText, f"{name} could show typed text as mark-up"


@EVERY_STEP
def test_no_letter_is_used_twice_while_one_is_left(step: Step):
    form = load(step)
    labels = [label for label in form.findChildren(QLabel) if label.buddy()]
    letters = [mark_of(label.text()) for label in labels]
    assert all(letters)
    assert not set(letters) & WINDOW_LETTERS, "these belong to the window"
    unused = set("abcdefghijklmnopqrstuvwxyz") - WINDOW_LETTERS - set(letters)
    for label, letter in zip(labels, letters, strict=True):
        if letters.count(letter) > 1:
            assert not unused & set(plain(label.text()).lower()), f"{label.text()} could have its own"


@EVERY_STEP
def test_tab_goes_in_reading_order(step: Step, styled: QApplication):
    form = load(step)
    for label in form.findChildren(QLabel):
        if label.objectName().startswith("error_"):
            label.hide()
    form.resize(MIDDLE, form.heightForWidth(MIDDLE))
    form.show()
    styled.processEvents()
    form.activateWindow()
    stops = sum(kind not in (Kind.TARGETS, Kind.PICTURE) for kind in fields_of(step).values())
    stops += len(buttons_of(form)) + len(form.findChildren(QAbstractItemView, LISTS))
    reached = [at_focus(form, styled, tab=bool(stop)) for stop in range(stops)]
    assert len({name for name, _ in reached}) == stops, "every stop once"
    for (name, here), (following, there) in pairwise(reached):
        same_row = abs(there.y() - here.y()) <= 8
        assert there.x() > here.x() if same_row else there.y() > here.y(), f"{following} follows {name}"


def buttons_of(form: QWidget) -> list[QPushButton]:
    """The buttons that Tab comes to."""
    return [b for b in form.findChildren(QPushButton) if b.focusPolicy() & Qt.FocusPolicy.TabFocus]


def at_focus(form: QWidget, app: QApplication, *, tab: bool) -> tuple[str, QPoint]:
    """Press Tab where *tab* says so, and return the name and place of what has the focus."""
    if tab:
        QTest.keyClick(app.focusWidget(), Qt.Key.Key_Tab)
    widget = app.focusWidget()
    return widget.objectName() or widget.parentWidget().objectName(), widget.mapTo(form, QPoint(0, 0))


@pytest.mark.usefixtures("styled")
@EVERY_STEP
def test_a_form_fits_the_middle_column(step: Step):
    form = load(step)
    for choice in form.findChildren(ClosedList):
        choice.addItem("Coproduction with people who use the service, at some length")
    assert form.minimumSizeHint().width() <= NARROWEST


@EVERY_STEP
def test_a_form_leaves_looks_to_the_style_sheet_and_names_everything_once(step: Step):
    form = load(step)
    widgets = form.findChildren(QWidget)
    assert [widget for widget in widgets if widget.styleSheet()] == []
    names = [name for widget in widgets if (name := widget.objectName()) and not name.startswith("qt_")]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("step", "section"),
    [(step, section) for step in STEPS for section in step.sections if section in EDITED_LISTS],
    ids=lambda value: value if isinstance(value, str) else value.key,
)
def test_a_list_can_be_added_to_removed_from_and_ordered(step: Step, section: str):
    form = load(step)
    assert form.findChild(QListWidget, f"list_{section}").accessibleName()
    heading = form.findChild(QLabel, f"heading_{section}")
    assert heading.buddy() is form.findChild(QListWidget, f"list_{section}")
    words = [
        plain(form.findChild(QPushButton, f"{verb}_{section}").text())
        for verb in ("add", "remove", "up", "down")
    ]
    assert [line.split()[0] for line in words] == ["Add", "Remove", "Move", "Move"]
    detail = form.findChild(QWidget, f"detail_{section}")
    for name in fields_of(step):
        if name.startswith(f"{section}__"):
            assert detail.isAncestorOf(form.findChild(QWidget, name)), name
    error = form.findChild(QLabel, f"error_{section}")
    assert error.isHidden()
    assert error.property("role") == "error"


@pytest.mark.parametrize(
    ("section", "kind"), [("outcomes", ItemTree), ("commitments", ItemList), ("profile", ItemList)]
)
def test_a_list_that_the_policy_gives_is_shown_and_not_edited(section: str, kind: type[QWidget]):
    form = load(next(step for step in STEPS if step.key == section))
    assert form.findChild(kind, f"list_{section}").accessibleName()
    assert buttons_of(form) == []
    about = form.findChild(QLabel, f"about_{section}")
    assert form.findChild(QWidget, f"detail_{section}").isAncestorOf(about)
    assert about.wordWrap()


@pytest.mark.parametrize(
    ("key", "kind", "name", "role"),
    [
        ("facts", QPushButton, "use_estimates", None),
        ("facts", QPushButton, "find_cpv", None),
        ("facts", QLabel, "info_cpv", "hint"),
        ("selection", QPushButton, "library_questions", None),
        ("tender", QPushButton, "library_questions", None),
        ("kpis", QPushButton, "library_kpis", None),
        ("selection", QLabel, "notice_selection", "notice"),
        ("tender", QLabel, "notice_tender", "notice"),
        ("evaluation", QLabel, "info_scale", "info"),
        ("evaluation", QPushButton, "what_if", None),
        ("outcomes", QLabel, "about_outcomes", "info"),
    ],
)
def test_the_special_parts_of_a_page_are_there(key: str, kind: type[QWidget], name: str, role: str | None):
    form = load(next(step for step in STEPS if step.key == key))
    assert form.findChild(kind, name).property("role") == role


@pytest.mark.parametrize(
    ("key", "name"),
    [("applies", "cards"), ("checks", "checks"), ("answers", "answers"), ("documents", "documents")],
)
def test_a_page_that_builds_itself_has_a_place_for_it(key: str, name: str):
    form = load(next(step for step in STEPS if step.key == key))
    place = form.findChild(QWidget, name)
    assert isinstance(place.layout(), QVBoxLayout)
    assert place.layout().count() == 0


def test_every_problem_leads_to_a_widget():
    forms = {step.key: load(step) for step in STEPS}
    bare = Project(id=an_id(1), unread=(UnreadEntry(path="facts.value", text="x"),))
    hollow = replace(
        finished(),
        lots=tuple(type(lot)(id=lot.id) for lot in finished().lots),
        estimates=tuple(type(estimate)(id=estimate.id) for estimate in finished().estimates),
        engagement=tuple(type(entry)(id=entry.id) for entry in finished().engagement),
        questions=tuple(type(asked)(id=asked.id, stage=asked.stage) for asked in finished().questions),
        kpis=tuple(type(kpi)(id=kpi.id) for kpi in finished().kpis),
        review_dates=tuple(type(review)(id=review.id) for review in finished().review_dates),
    )
    count = 0
    for project in (bare, hollow):
        for key, problems in problems_by_step(look(project)).items():
            for problem in problems:
                path = parse_path(problem.path)
                name = f"{path.section}__{path.field}" if path.field else f"list_{path.section}"
                assert forms[key].findChild(QWidget, name) is not None, problem.path
                count += 1
    assert count > 100
