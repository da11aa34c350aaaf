"""``svdesk check``: what is to be put right in a project before its documents go out."""

from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from svdesk.cli.packs import pack_of_project
from svdesk.cli.passwords import with_password
from svdesk.console import CommandError, say
from svdesk.domain.english import counted

BLOCKED = 1
"""The exit status where a blocking finding stands."""


def check(read: Namespace, data_dir: Path) -> int:
    """Print what the pack linter finds in a project file, and write a repaired copy where asked to."""
    from svdesk.cli.check_words import findings_json, findings_text
    from svdesk.services.exchange.project_file import ExchangeError, read_whole, write_opened
    from svdesk.services.project.repairing import findings_of, repaired

    out: Path | None = read.out
    if read.fix and out is None:
        raise CommandError("Say where the repaired copy goes: --fix --out COPY.svproj.")
    if out is not None and not read.fix:
        raise CommandError("--out names the repaired copy, so it goes together with --fix.")
    if out is not None and out.exists() and not read.force:
        raise CommandError(f"{out} is there already. Give another name, or --force to replace it.")
    try:
        opened = with_password(read, lambda password: read_whole(read.project, password))
        project = opened.project
        pack = pack_of_project(project, read, data_dir)
        made = 0
        if out is not None:
            project, made = repaired(project, pack)
            write_opened(replace(opened, project=project), out)
    except ExchangeError as error:
        raise CommandError(str(error)) from error
    findings = findings_of(project, pack)
    if read.json:
        say(findings_json(findings))
    else:
        if out is not None:
            say(f"Made {out} with {counted(made, 'repair')}. What is left:\n")
        say(findings_text(findings, project))
    return BLOCKED if any(finding.kind == "block" for finding in findings) else 0
