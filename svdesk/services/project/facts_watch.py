"""Which facts a change is to be compared with: those that stood when the run of edits began."""

from svdesk.domain.facts import ContractFacts


class FactsWatch:
    """Follows the facts of one project from run to run.

    A run is what a person does in one go, such as typing in one field. Undo and redo begin a run of
    their own, unless they take back or repeat the very run that is followed.
    """

    def __init__(self, facts: ContractFacts) -> None:
        """Begin with *facts*, from which nothing has changed yet."""
        self._before = self._after = self._end = facts
        self._run = ""

    @property
    def before(self) -> ContractFacts:
        """The facts that stood when the run began."""
        return self._before

    @property
    def after(self) -> ContractFacts:
        """The facts as they stand; equal to :attr:`before` where the run was taken back."""
        return self._after

    def note(self, facts: ContractFacts, run: str) -> None:
        """Take *facts* as they are now; *run* names the run of edits, "" for undo and redo."""
        if run:
            goes_on = run == self._run
        else:
            goes_on = facts in (self._before, self._end) and self._after in (self._before, self._end)
        if not goes_on:
            self._before = self._after
        if run or not goes_on:
            self._end = facts
        self._after, self._run = facts, run

    def forget(self) -> None:
        """Compare with the facts as they stand from now on."""
        self._before = self._end = self._after
