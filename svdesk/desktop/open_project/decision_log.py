"""Writing down what was decided, when a step or the project is left."""

import logging

from svdesk.desktop.threads.use_case_runner import UseCaseRunner
from svdesk.services.project.session import Session
from svdesk.services.use_cases import records


class DecisionLog:
    """Has one record written for what differs from the last one, and none for each key.

    It follows the saving, on the same thread and in its order. Where it fails, nothing is lost: the
    difference is found again the next time.
    """

    def __init__(self, session: Session, runner: UseCaseRunner) -> None:
        """Watch over *session*, of which nothing has changed yet."""
        self._session, self._runner = session, runner
        self._noted = session.project.revision

    def step_left(self) -> None:
        """Have written down what was decided since the last time, where anything has changed."""
        project, pack = self._session.project, self._session.pack
        if project.revision == self._noted:
            return

        def noted(_count: int) -> None:
            self._noted = project.revision

        self._runner.run(lambda backend: records.record_decisions(backend, project, pack), noted, _log)


def _log(error: Exception) -> None:
    logging.getLogger(__name__).warning("What was decided is not recorded yet: %s", error)
