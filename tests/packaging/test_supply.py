"""What SVDesk is built from: each library is bounded, and locked with the digests of its files."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NEEDED = PROJECT["dependencies"]
FOR_DEVELOPERS = PROJECT["optional-dependencies"]["dev"]
_RELEASE = re.compile(
    r"^(?P<requirement>[a-z0-9][a-z0-9._-]*==[^\n]+?) \\\n(?P<digests>( +--hash=.*\n)*)", re.M
)


def locked(name: str) -> dict[str, list[tuple[Requirement, int]]]:
    """Return the releases that a lock file names, each with the number of its digests."""
    releases: dict[str, list[tuple[Requirement, int]]] = {}
    for each in _RELEASE.finditer((ROOT / name).read_text(encoding="utf-8")):
        requirement = Requirement(each["requirement"])
        digests = len(re.findall("--hash=sha256:[0-9a-f]{64}", each["digests"]))
        releases.setdefault(canonicalize_name(requirement.name), []).append((requirement, digests))
    return releases


@pytest.mark.parametrize("wanted", [*NEEDED, *FOR_DEVELOPERS])
def test_every_library_is_bounded_above(wanted: str):
    assert any(each.operator in ("<", "<=", "==") for each in Requirement(wanted).specifier), wanted


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        *(("requirements.lock", each) for each in NEEDED),
        *(("requirements-dev.lock", each) for each in [*NEEDED, *FOR_DEVELOPERS]),
    ],
)
def test_every_library_is_locked_in_a_release_that_is_allowed(lock: str, wanted: str):
    requirement = Requirement(wanted)
    releases = locked(lock).get(canonicalize_name(requirement.name), [])
    assert releases, f"{wanted} is not in {lock}: run python3 dev.py lock"
    here = {**default_environment(), "extra": ""}
    if requirement.marker is not None and not requirement.marker.evaluate(here):
        return
    mine = [each for each, _ in releases if each.marker is None or each.marker.evaluate(here)]
    assert len(mine) == 1, f"{lock} has no single release for this system"
    version = next(iter(mine[0].specifier)).version
    assert version in requirement.specifier, f"{lock} has {version}: run python3 dev.py lock"


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_release_has_its_digests(lock: str):
    releases = [each for group in locked(lock).values() for each in group]
    assert len(releases) > 20
    assert all(digests for _, digests in releases)
    named = re.findall(r"^[a-z0-9._-]+==", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE)
    assert len(named) == len(releases), "a line of the lock file is not understood"


def test_the_program_is_locked_to_the_releases_that_were_tested():
    program, developers = locked("requirements.lock"), locked("requirements-dev.lock")
    assert {name: [str(each) for each, _ in releases] for name, releases in program.items()} == {
        name: [str(each) for each, _ in developers[name]] for name in program
    }
