"""What a change is compared with: the facts that stood when the run of edits began."""

from decimal import Decimal

from svdesk.domain.facts import ContractFacts
from svdesk.services.project.facts_watch import FactsWatch


def worth(pounds: int) -> ContractFacts:
    return ContractFacts(value=Decimal(pounds))


def test_typing_in_one_field_is_one_change():
    watch = FactsWatch(worth(130))
    for typed in (7, 70, 700):
        watch.note(worth(typed), "value#1")
    assert (watch.before, watch.after) == (worth(130), worth(700))


def test_another_run_is_compared_with_where_the_last_one_ended():
    watch = FactsWatch(worth(130))
    watch.note(worth(700), "value#1")
    watch.note(worth(800), "value#2")
    assert watch.before == worth(700)


def test_taking_the_run_back_leaves_nothing_to_tell_and_repeating_it_tells_it_again():
    watch = FactsWatch(worth(130))
    watch.note(worth(7), "value#1")
    watch.note(worth(700), "value#1")
    watch.note(worth(130), "")
    assert watch.before == watch.after == worth(130)
    watch.note(worth(700), "")
    assert (watch.before, watch.after) == (worth(130), worth(700))


def test_going_back_beyond_the_run_is_a_change_of_its_own():
    watch = FactsWatch(worth(130))
    watch.note(worth(700), "value#1")
    watch.note(worth(800), "value#2")
    watch.note(worth(700), "")
    assert watch.before == watch.after
    watch.note(worth(130), "")
    assert (watch.before, watch.after) == (worth(700), worth(130))
    watch.note(worth(700), "")
    assert watch.before == watch.after


def test_what_was_dismissed_is_not_told_again():
    watch = FactsWatch(worth(130))
    watch.note(worth(700), "value#1")
    watch.forget()
    assert watch.before == worth(700)
    watch.note(worth(7000), "value#1")
    assert (watch.before, watch.after) == (worth(700), worth(7000))
    watch.note(worth(130), "")
    assert (watch.before, watch.after) == (worth(7000), worth(130))
