"""The kinds of strangers' files, each with its reader and with what its files say as others read them."""

import json
import random

from svdesk.policy.loading.reading import PackError
from svdesk.rendering.logos import LogoError
from svdesk.services.exchange.case_file import CaseFileError
from svdesk.services.exchange.project_file import ExchangeError, project_json
from svdesk.services.issuing.manifest import ManifestError
from svdesk.services.ports import FormRefusedError, StoreError
from tests.cli.running import EXTRA_CARE
from tests.hostile.heavy_projects import packed, with_records
from tests.hostile.of_databases import database, database_says, read_database, spoil_database
from tests.hostile.of_forms import filled, pdf_says, read_form, spoil_office, word_says, workbook_says
from tests.hostile.of_packs import (
    overlay_says,
    overlay_seeds,
    pack_says,
    pack_seeds,
    read_overlay,
    read_pack_files,
    spoil_pack,
)
from tests.hostile.of_projects import case_says, project_says, read_case_file, read_project, spoil_project
from tests.hostile.of_small_files import (
    logo_says,
    manifest_says,
    manifest_seeds,
    pictures,
    read_logo_file,
    read_manifest_file,
)
from tests.hostile.spoiling import (
    spoil_bytes,
    spoil_json,
)
from tests.hostile.verdicts import Files, StrangeKind
from tests.projects import full_project


def _spoil_json_file(sample: Files, drawn: random.Random) -> Files:
    return {"": spoil_json(sample[""], drawn)}


def _spoil_file(sample: Files, drawn: random.Random) -> Files:
    return {"": spoil_bytes(sample[""], drawn)}


KINDS = (
    StrangeKind(
        "project file",
        read_project,
        (ExchangeError,),
        lambda: [{"": packed(project_json(full_project()))}, {"": with_records(3, "what")}],
        spoil_project,
        project_says,
    ),
    StrangeKind(
        "case file",
        read_case_file,
        (CaseFileError,),
        lambda: [{"": json.dumps(EXTRA_CARE, indent=1).encode()}],
        _spoil_json_file,
        case_says,
    ),
    StrangeKind("files of a pack", read_pack_files, (PackError,), pack_seeds, spoil_pack, pack_says),
    StrangeKind("overlay", read_overlay, (PackError,), overlay_seeds, spoil_pack, overlay_says),
    StrangeKind(
        "workbook",
        read_form,
        (FormRefusedError,),
        lambda: [{"": filled("xlsx")}],
        spoil_office,
        workbook_says,
    ),
    StrangeKind(
        "Word file",
        read_form,
        (FormRefusedError,),
        lambda: [{"": filled("docx")}],
        spoil_office,
        word_says,
    ),
    StrangeKind(
        "PDF form", read_form, (FormRefusedError,), lambda: [{"": filled("pdf")}], _spoil_file, pdf_says
    ),
    StrangeKind("logo", read_logo_file, (LogoError,), pictures, _spoil_file, logo_says),
    StrangeKind(
        "manifest", read_manifest_file, (ManifestError,), manifest_seeds, _spoil_json_file, manifest_says
    ),
    StrangeKind(
        "database", read_database, (StoreError,), lambda: [{"": database()}], spoil_database, database_says
    ),
)
