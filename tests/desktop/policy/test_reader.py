"""The reader: opened from the window and from the cards, searched, walked through, by keyboard."""

from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QAccessible, QDesktopServices, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from svdesk.desktop.policy.reader import FRONT, Reader
from svdesk.desktop.shell.main_window import MainWindow
from svdesk.desktop.widgets.cards import Card
from svdesk.desktop.widgets.style import DARK, LIGHT, apply_style
from svdesk.paths import bundled
from svdesk.policy.loading.load import bundled_pack
from tests.desktop.conftest import OpenWindow, view_of


@pytest.fixture
def reader(qapp: QApplication, qtbot: QtBot) -> Reader:
    """The reader on the shipped pack, at its front page."""
    assert qapp is not None
    window = Reader(bundled_pack())
    qtbot.addWidget(window)
    window.open_at(FRONT)
    qtbot.waitExposed(window)
    return window


class Browser(QObject):
    """Stands where the system's browser would, and notes what it was given."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def show(self, address: QUrl) -> None:
        self.opened.append(address.toString())


@pytest.fixture
def browser() -> Iterator[Browser]:
    instead = Browser()
    QDesktopServices.setUrlHandler("https", instead, "show")
    yield instead
    QDesktopServices.unsetUrlHandler("https")


def _anchors(reader: Reader) -> list[str]:
    """The addresses of the links of the page, in their order."""
    found: list[str] = []
    block = reader.reading.document().begin()
    while block.isValid():
        fragments = block.begin()
        while not fragments.atEnd():
            link = fragments.fragment().charFormat().anchorHref()
            if link and link not in found:
                found.append(link)
            fragments += 1
        block = block.next()
    return found


def _press_link(reader: Reader, qtbot: QtBot, link: str) -> None:
    """Tab through the links of the page to *link* and press it."""
    reader.reading.setFocus()
    for _ in range(200):
        qtbot.keyClick(reader.reading, Qt.Key.Key_Tab)
        if reader.reading.textCursor().charFormat().anchorHref() == link:
            qtbot.keyClick(reader.reading, Qt.Key.Key_Return)
            return
    raise AssertionError(f"Tab never reached {link}")


def _shown(reader: Reader) -> str:
    return reader.reading.toPlainText()


# ---- opening --------------------------------------------------------------------------------------


def test_the_window_opens_the_reader_beside_itself_with_or_without_a_project(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window()
    window.show_policy.click()
    qtbot.waitUntil(lambda: window.reader is not None and window.reader.isVisible())
    reader = window.reader
    assert reader is not None
    assert not reader.isModal()
    assert reader.words.hasFocus() or not reader.isActiveWindow()
    reader.close()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(reader.isVisible)
    window.close()
    assert not reader.isVisible()


def test_a_citation_on_a_card_opens_the_reader_at_its_item(example: MainWindow, qtbot: QtBot) -> None:
    assert example.open_project is not None
    example.open_project.go_to("evaluation")
    cards = view_of(example).cards_area
    qtbot.waitUntil(
        lambda: any("marks" in c.accessibleName() and c.isVisible() for c in cards.findChildren(Card))
    )
    QApplication.processEvents()
    card = next(c for c in cards.findChildren(Card) if "marks" in c.accessibleName() and c.isVisible())
    links = [label for label in card.findChildren(QLabel) if "href" in label.text()]
    rule, *sources = links
    assert [label.accessibleName().partition(":")[0] for label in sources] == ["Source"] * len(sources)
    rule.setFocus()
    qtbot.keyClick(rule, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is sources[0]
    qtbot.keyClick(sources[0], Qt.Key.Key_Return)
    reader = example.reader
    assert reader is not None
    assert reader.index.entry(reader.history.page).kind in ("source", "section")
    assert sources[0].accessibleName().removeprefix("Source: ") in _shown(reader)
    qtbot.keyClick(rule, Qt.Key.Key_Space)
    assert reader.index.entry(reader.history.page).kind == "rule"


def test_no_link_of_a_card_leaves_for_the_browser(
    example: MainWindow, browser: Browser, qtbot: QtBot
) -> None:
    assert example.open_project is not None
    example.open_project.go_to("applies")
    qtbot.waitUntil(lambda: bool(example.findChildren(Card)))
    labels = [label for card in example.findChildren(Card) for label in card.findChildren(QLabel)]
    links = [label for label in labels if "href" in label.text()]
    assert links
    assert not any(label.openExternalLinks() for label in links)
    links[-1].linkActivated.emit("read")
    assert browser.opened == []


# ---- walking through ------------------------------------------------------------------------------


def test_the_front_page_leads_to_every_section_and_stage(reader: Reader, qtbot: QtBot) -> None:
    links = _anchors(reader)
    for entry_id in ("section-1", "section-7", "appendix-1", "cycle-plan", "cycle-monitor"):
        assert f"entry:{entry_id}" in links
    _press_link(reader, qtbot, "entry:section-4")
    assert reader.history.page == "section-4"
    assert "4. Policy Context and Application" in _shown(reader)
    assert not reader.picture.isVisible()


def test_links_between_items_can_be_followed_by_keyboard_and_gone_back(reader: Reader, qtbot: QtBot) -> None:
    reader.open_at("emergency")
    _press_link(reader, qtbot, "entry:SVA-2")
    assert reader.history.page == "SVA-2"
    alt = Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(reader.reading, Qt.Key.Key_Left, alt)
    assert reader.history.page == "emergency"
    assert "emergency circumstances" in _shown(reader)
    qtbot.keyClick(reader.reading, Qt.Key.Key_Right, alt)
    assert reader.history.page == "SVA-2"
    reader.go_back.click()
    reader.go_back.click()
    assert reader.history.page == FRONT
    assert not reader.go_back.isEnabled()
    assert reader.go_forward.isEnabled()
    reader.open_at("CE-1")
    assert not reader.go_forward.isEnabled()
    qtbot.keyClick(reader.reading, Qt.Key.Key_Home, alt)
    assert reader.history.page == FRONT
    assert reader.picture.isVisible()


def test_the_contents_show_where_the_item_stands_and_lead_to_others(reader: Reader, qtbot: QtBot) -> None:
    reader.open_at("lever-access")
    item = reader.contents.currentItem()
    assert item is not None
    path = []
    while item is not None:
        path.append(item.text(0))
        item = item.parent()
    assert path[1:] == ["Levers", "4. Policy Context and Application", "The policy"]
    reader.contents.setFocus()
    qtbot.keyClick(reader.contents, Qt.Key.Key_Up)
    assert reader.history.page == "lever-outcomes"
    assert reader.contents.hasFocus()
    qtbot.keyClick(reader.contents, Qt.Key.Key_Return)
    assert reader.reading.hasFocus()


def test_every_entry_has_a_page_whose_words_are_shown_as_they_stand(reader: Reader) -> None:
    for entry in reader.index.entries:
        reader.history.visit(entry.id)
        shown = " ".join(_shown(reader).split())
        assert " ".join(entry.title.split()) in shown, entry.id
        for part in entry.parts:
            for line in part.lines:
                assert " ".join(line.split()) in shown, (entry.id, line)


# ---- searching ------------------------------------------------------------------------------------


def test_typing_finds_and_the_keys_lead_to_what_was_found(reader: Reader, qtbot: QtBot) -> None:
    qtbot.keyClick(reader, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(reader.words, "anchor inst")
    assert reader.lists.currentWidget() is reader.results
    assert reader.found.text() == f"{reader.results.count()} found."
    assert reader.results.item(0).text() == "Anchor Institutions\nProvision"
    qtbot.keyClick(reader.words, Qt.Key.Key_Down)
    assert reader.results.hasFocus()
    assert reader.history.page == "anchor-institutions"
    qtbot.keyClick(reader.results, Qt.Key.Key_Down)
    assert reader.history.page == "definition-purchasing-power"
    qtbot.keyClick(reader.results, Qt.Key.Key_Escape)
    assert reader.words.text() == ""
    assert reader.lists.currentWidget() is reader.contents
    assert reader.history.page == "definition-purchasing-power"


def test_enter_reads_the_first_and_nothing_found_says_so(reader: Reader, qtbot: QtBot) -> None:
    qtbot.keyClicks(reader.words, "ce-2")
    qtbot.keyClick(reader.words, Qt.Key.Key_Return)
    assert reader.history.page == "CE-2"
    assert reader.reading.hasFocus()
    reader.words.clear()
    qtbot.keyClicks(reader.words, "xylophone")
    assert reader.found.text() == "Nothing found. Try fewer or shorter words."
    qtbot.keyClick(reader.words, Qt.Key.Key_Return)
    assert reader.history.page == "CE-2"


# ---- the web --------------------------------------------------------------------------------------


def test_an_address_is_text_to_copy_and_opens_only_on_request(
    reader: Reader, qtbot: QtBot, browser: Browser
) -> None:
    reader.open_at("source.public-services-social-value-act-2012")
    address = "https://www.legislation.gov.uk/ukpga/2012/3"
    assert address in _shown(reader)
    assert browser.opened == []
    _press_link(reader, qtbot, f"copy:{address}")
    assert QGuiApplication.clipboard().text() == address
    assert reader.found.text() == "The address is copied."
    assert browser.opened == []
    _press_link(reader, qtbot, f"open:{address}")
    assert browser.opened == [address]


# ---- the picture, access, colours -------------------------------------------------------------------


def test_the_picture_says_in_words_what_it_shows(reader: Reader) -> None:
    drawing = ElementTree.parse(bundled("resources", "images", "commissioning-cycle.svg")).getroot()
    svg = "{http://www.w3.org/2000/svg}"
    drawn = " ".join(text.text or "" for text in drawing.iter(f"{svg}text"))
    spoken = QAccessible.queryAccessibleInterface(reader.picture)
    assert spoken.text(QAccessible.Text.Name) == "The commissioning cycle"
    told = spoken.text(QAccessible.Text.Description).lower()
    for word in ("plan", "purchase", "monitor", "record why", "give feedback", "put right what slips"):
        assert word in drawn.lower()
        assert word in told


def test_everything_that_takes_the_focus_has_a_name(reader: Reader) -> None:
    reader.words.setText("award")
    nameless = []
    for widget in reader.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.focusProxy():
            spoken = QAccessible.queryAccessibleInterface(widget)
            if not widget.objectName().startswith("qt_") and not spoken.text(QAccessible.Text.Name).strip():
                nameless.append(f"{type(widget).__name__} {widget.objectName()}")
    assert nameless == []


def test_it_fits_a_small_screen(reader: Reader) -> None:
    assert reader.minimumSizeHint().width() <= 853
    assert reader.minimumSizeHint().height() <= 480


def test_picture_and_page_follow_a_change_to_dark(reader: Reader, qapp: QApplication) -> None:
    def corner() -> str:
        return reader.picture.grab().toImage().pixelColor(3, 3).name().upper()

    assert corner() == LIGHT.paper
    try:
        apply_style(qapp, DARK)
        QApplication.processEvents()
        assert corner() == DARK.paper
        text = reader.reading.palette().color(QPalette.ColorRole.Text).name().upper()
        assert text == DARK.ink
    finally:
        apply_style(qapp, LIGHT)
