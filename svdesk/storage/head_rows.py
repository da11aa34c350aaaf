"""What the rows of a project's head say: the head itself, and which parts there are, of which revisions.

Needs only the standard library, as :mod:`svdesk.storage.kept_rows` does.
"""

from collections.abc import Mapping
from operator import itemgetter
from uuid import UUID

from svdesk.domain.choices import ProjectStage
from svdesk.domain.head import ProjectHead
from svdesk.domain.parts import PartId
from svdesk.storage.kept_rows import TableForm, rows_from
from svdesk.storage.tables.seals import KeptRows

HEAD_COLUMNS = ("reference", "title", "authority", "pack_id", "pack_edition")
"""The columns of a project's head that a part may speak for."""

_TABLES = (TableForm("project", {"id": UUID}), TableForm("part", {"project_id": UUID}))
_STAGES = {stage.value: stage for stage in ProjectStage}


def head_from(kept: Mapping[str, KeptRows]) -> ProjectHead | None:
    """Return the head that *kept* rows say; ``None`` where there is none."""
    for columns in rows_from(_TABLES, kept)["project"]:
        face = {name: columns[name] for name in HEAD_COLUMNS}
        return ProjectHead(id=columns["id"], stage=stage_from(columns["stage"]), **face)
    return None


def stage_from(word: str) -> ProjectStage:
    """Return the stage of that *word*; planning for one that only a later version knows."""
    return _STAGES.get(word, ProjectStage.PLANNING)


def parts_from(kept: Mapping[str, KeptRows]) -> dict[PartId, int]:
    """Return the parts that a project has, in the order of kind and key, with the revision of each."""
    rows = sorted(rows_from(_TABLES, kept)["part"], key=itemgetter("kind", "key"))
    return {PartId(row["project_id"], row["kind"], row["key"]): row["revision"] for row in rows}


def revision_from(kept: Mapping[str, KeptRows], part: PartId) -> int | None:
    """Return the revision of a part; ``None`` where there is no such part."""
    return parts_from(kept).get(part)
