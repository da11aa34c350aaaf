"""The process that makes documents for the window, spoken to as the window does."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest

from svdesk.domain.choices import Stage
from svdesk.policy.loading.pack_registry import PackRegistry
from svdesk.services.exchange.project_file import project_json, write_exchange
from svdesk.services.issuing.build_documents import Working
from svdesk.services.worker_messages import Event, OrderProgress
from svdesk.worker import reporter
from tests.policy.loading.overlays import write_overlay
from tests.projects import full_project

Worker = subprocess.Popen[str]


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[Worker]:
    with subprocess.Popen(
        [sys.executable, "-m", "svdesk", "worker", "--data-dir", str(tmp_path / "data")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        yield process
        process.kill()


@pytest.fixture
def snapshot(tmp_path: Path) -> Path:
    file = tmp_path / "snapshot.svproj"
    write_exchange(full_project(), file)
    return file


def ask(worker: Worker, what: str = "make", **order: object) -> None:
    assert worker.stdin
    worker.stdin.write(json.dumps({"ask": what, **order}) + "\n")
    worker.stdin.flush()


def events(worker: Worker) -> Iterator[dict[str, Any]]:
    assert worker.stdout
    for line in worker.stdout:
        yield json.loads(line)


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_documents_are_made_and_told_of_one_line_each(worker: Worker, snapshot: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ask(worker, project=str(snapshot), keys=["annex", "selection", "statement"], out=str(out))
    told = list(events(worker))
    assert worker.wait() == 0
    assert told[-1] == {"event": "done", "order": 0}
    kinds = {event["event"] for event in told}
    assert kinds <= {"progress", "made", "skipped", "done"}
    made = {event["document"]: Path(event["path"]) for event in told if event["event"] == "made"}
    assert {"annex", "statement"} <= set(made)
    assert sorted(files_in(out)) == sorted(made.values())
    assert all(len(pypdf.PdfReader(file).pages) for file in made.values())
    for event in told:
        if event["event"] == "skipped":
            assert event["document"] == "selection"
            assert event["why"]


def test_the_project_goes_into_documents_for_ones_own_file_where_that_is_ordered(
    worker: Worker, snapshot: Path, tmp_path: Path
) -> None:
    ask(worker, project=str(snapshot), keys=["annex", "plan"], out=str(tmp_path / "out"), attach=True)
    made = {each["document"]: each["path"] for each in events(worker) if each["event"] == "made"}
    assert not pypdf.PdfReader(made["annex"]).attachments
    assert pypdf.PdfReader(made["plan"]).attachments == {
        "svdesk-project.json": [project_json(full_project())]
    }


def test_documents_are_made_in_the_formats_of_the_order(
    worker: Worker, snapshot: Path, tmp_path: Path
) -> None:
    ask(
        worker,
        project=str(snapshot),
        keys=["annex", "statement"],
        formats=["html", "csv"],
        out=str(tmp_path / "out"),
    )
    told = list(events(worker))
    made = [(event["document"], event["format"]) for event in told if event["event"] == "made"]
    assert made == [("annex", "html"), ("annex", "csv"), ("statement", "html")]
    (skipped,) = [event for event in told if event["event"] == "skipped"]
    assert (skipped["document"], skipped["format"]) == ("statement", "csv")
    assert worker.wait() == 0


def test_documents_are_made_with_the_edition_of_the_project(worker: Worker, tmp_path: Path) -> None:
    write_overlay(tmp_path / "data" / "policy" / "x", '[[rating]]\nid = "good"\ntitle = "Splendid"\n')
    snapshot, out = tmp_path / "snapshot.svproj", tmp_path / "out"
    write_exchange(replace(full_project(), pack_id="ours", pack_edition="2027.1"), snapshot)
    ask(worker, project=str(snapshot), keys=["annex"], out=str(out))
    (made,) = [event for event in events(worker) if event["event"] == "made"]
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(made["path"]).pages)
    assert "Splendid" in text


def test_progress_counts_up_to_the_whole(worker: Worker, snapshot: Path, tmp_path: Path) -> None:
    ask(worker, project=str(snapshot), keys=["itt"], out=str(tmp_path / "out"))
    told = [event for event in events(worker) if event["event"] == "progress"]
    assert told[0] == {"event": "progress", "order": 0, "document": "itt", "done": 0, "total": 0}
    assert [event["done"] for event in told] == sorted(event["done"] for event in told)


def test_progress_does_not_flood_the_window() -> None:
    """A step is done each sixteenth of a second, by a clock of the test's own: one in two is told."""
    told: list[Event] = []
    clock = iter(range(100))
    report = reporter(threading.Event(), told.append, lambda: next(clock) / 16)
    for done in range(100):
        report(Working(document="itt", done=done, total=100))
    assert [event.done for event in told if isinstance(event, OrderProgress)] == list(range(0, 100, 2))


