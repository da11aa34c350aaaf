"""Whether a copy of a project takes along the forms that came back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svdesk.domain.english import plural

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from PySide6.QtWidgets import QWidget

    from svdesk.desktop.threads.use_case_runner import Failed, UseCaseRunner
    from svdesk.desktop.widgets.dialogs import Dialogs
    from svdesk.domain.returned_form import ReturnedForm


def ask_about_returns(
    parent: QWidget,
    project_id: UUID,
    runner: UseCaseRunner,
    dialogs: Dialogs,
    then: Callable[[int, bool], None],
    failed: Failed,
) -> None:
    """Call *then* with the number of returned forms and whether they go along; ask where there are any.

    Nothing is called where the person wants no copy after all, *failed* where the database fails.
    """

    def counted(forms: tuple[ReturnedForm, ...]) -> None:
        wanted = dialogs.include_returns(parent, len(forms)) if forms else False
        if wanted is not None:
            then(len(forms), wanted)

    runner.run(lambda backend: backend.database.returned_forms_of(project_id), counted, failed)


def about_returns(count: int, *, included: bool) -> str:
    """Return a sentence that says of a copy whether the returned forms are in it; "" where there are none."""
    if not count:
        return ""
    forms = plural(count, "The returned form is", f"The {count:,} returned forms are")
    return f" {forms} {'in it' if included else 'not in it'}."
