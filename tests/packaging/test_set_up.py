"""The first minutes of a new person: ``dev.py``, and what it says where it cannot go on."""

import ast
import re
import runpy
import subprocess
import sys
import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest

ROOT = Path(__file__).parents[2]
DEV = ROOT / "dev.py"


def dev(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(DEV), *arguments], capture_output=True, encoding="utf-8", check=False
    )


def test_an_old_python_can_at_least_read_the_file_that_says_it_is_too_old() -> None:
    ast.parse(DEV.read_text(encoding="utf-8"), feature_version=(3, 8))


def test_an_old_python_is_told_so_in_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["dev.py", "run"])
    monkeypatch.setattr(sys, "version_info", (3, 10, 12))
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(DEV), run_name="__main__")
    assert ended.value.code == 1
    assert "needs Python 3.11 or newer" in capsys.readouterr().err


def test_the_oldest_python_is_that_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    oldest = runpy.run_path(str(DEV))["OLDEST"]
    assert project["requires-python"] == f">={oldest[0]}.{oldest[1]}"


@pytest.mark.parametrize("arguments", [(), ("instal",)])
def test_an_unknown_command_is_answered_with_the_ones_there_are(arguments: tuple[str, ...]) -> None:
    done = dev(*arguments)
    assert done.returncode == 2
    assert "dev.py run" in done.stderr
    assert "dev.py test" in done.stderr


def test_only_the_standard_library_is_imported() -> None:
    tree = ast.parse(DEV.read_text(encoding="utf-8"))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
        )
    }
    assert imported <= sys.stdlib_module_names


def test_missing_libraries_are_read_from_the_systems_own_list(monkeypatch: pytest.MonkeyPatch) -> None:
    """The list is one that the loader printed on an empty Debian 12."""
    module = runpy.run_path(str(DEV))
    listing = (
        "QtWidgets.abi3.so:\n"
        "\tlinux-vdso.so.1 (0x00007ffd)\n"
        "\tlibGL.so.1 => not found\n"
        "\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f)\n"
        "libqxcb.so:\n"
        "\tlibGL.so.1 => not found\n"
        "\tlibxcb-icccm.so.4 => not found\n"
    )
    monkeypatch.setattr(subprocess, "run", lambda *_a, **_k: SimpleNamespace(stdout=listing))
    assert module["missing_libraries"]("qxcb") == ["libGL.so.1", "libxcb-icccm.so.4"]
    assert {"libGL.so.1", "libxcb-icccm.so.4"} <= set(module["PACKAGES"])


def test_the_readmes_two_commands_are_those_of_the_file() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "python3 dev.py run" in readme
    assert "python3 dev.py test" in readme
    assert "python3 dev.py test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_readme_names_every_system_package() -> None:
    named = re.findall(r"[\w.+-]+", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert set(runpy.run_path(str(DEV))["PACKAGES"].values()) <= set(named)
