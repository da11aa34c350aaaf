"""The house's rules, as sentences that pass or fail."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import svdesk
from svdesk.steps import order

PACKAGE = Path(svdesk.__file__).parent

# Where each heavy library may be imported: below these modules and nowhere else.
HOMES = {
    "PySide6": ["svdesk.desktop"],
    "sqlmodel": ["svdesk.storage"],
    "sqlalchemy": ["svdesk.storage"],
    "alembic": ["svdesk.storage"],
    "reportlab": ["svdesk.rendering"],
    "pikepdf": ["svdesk.rendering"],
    "pypdfium2": ["svdesk.rendering"],
    "PIL": ["svdesk.rendering"],
    "docx": ["svdesk.rendering"],
    "xlsxwriter": ["svdesk.rendering"],
    "openpyxl": ["svdesk.rendering"],
    "icalendar": ["svdesk.rendering"],
    "holidays": ["svdesk.policy.calendar.bank_holidays"],
    "cryptography": ["svdesk.services.exchange.sealing"],
    "pydantic": [
        "svdesk.policy.loading.checking",
        "svdesk.services.exchange.part_json",
        "svdesk.services.exchange.returned_forms",
        "svdesk.storage",
    ],
}


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Every module of the program with its syntax tree."""
    for file in sorted(PACKAGE.rglob("*.py")):
        parts = file.relative_to(PACKAGE.parent).with_suffix("").parts
        name = ".".join(part for part in parts if part != "__init__")
        yield name, ast.parse(file.read_text(encoding="utf-8"))


def imports(tree: ast.AST) -> set[str]:
    """Every module that a tree imports when it runs, inside functions too."""
    found = set()
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        found |= imports(node)
    return found


def is_below(module: str, home: str) -> bool:
    return module == home or module.startswith(f"{home}.")


def test_imports_point_down_and_every_module_has_its_place() -> None:
    linted = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        cwd=PACKAGE.parent,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert linted.returncode == 0, linted.stdout + linted.stderr
    assert " 0 broken" in linted.stdout


@pytest.mark.parametrize("library", HOMES)
def test_a_heavy_library_is_imported_only_in_its_own_layer(library: str) -> None:
    strays = [
        name
        for name, tree in modules()
        if any(is_below(imported, library) for imported in imports(tree))
        and not any(is_below(name, home) for home in HOMES[library])
    ]
    assert strays == []


def test_the_domain_needs_nothing_but_python_itself() -> None:
    needed = {
        imported.split(".")[0]
        for name, tree in modules()
        if is_below(name, "svdesk.domain")
        for imported in imports(tree)
    }
    assert needed - {"svdesk"} <= sys.stdlib_module_names


def test_steps_do_not_know_each_other() -> None:
    steps = {f"svdesk.steps.{step.key}" for step in order.STEPS}
    acquaintances = [
        (name, imported)
        for name, tree in modules()
        if name in steps
        for imported in imports(tree)
        if imported in steps - {name}
    ]
    assert acquaintances == []


def test_every_module_says_what_it_is() -> None:
    assert [name for name, tree in modules() if not ast.get_docstring(tree)] == []
