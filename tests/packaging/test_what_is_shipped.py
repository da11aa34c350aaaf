"""The wheel and the frozen program hold what the checkout holds."""

import ast
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SPEC = ast.parse((ROOT / "build_installer.spec").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """SVDesk's own wheel, built with the build tool in this environment."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


def shipped(folder: str) -> set[str]:
    return {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_holds_every_form_and_resource(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("ui", "resources"):
        wanted = {f"svdesk/_bundle/{name}" for name in shipped(folder)}
        assert len(wanted) > 5
        assert wanted <= names


def test_the_wheel_holds_every_module_and_migration(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert shipped("svdesk") <= names
    assert any(name.startswith("svdesk/storage/migrations/versions/") for name in names)


def test_the_wheel_alone_is_a_working_installation(wheel: Path, tmp_path: Path) -> None:
    """Run from the unpacked wheel, with no checkout beside it, from another folder."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import sys; sys.path.insert(0, {str(tmp_path / 'site')!r}); "
            "from svdesk.__main__ import main; import svdesk; print(svdesk.__file__); "
            f"sys.exit(main(['example-packs', '--out', {str(tmp_path / 'out')!r}]))",
        ],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert str(tmp_path / "site") in done.stdout
    assert len(list((tmp_path / "out").glob("*.pdf"))) >= 3


def datas() -> list[tuple[str, str]]:
    (found,) = [
        ast.literal_eval(node.value)
        for node in SPEC.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and node.targets[0].id == "datas"
    ]
    return list(found)


def test_the_frozen_program_takes_whole_folders_and_they_are_there() -> None:
    for source, _place in datas():
        assert (ROOT / source).is_dir()


def test_the_frozen_program_has_its_files_where_the_wheel_has_them() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    included = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    places = dict(datas())
    for source, place in included.items():
        assert places[source] == place