def test_closing_standard_input_cancels_and_leaves_nothing(
    worker: Worker, snapshot: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    ask(worker, project=str(snapshot), keys=["itt", "annex", "statement"], out=str(out))
    assert worker.stdin
    worker.stdin.close()
    told = list(events(worker))
    assert worker.wait() == 3
    assert "done" not in {event["event"] for event in told}
    made = {Path(event["path"]) for event in told if event["event"] == "made"}
    assert set(files_in(out)) == made
    assert len(made) < 3


def test_a_killed_worker_leaves_no_half_file_under_a_documents_name(
    worker: Worker, snapshot: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    ask(worker, project=str(snapshot), keys=["itt", "annex", "statement"], out=str(out))
    next(events(worker))
    worker.kill()
    worker.wait()
    for file in out.glob("*.pdf"):
        assert pypdf.PdfReader(file).pages


def test_a_window_that_has_gone_ends_the_work(worker: Worker, snapshot: Path, tmp_path: Path) -> None:
    assert worker.stdout
    assert worker.stderr
    worker.stdout.close()
    ask(worker, project=str(snapshot), keys=["itt"], out=str(tmp_path / "out"))
    assert worker.wait() == 3
    assert worker.stderr.read() == ""
    assert files_in(tmp_path / "out") == []


@pytest.mark.parametrize(
    "order",
    [{"keys": ["invoice"]}, {"formats": ["odt"]}, {"project": "nowhere.svproj"}, {"out": "snapshot.svproj"}],
)
def test_what_cannot_be_done_is_said_in_words(
    worker: Worker, snapshot: Path, tmp_path: Path, order: dict[str, Any]
) -> None:
    given = {"project": snapshot.name, "keys": ["annex"], "formats": ["pdf"], "out": "out", **order}
    given |= {name: str(tmp_path / given[name]) for name in ("project", "out")}
    ask(worker, **given)
    (told,) = events(worker)
    assert worker.wait() == 2
    assert told["event"] == "failed"
    assert len(told["message"].split()) > 5


@pytest.mark.parametrize(
    "line",
    [
        "nonsense",
        "[]",
        "{}",
        '{"ask": "dance"}',
        '{"ask": "find"}',
        '{"ask": "find", "at": 7}',
        '{"ask": "find", "at": "about.need", "hurry": true}',
    ],
)
def test_an_order_that_makes_no_sense_is_logged_and_said(worker: Worker, tmp_path: Path, line: str) -> None:
    assert worker.stdin
    worker.stdin.write(f"{line}\n")
    worker.stdin.flush()
    (told,) = events(worker)
    assert worker.wait() == 1
    log = tmp_path / "data" / "logs" / "worker.log"
    assert str(log) in told["message"]
    assert "svdesk.worker:" in log.read_text(encoding="utf-8")


# ---- a worker that stays ----------------------------------------------------------------------


@pytest.fixture
def staying(tmp_path: Path) -> Iterator[Worker]:
    with subprocess.Popen(
        [sys.executable, "-m", "svdesk", "worker", "--stay", "--data-dir", str(tmp_path / "data")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        yield process
        process.kill()


def until_last(worker: Worker, order: int) -> list[dict[str, Any]]:
    """Return the events of *order* up to its last one."""
    told = []
    for event in events(worker):
        if event["order"] == order:
            told.append(event)
            if event["event"] in ("done", "failed", "cancelled"):
                return told
    raise AssertionError(f"the worker ended, and said of order {order} no more than {told}")


def test_one_worker_serves_one_order_after_the_other(staying: Worker, snapshot: Path, tmp_path: Path) -> None:
    for number, key in ((1, "annex"), (2, "statement"), (3, "annex")):
        ask(staying, order=number, project=str(snapshot), keys=[key], out=str(tmp_path / str(number)))
        told = until_last(staying, number)
        assert told[-1] == {"event": "done", "order": number}
        (made,) = [event for event in told if event["event"] == "made"]
        assert made["document"] == key
        assert pypdf.PdfReader(made["path"]).pages
    first, third = (next((tmp_path / each).glob("*.pdf")) for each in "13")
    assert first.read_bytes() == third.read_bytes()
    assert staying.stdin
    staying.stdin.close()
    assert staying.wait() == 0


def test_a_project_is_taken_as_plain_json_too(staying: Worker, tmp_path: Path) -> None:
    plain = tmp_path / "1.json"
    plain.write_bytes(project_json(full_project()))
    ask(staying, order=1, project=str(plain), keys=["annex"], out=str(tmp_path / "out"))
    assert until_last(staying, 1)[-1]["event"] == "done"
    plain.write_bytes(b"{}")
    ask(staying, order=2, project=str(plain), keys=["annex"], out=str(tmp_path / "out"))
    assert "not a project" in until_last(staying, 2)[-1]["message"]


def test_a_newer_order_cancels_the_one_under_way(staying: Worker, snapshot: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "1", tmp_path / "2"
    ask(staying, order=1, project=str(snapshot), keys=["itt", "annex", "statement", "pmf"], out=str(first))
    assert next(events(staying))["order"] == 1
    ask(staying, order=2, project=str(snapshot), keys=["annex"], out=str(second))
    assert until_last(staying, 1)[-1] == {"event": "cancelled", "order": 1}
    assert until_last(staying, 2)[-1] == {"event": "done", "order": 2}
    assert len(files_in(first)) < 4
    assert len(files_in(second)) == 1
    assert not list(tmp_path.rglob(".svdesk-making-*"))


def test_an_order_can_be_cancelled_without_another(staying: Worker, snapshot: Path, tmp_path: Path) -> None:
    ask(staying, order=1, project=str(snapshot), keys=["itt", "annex", "statement"], out=str(tmp_path / "1"))
    next(events(staying))
    ask(staying, "stop", order=2)
    assert until_last(staying, 1)[-1]["event"] == "cancelled"
    ask(staying, order=3, project=str(snapshot), keys=["annex"], out=str(tmp_path / "3"))
    assert until_last(staying, 3)[-1]["event"] == "done"


def test_an_order_that_fails_does_not_end_the_worker(staying: Worker, snapshot: Path, tmp_path: Path) -> None:
    ask(staying, order=1, project=str(tmp_path / "nowhere.json"), keys=["annex"], out=str(tmp_path / "1"))
    assert until_last(staying, 1)[-1]["event"] == "failed"
    assert staying.stdin
    staying.stdin.write("nonsense\n")
    staying.stdin.flush()
    assert until_last(staying, 0)[-1]["event"] == "failed"
    ask(staying, order=2, project=str(snapshot), keys=["annex"], out=str(tmp_path / "2"))
    assert until_last(staying, 2)[-1]["event"] == "done"


def test_the_place_of_a_field_is_told_of_the_document_made_last(
    staying: Worker, snapshot: Path, tmp_path: Path
) -> None:
    question = next(q for q in full_project().questions if q.stage is Stage.TENDER)
    at = f"questions.{question.id}.text"
    ask(staying, order=1, project=str(snapshot), keys=["itt"], out=str(tmp_path / "1"), at=at)
    told = until_last(staying, 1)
    (made,) = [event for event in told if event["event"] == "made"]
    (place,) = [event for event in told if event["event"] == "place"]
    assert (place["document"], place["at"]) == ("itt", at)
    page = pypdf.PdfReader(made["path"]).pages[place["page"] - 1]
    assert question.text.split("\n")[0] in " ".join(page.extract_text().split())
    ask(staying, "find", order=2, at="reporting.nothing_like_that")
    assert until_last(staying, 2)[0]["page"] == 0


def test_closing_standard_input_ends_a_worker_that_stays_at_its_work(
    staying: Worker, snapshot: Path, tmp_path: Path
) -> None:
    ask(staying, order=1, project=str(snapshot), keys=["itt", "annex", "statement"], out=str(tmp_path / "1"))
    next(events(staying))
    assert staying.stdin
    staying.stdin.close()
    told = list(events(staying))
    assert staying.wait() == 3
    assert "done" not in {event["event"] for event in told}


def test_a_pack_that_came_after_the_first_order_is_found(staying: Worker, tmp_path: Path) -> None:
    snapshot, out = tmp_path / "snapshot.svproj", tmp_path / "out"
    write_exchange(full_project(), snapshot)
    ask(staying, order=1, project=str(snapshot), keys=["annex"], out=str(out))
    until_last(staying, 1)
    write_overlay(tmp_path / "data" / "policy" / "x", '[[rating]]\nid = "good"\ntitle = "Splendid"\n')
    (place,) = [each for each in PackRegistry(tmp_path / "data").packs() if each.id == "ours"]
    pack = PackRegistry(tmp_path / "data").load(place)
    assert pack
    named = [pack.id, pack.edition, pack.fingerprint]
    ask(staying, order=2, project=str(snapshot), keys=["annex"], out=str(out), pack=named)
    assert until_last(staying, 2)[-1]["event"] == "done"
