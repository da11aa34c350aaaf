"""What the documents page works with besides the project."""

from dataclasses import dataclass

from svdesk.desktop.threads.use_case_runner import UseCaseRunner
from svdesk.desktop.widgets.dialogs import Dialogs


@dataclass(frozen=True, slots=True)
class PageTools:
    """What the documents page works with besides the project."""

    runner: UseCaseRunner
    dialogs: Dialogs
