"""Selection and tender questions: two pages over one list of questions."""

from typing import ClassVar
from uuid import uuid4

from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from svdesk.desktop.forms.commands import Editor
from svdesk.desktop.forms.list_editor import ListEditor
from svdesk.desktop.forms.step_page import StepPage
from svdesk.desktop.pages.library_dialog import Offer, choose_variant
from svdesk.desktop.pages.offers import outcomes_on_offer
from svdesk.domain.choices import Decision, Stage
from svdesk.domain.english import counted
from svdesk.domain.project import Question
from svdesk.policy.content.outcomes import LibraryQuestion, Outcome
from svdesk.policy.rules.stages import moved_into_tender
from svdesk.services.project.from_library import Variant, marking_text, question_from, question_text
from svdesk.steps.step import Step


class QuestionsPage(StepPage):
    """The questions of one stage."""

    stage: ClassVar[Stage]
    library_questions: QPushButton

    def __init__(self, step: Step, editor: Editor) -> None:
        """Offer the library and the chosen outcomes."""
        super().__init__(step, editor)
        self.library_questions.clicked.connect(self._open_library)

    def make_list_editor(self, section: str) -> ListEditor:
        """List only the questions of this stage."""
        return ListEditor(
            self,
            self.form.lists[section],
            section,
            self.editor,
            make=lambda: Question(id=uuid4(), stage=self.stage),
            shown=lambda question: question.stage is self.stage,
        )

    def show_fields(self) -> None:
        """Show the selected question; its outcome can be any that is chosen, or the one it has."""
        self.binding("questions__outcome_id").offer(outcomes_on_offer(self.editor.session, "questions"))
        super().show_fields()

    def library_questions_on(self, outcome: Outcome) -> tuple[LibraryQuestion, ...]:
        """Return the library's questions on an outcome for this stage."""
        return outcome.tender_questions if self.stage is Stage.TENDER else (outcome.selection_question,)

    def _open_library(self) -> None:
        project, pack = self.editor.session.project, self.editor.session.pack
        chosen = {d.outcome_id for d in project.outcomes if d.decision is Decision.CHOSEN}
        asked = {q.outcome_id for q in project.questions if q.stage is self.stage}
        offers = [
            Offer(
                source.id,
                f"{source.title}\n{outcome.title}",
                _in_full(source),
                outcome.id in chosen and outcome.id not in asked and place == 0,
            )
            for outcome in sorted(pack.outcomes, key=lambda outcome: outcome.id not in chosen)
            for place, source in enumerate(self.library_questions_on(outcome))
        ]
        lead = "Ticked: outcomes you chose that have no question yet. You can change every word afterwards."
        variants = tuple(Variant) if self.stage is Stage.TENDER else ()
        taken, variant = choose_variant(
            self, "Questions from the library", lead, "Add the ticked questions", offers, variants
        )
        self.add_from_library(taken, variant or Variant.OPEN)

    def add_from_library(self, question_ids: tuple[str, ...], variant: Variant = Variant.OPEN) -> None:
        """Add the library's questions of these ids, as one change."""
        new = tuple(
            question_from(outcome, source, id=uuid4(), stage=self.stage, variant=variant)
            for outcome in self.editor.session.pack.outcomes
            for source in self.library_questions_on(outcome)
            if source.id in question_ids
        )
        if new:
            everything = (*self.editor.session.project.questions, *new)
            self.editor.change({"questions": everything}, "add questions from the library")
            self.list_editors["questions"].select(str(new[0].id))


def _in_full(question: LibraryQuestion) -> str:
    points = "\n".join(f"•  {point}" for point in question.good_answer)
    parts = [
        f"When to choose it: {question.suits}" if question.suits else "",
        f"Open, up to {question.word_limit} words:\n{question_text(question, Variant.OPEN)}",
        f"Guided, up to {question.guided_word_limit} words:\n{question_text(question, Variant.GUIDED)}"
        if question.guided
        else "",
        f"What a good answer looks like:\n{points}",
        f"What the upper marks need:\n{marking_text(question)}",
    ]
    return "\n\n".join(part for part in parts if part)


class SelectionPage(QuestionsPage):
    """Questions asked before tenders, where the law allows a selection stage."""

    stage = Stage.SELECTION
    notice_selection: QLabel

    def refresh(self) -> None:
        """Say where a selection stage is not open, and why."""
        super().refresh()
        words = _selection_words(self)
        self.notice_selection.setText(words)
        self.notice_selection.setVisible(bool(words))


def _selection_words(page: SelectionPage) -> str:
    session = page.editor.session
    assessment = session.assessment
    if assessment.selection_stage is True:
        return ""
    why = assessment.of("PA-85").reason
    if assessment.selection_stage is None:
        return f"Cannot tell yet whether a selection stage is lawful. {why}"
    count = len(moved_into_tender(session.project.questions, assessment))
    if assessment.of("PA-85").status != "applies":
        procedure = session.project.facts.procedure
        named = f"The route you chose ({procedure.label.lower()})" if procedure else "This route"
        why = f"{named} has no shortlisting stage."
    moved = f" SVDesk asks the {count} below in the tender instead." if count else ""
    return f"No separate selection stage for this contract. {why}{moved}"


class TenderPage(QuestionsPage):
    """Questions asked in the invitation to tender."""

    stage = Stage.TENDER
    notice_tender: QLabel
    detail_questions: QWidget

    def refresh(self) -> None:
        """Say which selection questions are asked here as well."""
        super().refresh()
        session = self.editor.session
        moved = moved_into_tender(session.project.questions, session.assessment)
        self.notice_tender.setVisible(bool(moved))
        questions = counted(len(moved), "selection question is", "selection questions are")
        self.notice_tender.setText(
            f"{questions} asked here as well, because this contract can have no separate "
            "selection stage. Edit them in Selection questions; they are printed in the tender pack."
        )
