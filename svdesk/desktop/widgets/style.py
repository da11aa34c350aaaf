"""How the window looks: colour tokens, fonts, palette and style sheet.

Colour carries meaning and never alone: every status also has a word and a shape. All text has a
contrast of at least 4.5 to 1 and every border that marks a control at least 3 to 1 (WCAG 2.2,
1.4.3 and 1.4.11); Fusion's own palette does not.
"""

from dataclasses import dataclass, fields
from string import Template

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from svdesk.paths import bundled


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours by what they mean."""

    ink: str
    muted: str
    line: str
    border: str
    paper: str
    wash: str
    brand: str
    brand_dark: str
    brand_wash: str
    on_brand: str
    on_dark: str
    green: str
    green_wash: str
    red: str
    red_wash: str
    amber: str
    amber_wash: str
    blue: str
    blue_wash: str


LIGHT = Tokens(
    ink="#14232B",
    muted="#4A5B64",
    line="#C9D2D6",
    border="#6B7C85",
    paper="#FFFFFF",
    wash="#F4F6F5",
    brand="#0B5563",
    brand_dark="#083F4A",
    brand_wash="#E3F0F1",
    on_brand="#FFFFFF",
    on_dark="#FFFFFF",
    green="#1E6B3A",
    green_wash="#E4F2E8",
    red="#A3231B",
    red_wash="#FBE6E4",
    amber="#8A4B00",
    amber_wash="#FCEFD9",
    blue="#24478F",
    blue_wash="#E6ECF8",
)
DARK = Tokens(
    ink="#EDF2F3",
    muted="#B4C2C8",
    line="#3A4A52",
    border="#8496A0",
    paper="#1B262B",
    wash="#131C20",
    brand="#7CC4CF",
    brand_dark="#0A2F37",
    brand_wash="#16363D",
    on_brand="#0C1A1E",
    on_dark="#EDF2F3",
    green="#86D3A0",
    green_wash="#153322",
    red="#F3A29B",
    red_wash="#44201D",
    amber="#F0BF7A",
    amber_wash="#402B0E",
    blue="#A9C0F2",
    blue_wash="#1D2C4D",
)

FAMILY = "Source Sans 3"
_HALF_LIGHT = 128


def load_fonts() -> None:
    """Register the shipped typeface, so that every machine shows the same letters."""
    for face in ("Regular", "SemiBold", "Bold"):
        QFontDatabase.addApplicationFont(str(bundled("resources", "fonts", f"SourceSans3-{face}.ttf")))


def tokens_of(palette: QPalette) -> Tokens:
    """Return the set that *palette* was made from, or the light or dark one that the system's asks for."""
    dark = palette.color(QPalette.ColorRole.Base).lightness() < _HALF_LIGHT
    return DARK if dark else LIGHT


def _palette(tokens: Tokens) -> QPalette:
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, colour in (
        (roles.Window, tokens.wash),
        (roles.WindowText, tokens.ink),
        (roles.Base, tokens.paper),
        (roles.AlternateBase, tokens.wash),
        (roles.Text, tokens.ink),
        (roles.PlaceholderText, tokens.muted),
        (roles.Button, tokens.paper),
        (roles.ButtonText, tokens.ink),
        (roles.Highlight, tokens.brand),
        (roles.HighlightedText, tokens.on_brand),
        (roles.Link, tokens.brand),
        (roles.LinkVisited, tokens.brand),
        (roles.ToolTipBase, tokens.paper),
        (roles.ToolTipText, tokens.ink),
    ):
        palette.setColor(role, QColor(colour))
    palette.setColor(QPalette.ColorGroup.Disabled, roles.Text, QColor(tokens.muted))
    palette.setColor(QPalette.ColorGroup.Disabled, roles.ButtonText, QColor(tokens.muted))
    return palette


def apply_style(app: QApplication, tokens: Tokens) -> None:
    """Give the whole application, whose style is Fusion, its typeface, palette and style sheet."""
    app.setFont(QFont(FAMILY, 12))
    app.setPalette(_palette(tokens))
    named = {field.name: str(getattr(tokens, field.name)) for field in fields(tokens)}
    arrow = bundled("resources", "icons", "arrow-dark.svg" if tokens is DARK else "arrow.svg")
    check = bundled("resources", "icons", "check-dark.svg" if tokens is DARK else "check.svg")
    sheet = Template(bundled("resources", "style", "window.qss").read_text(encoding="utf-8"))
    app.setStyleSheet(sheet.substitute(named, arrow=arrow.as_posix(), check=check.as_posix()))


def follow_scheme(app: QApplication) -> None:
    """Turn dark or light with the system from now on, where it says which it is."""
    from PySide6.QtCore import Qt

    def follow(scheme: Qt.ColorScheme) -> None:
        wanted = {Qt.ColorScheme.Dark: DARK, Qt.ColorScheme.Light: LIGHT}.get(scheme)
        if wanted is not None and wanted is not tokens_of(app.palette()):
            apply_style(app, wanted)

    hints = app.styleHints()
    follow(hints.colorScheme())
    hints.colorSchemeChanged.connect(follow)


def restyle(widget: QWidget) -> None:
    """Make the style sheet look at a widget's dynamic properties again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
