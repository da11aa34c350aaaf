"""``svdesk policy``: reading, proving, comparing and beginning policy packs."""

import json
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from svdesk.cli.packs import chosen_pack
from svdesk.cli.passwords import with_password
from svdesk.console import CommandError, complain, say

if TYPE_CHECKING:
    from svdesk.policy.content.pack import PolicyPack

NOT_FIT = 1
"""The exit status where a pack has an error."""


def policy(read: Namespace, data_dir: Path) -> int:
    """Do what the words after ``svdesk policy`` ask."""
    return _COMMANDS[read.policy_command](read, data_dir)


def list_items(read: Namespace, data_dir: Path) -> int:
    """Print the items of one kind."""
    from svdesk.cli.policy_listing import kinds_listed, list_json, list_text

    kind = read.kind.lower().replace("_", "-")
    if kind not in kinds_listed():
        raise CommandError(f"There is no kind “{read.kind}”.", f"The kinds are {', '.join(kinds_listed())}.")
    say((list_json if read.json else list_text)(chosen_pack(read, data_dir), kind))
    return 0


def show(read: Namespace, data_dir: Path) -> int:
    """Print one item whole."""
    from svdesk.cli.policy_listing import found, near, show_json, show_text

    pack = chosen_pack(read, data_dir)
    items = found(pack, read.id)
    if not items:
        close = near(pack, read.id)
        hint = f" Did you mean {', '.join(close)}?" if close else ""
        raise CommandError(f"The pack has nothing with the id “{read.id}”.{hint}")
    say((show_json if read.json else show_text)(items))
    return 0


def check(read: Namespace, data_dir: Path) -> int:
    """Print what the validator finds in a pack; 1 where it is not fit for use."""
    from datetime import date

    from svdesk.cli.policy_reports import check_json, check_text, refused_json
    from svdesk.policy.loading.kinds import HEAD
    from svdesk.policy.loading.pack_registry import PackRegistry
    from svdesk.policy.loading.reading import PackError
    from svdesk.policy.loading.validation import validate
    from svdesk.services.editions.under_edition import pack_in
    from svdesk.steps.order import STEPS

    registry = PackRegistry(data_dir)
    if read.folder is not None and not (read.folder / HEAD).is_file():
        raise CommandError(f"{read.folder} is no policy pack: it has no {HEAD}.")
    try:
        pack = registry.active() if read.folder is None else pack_in(read.folder, registry)
    except PackError as error:
        if read.json:
            say(refused_json(error.problems))
        for problem in error.problems:
            complain(problem)
        return NOT_FIT
    for problem in registry.problems:
        complain(problem)
    report = validate(pack, [step.key for step in STEPS], date.today())
    say((check_json if read.json else check_text)(pack, report))
    return NOT_FIT if report.errors else 0


def diff(read: Namespace, data_dir: Path) -> int:
    """Print what differs between two packs, in all or for a project."""
    from svdesk.cli.policy_reports import comparison_json, comparison_text, diff_json, diff_text
    from svdesk.policy.loading.diff import compare
    from svdesk.services.editions.under_edition import compare_packs
    from svdesk.services.exchange.project_file import ExchangeError, read_exchange

    old, new = (_pack_named(name, data_dir) for name in (read.old, read.new))
    if read.project is None:
        say((diff_json if read.json else diff_text)(old, new, compare(old, new)))
        return 0
    try:
        project = with_password(read, lambda password: read_exchange(read.project, password))
    except ExchangeError as error:
        raise CommandError(str(error)) from error
    say((comparison_json if read.json else comparison_text)(old, new, compare_packs(project, old, new)))
    return 0


def _pack_named(name: str, data_dir: Path) -> "PolicyPack":
    """Return the pack in a folder, or one at hand by its id or by id and edition."""
    from svdesk.policy.loading.kinds import HEAD
    from svdesk.policy.loading.pack_registry import PackRegistry
    from svdesk.policy.loading.reading import PackError
    from svdesk.services.editions.under_edition import pack_in

    registry = PackRegistry(data_dir)
    try:
        if name and (Path(name) / HEAD).is_file():
            return pack_in(Path(name), registry)
        pack_id, _, edition = name.partition("@")
        pack = registry.edition(pack_id, edition) if edition else registry.newest(pack_id)
    except PackError as error:
        raise CommandError(*error.problems) from error
    if pack is None:
        known = dict.fromkeys(f"{place.id}@{place.edition}" for place in registry.packs())
        raise CommandError(
            *registry.problems,
            f"“{name}” is neither a folder with a policy pack nor one at hand. At hand: {', '.join(known)}.",
        )
    return pack


def packs(read: Namespace, data_dir: Path) -> int:
    """List the packs at hand."""
    from svdesk.cli.policy_reports import packs_data, packs_text
    from svdesk.policy.loading.pack_registry import PackRegistry

    registry = PackRegistry(data_dir)
    say(json.dumps(packs_data(registry), ensure_ascii=False, indent=2) if read.json else packs_text(registry))
    return 0


def new(read: Namespace, data_dir: Path) -> int:
    """Make a folder with a pack to go on from."""
    from svdesk.policy.loading.pack_registry import PackRegistry
    from svdesk.services.editions.new_pack import README, NewPackError, begin_pack

    try:
        bases = PackRegistry(data_dir).bases()
        begin_pack(read.folder, read.id, read.title, bases, extends=read.extends or "")
    except NewPackError as error:
        raise CommandError(*str(error).splitlines()) from error
    say(f"Made {read.folder}. {read.folder / README} says how to go on.")
    return 0


def schema(read: Namespace, _data_dir: Path) -> int:
    """Print the form of a pack's files."""
    from svdesk.policy.loading.schema import schema_text

    say(schema_text(overlay=read.overlay).rstrip("\n"))
    return 0


def fields(_read: Namespace, _data_dir: Path) -> int:
    """Print the fields of every kind of item."""
    from svdesk.policy.loading.field_list import field_list

    say(field_list().rstrip("\n"))
    return 0


def law(read: Namespace, data_dir: Path) -> int:
    """Print the law that the rules of a pack go by."""
    from svdesk.policy.reference.law_table import law_page

    say(law_page(chosen_pack(read, data_dir)).rstrip("\n"))
    return 0


_COMMANDS: dict[str, Callable[[Namespace, Path], int]] = {
    "list": list_items,
    "show": show,
    "check": check,
    "diff": diff,
    "packs": packs,
    "new": new,
    "schema": schema,
    "fields": fields,
    "law": law,
}
