"""One step on the screen: its form, bound to the project."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from svdesk.checks.finding import Finding, FindingKind
from svdesk.desktop.forms.binding import FieldBinding, UndoKeysToStack
from svdesk.desktop.forms.built_form import BuiltField
from svdesk.desktop.forms.called_for import CalledFor
from svdesk.desktop.forms.commands import Editor
from svdesk.desktop.forms.explaining import say
from svdesk.desktop.forms.form_builder import build_form
from svdesk.desktop.forms.layout_reading import layout_of
from svdesk.desktop.forms.list_editor import ListEditor
from svdesk.desktop.widgets.form_contract import check_contract
from svdesk.domain.entry import Kind
from svdesk.domain.field_paths import FieldPath, parse_path
from svdesk.domain.project import LIST_SECTIONS, SECTIONS, SINGLE_SECTIONS
from svdesk.steps.order import owner_of
from svdesk.steps.step import Step


class StepPage(QWidget):
    """Shows and edits one step. Pages with more to them are subclasses in ``pages``."""

    go_to = Signal(str, str)
    """Asks the window for a step (its key) and a field in it (its path, or "")."""

    read = Signal(object)
    """Asks for the reader at a citation, or at an entry by its id."""

    rebuilt = Signal()
    """The page has new widgets: Tab has to find its way through them."""

    def __init__(self, step: Step, editor: Editor) -> None:
        """Build the page of *step* from its form."""
        super().__init__()
        self.step = step
        self.editor = editor
        self.form = build_form(self, layout_of(step))
        for name, widget in self.form.named.items():
            setattr(self, name, widget)
        check_contract(self, f"{step.key}.toml")
        self.setObjectName("page")
        self.list_editors: dict[str, ListEditor] = {}
        self.bindings: list[FieldBinding] = []
        self._undo_keys = UndoKeysToStack(self)
        self._problems: tuple[Finding, ...] = ()
        for section, items in self.form.lists.items():
            if items.buttons:
                self.list_editors[section] = self.make_list_editor(section)
        for built in self.form.fields.values():
            self._bind(built)
        single = (each for each in self.form.fields.values() if each.field.section in SINGLE_SECTIONS)
        self._called_for = CalledFor(self, single)
        for list_editor in self.list_editors.values():
            list_editor.current_changed.connect(self.show_fields)

    def make_list_editor(self, section: str) -> ListEditor:
        """Return the editor of a list section; pages that show part of a section override this."""
        item = SECTIONS[section].item
        return ListEditor(self, self.form.lists[section], section, self.editor, make=lambda: item(id=uuid4()))

    def current_key(self, section: str) -> str:
        """Return the key of the item whose fields are shown; pages with other lists override this."""
        return self.list_editors[section].key if section in self.list_editors else ""

    def _bind(self, built: BuiltField) -> None:
        section, field = built.field.section, built.field.name
        built.widget.installEventFilter(self._undo_keys)
        if built.field.form.kind in (Kind.TARGETS, Kind.PICTURE):  # their pages show them
            return

        def path() -> FieldPath | None:
            if section not in LIST_SECTIONS:
                return FieldPath(section, "", field)
            key = self.current_key(section)
            return FieldPath(section, key, field) if key else None

        self.bindings.append(FieldBinding(built, path, self.editor, self))

    def binding(self, name: str) -> FieldBinding:
        """Return the binding of the widget ``section__field``."""
        return next(binding for binding in self.bindings if binding.widget.objectName() == name)

    def refresh(self) -> None:
        """Show the project as it stands."""
        for list_editor in self.list_editors.values():
            list_editor.refresh()
        self.show_fields()

    def show_fields(self) -> None:
        """Show the fields of the sections and of the selected items."""
        for binding in self.bindings:
            binding.show()
        self._called_for.follow(self.step.left_out(self.editor.session.case))
        self.explain(self._problems)

    def explain(self, problems: Iterable[Finding]) -> None:
        """Show at each field what is wrong with it."""
        self._problems = tuple(problems)
        by_path: dict[str, list[Finding]] = {}
        for problem in self._problems:
            by_path.setdefault(problem.path, []).append(problem)
        for binding in self.bindings:
            path = binding.path
            binding.explain(by_path.get(str(path), ()) if path is not None else ())
        for section, items in self.form.lists.items():
            said = (each for each in by_path.get(section, ()) if each.kind is not FindingKind.MISSING)
            say(items.error, said)

    @property
    def focused(self) -> bool:
        """Whether the focus is on something of this page."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def path_of_focus(self) -> str:
        """Return the path of the field that has the focus, or one of its buttons has; "" where none has."""
        held = (binding.path for binding in self.bindings if binding.has_focus)
        return next((str(path) for path in held if path is not None), "") or self._field_around_focus()

    def _field_around_focus(self) -> str:
        widget = QApplication.focusWidget()
        while widget is not None and widget is not self:
            section, _, name = widget.objectName().partition("__")
            if name and section in SINGLE_SECTIONS:
                return f"{section}.{name}"
            widget = widget.parentWidget()
        return ""

    @property
    def error_is_at_focus(self) -> bool:
        """Whether a message stands below the field that has the focus."""
        return any(binding.has_focus and binding.error.isVisible() for binding in self.bindings)

    def block_of(self, focus: QWidget) -> tuple[QWidget, ...]:
        """Return what belongs to the field that *focus* is part of: label, hint, widget and error."""
        for built in self.form.fields.values():
            if built.widget is focus or built.widget.isAncestorOf(focus):
                return built.block
        return (focus,)

    def focus_field(self, path: str) -> None:
        """Put the focus on a field, selecting its item first; on the first field for ""."""
        target = parse_path(path) if path else None
        if target is not None:
            if target.key:
                self.select_item(target.section, target.key)
            name = f"{target.section}__{target.field}" if target.field else f"list_{target.section}"
            self._called_for.call_for(path)
            widget: Any = self.findChild(QWidget, name)
            if widget is not None:
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self.focus_first()

    def go_to_field(self, path: str) -> None:
        """Ask the window for the step that the field of *path* stands on, and for that field."""
        owner = owner_of(path, self.editor.session.project)
        if owner is not None:
            self.go_to.emit(owner.key, path)

    def select_item(self, section: str, key: str) -> None:
        """Select an item of a list section; pages with other lists override this."""
        if section in self.list_editors:
            self.list_editors[section].select(key)

    def focus_first(self) -> None:
        """Put the focus on the first widget that takes it."""
        # Not nextInFocusChain(): the binding takes each widget it returns for a child of the one it was
        # asked of, and drops it with that one.
        for widget in self.findChildren(QWidget):
            takes_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            if takes_tab and widget.isEnabled() and widget.isVisibleTo(self):
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return
