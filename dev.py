"""Set up SVDesk and start it, or its tests, from a checkout. Needs nothing but Python 3.11 or newer.

python3 dev.py run      open the window; without a display, make the example's packs as PDFs
python3 dev.py check    run the checks and the fast tests, in about a minute: while you work
python3 dev.py test     run every check and every test
python3 dev.py durability    run the long form of the tests that kill, cut and damage
python3 dev.py build    make the program that runs without Python, and try it
python3 dev.py audit    ask whether anything that SVDesk is built from has a known weakness (needs a network)
python3 dev.py lock     write the lock files anew, with the newest releases that pyproject.toml allows

The first run sets up .venv here; later runs start at once. What follows ``run`` goes to SVDesk,
such as ``run -- projects``; what follows ``test`` goes to pytest alone, such as ``test -k lots``.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import NoReturn

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "svdesk-set-up.json"
UNFINISHED = VENV / "svdesk-set-up-unfinished"
# Every library in one release, with the digests of its files: what was tested is what is installed.
LOCKS = {"": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}
EXAMPLE_PACKS = ROOT / "example-packs"

# Debian's and Ubuntu's package for each system library that Qt loads. Debian 13 and Ubuntu 24.04
# have renamed one of them and still answer to this name.
PACKAGES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
QT_MODULES = ("QtWidgets", "QtUiTools", "QtPrintSupport", "QtSvg")


def say(text: str) -> None:
    """Print a line of progress at once, so that it stands before what a program prints."""
    print(text, flush=True)


def stop(text: str, status: int = 1) -> NoReturn:
    """End with a message."""
    print(text, file=sys.stderr, flush=True)
    raise SystemExit(status)


def run(*command: str | Path, env: dict[str, str] | None = None) -> int:
    """Run a program to its end and return its exit status."""
    with subprocess.Popen([str(part) for part in command], cwd=ROOT, env=env) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue  # the program has had the key press too, and ends in its own way


# --- system packages ------------------------------------------------------------------------------


def apt_get() -> list[str] | None:
    """Return how to call ``apt-get`` with the right to install, or None where we have no right to."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        may = []
    elif shutil.which("sudo") and not subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode:
        may = ["sudo", "-n"]
    else:
        return None
    # sudo clears the environment, so what apt-get needs of it is named again.
    kept = [f"{name}={value}" for name, value in os.environ.items() if name.lower().endswith("_proxy")]
    return [*may, "env", "DEBIAN_FRONTEND=noninteractive", *kept, "apt-get", "-o", "DPkg::Lock::Timeout=120"]


def install_packages(packages: list[str]) -> bool:
    """Install Debian or Ubuntu packages where the user may, and say whether that was done."""
    apt = apt_get()
    if apt is None:
        return False
    say(f"Installing system packages: {' '.join(packages)}")
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run([*apt, *command], capture_output=True, text=True, errors="replace")
        if done.returncode:
            say("\n".join((done.stdout + done.stderr).strip().splitlines()[-5:]))
    return done.returncode == 0


def apt_command(packages: list[str]) -> str:
    """Return the command that a person with the right to can type."""
    return f"  sudo apt-get update && sudo apt-get install -y --no-install-recommends {' '.join(packages)}"


def missing_libraries(*plugins: str) -> list[str]:
    """Return the system libraries that Qt and these of its platform plug-ins need and do not find."""
    place = {"platbase": str(VENV), "base": str(VENV)}
    qt = Path(sysconfig.get_path("platlib", "venv", vars=place)) / "PySide6"
    files = [qt / f"{module}.abi3.so" for module in QT_MODULES]
    files += [qt / "Qt/plugins/platforms" / f"lib{plugin}.so" for plugin in plugins]
    listing = subprocess.run(
        ["ldd", *(str(file) for file in files if file.exists())], capture_output=True, text=True
    ).stdout
    return sorted({line.split()[0] for line in listing.splitlines() if line.endswith("=> not found")})


def libraries_ready(*plugins: str) -> bool:
    """Install the system libraries that Qt needs; where we may not, name them and the command."""
    if not sys.platform.startswith("linux") or not shutil.which("ldd"):
        return True
    missing = missing_libraries(*plugins)
    # A library that has arrived can need another, so the question is asked again.
    for _ in range(3):
        packages = sorted({PACKAGES[name] for name in missing if name in PACKAGES})
        if not packages or not install_packages(packages):
            break
        missing = missing_libraries(*plugins)
    if missing:
        say("Qt, which draws the window, needs system libraries that are missing.")
        named = {name for name in missing if name in PACKAGES and shutil.which("apt-get")}
        if named:
            say(f"This command installs them:\n{apt_command(sorted({PACKAGES[name] for name in named}))}")
        if others := sorted(set(missing) - named):
            say(f"Install the packages of your system that hold these: {', '.join(others)}")
    return not missing


# --- the environment in .venv ---------------------------------------------------------------------


def fingerprint() -> dict[str, str]:
    """Return what the environment depends on; when it changes, the environment is set up again."""
    return {
        "python": sysconfig.get_python_version(),
        "place": str(ROOT),
        **{
            file.name: hashlib.sha256(file.read_bytes()).hexdigest()
            for file in (ROOT / "pyproject.toml", *LOCKS.values())
        },
    }


def read_stamp() -> dict[str, str]:
    """Return the note left by the last complete set-up, or nothing."""
    try:
        note = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return note if isinstance(note, dict) and PYTHON.exists() else {}


def usable() -> bool:
    """Say whether .venv can be set up as it stands: of this Python, with pip, not left half made."""
    if UNFINISHED.exists() or not PYTHON.exists():
        return False
    ask = "import pip, sysconfig; print(sysconfig.get_python_version())"
    told = subprocess.run([str(PYTHON), "-c", ask], capture_output=True, text=True)
    return told.returncode == 0 and told.stdout.strip() == sysconfig.get_python_version()


def make_environment() -> None:
    """Make .venv anew, with the system's package for that where Debian and Ubuntu leave it out."""
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        packages = [f"python{sysconfig.get_python_version()}-venv", "ca-certificates"]
        if not install_packages(packages):
            stop(
                "This Python cannot make an environment: its venv package is missing. Install it with this "
                f"command, then try again:\n{apt_command(packages)}"
            )
    say("Making an environment in .venv")
    if VENV.exists():
        shutil.rmtree(VENV)
    VENV.mkdir()
    UNFINISHED.touch()
    if subprocess.call([sys.executable, "-m", "venv", str(VENV)]):
        stop("The environment in .venv could not be made: see above. Mend that and run this again.")


def set_up(extra: str = "") -> None:
    """Make sure that .venv holds SVDesk and what it is built from, with *extra* tools where asked."""
    stamp, wanted = read_stamp(), fingerprint()
    if all(stamp.get(key) == value for key, value in wanted.items()) and stamp.get("extra") in (extra, "dev"):
        return
    extra = extra or stamp.get("extra", "")
    if not usable():
        make_environment()
    STAMP.unlink(missing_ok=True)
    UNFINISHED.touch()
    say("Installing SVDesk and what it is built from into .venv (once; this can take some minutes)")
    environment = {
        name: value for name, value in os.environ.items() if name not in ("PIP_USER", "PIP_TARGET")
    }
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    for what in (["--require-hashes", "-r", str(LOCKS[extra])], ["--no-deps", "--editable", str(ROOT)]):
        if subprocess.call([*pip, *what], env=environment):
            stop(
                "Installing failed: see pip's words above. If this computer reaches the internet through a "
                "proxy or an index of its own, set HTTPS_PROXY or pip's own settings. Then run this again."
            )
    UNFINISHED.unlink()
    STAMP.write_text(json.dumps({**wanted, "extra": extra}), encoding="utf-8")


# --- commands -------------------------------------------------------------------------------------


def display() -> str:
    """Return the plug-in that opens windows here, or "" where there is no display."""
    if not sys.platform.startswith("linux"):
        return "native"
    chosen = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if chosen in ("offscreen", "minimal"):
        return ""
    if chosen:
        return f"q{chosen}"
    if os.environ.get("DISPLAY"):
        return "qxcb"
    return "qwayland" if os.environ.get("WAYLAND_DISPLAY") else ""


def qt_starts(platform: str = "") -> bool:
    """Say whether Qt starts on *platform*, or on the display that it finds by itself."""
    env = {**os.environ, "QT_QPA_PLATFORM": platform} if platform else None
    probe = [str(PYTHON), "-c", "from PySide6.QtWidgets import QApplication; QApplication([])"]
    try:
        return subprocess.run(probe, capture_output=True, env=env, timeout=60).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def run_command(arguments: list[str]) -> int:
    """Open the window, or make the example's packs where there is no display."""
    set_up()
    if arguments:
        return run(PYTHON, "-m", "svdesk", *arguments)
    plugin = display()
    # A display's address can be left over from another session, so it is tried and not believed.
    if plugin and (qt_starts() or (libraries_ready(plugin) and qt_starts())):
        return run(PYTHON, "-m", "svdesk")
    if plugin:
        say("The window cannot open on this display, so the example's packs are made instead.")
    else:
        say("There is no display here, so the example's packs are made instead of opening the window.")
    status = run(PYTHON, "-m", "svdesk", "example-packs", "--out", EXAMPLE_PACKS)
    if status:
        return status
    say(f"The example's packs are PDF files in this folder:\n  {EXAMPLE_PACKS}\n")
    # Everything is set up now, so that the window opens as soon as there is a display.
    if not plugin:
        libraries_ready("qoffscreen", "qxcb")
    say("To open the window, run this command again where there is a display: in a desktop session on")
    say("this computer, or through `ssh -X`.")
    return 0


CHECKS = {
    "lint": ["ruff", "check", "."],
    "format": ["ruff", "format", "--check", "."],
    "types": ["mypy"],
}
# One process for each processor; the tests of a file share what they make, so they stay together.
TESTS = ["pytest", "-n", "auto", "--dist", "loadfile"]
# Layers, domain, files, steps and checks: what breaks most often, and takes seconds.
FAST = ["tests/test_architecture.py", "tests/domain", "tests/files", "tests/steps", "tests/checks"]
# Each runs in a short form among all tests; the long one takes hours.
DURABILITY = ["tests/durability", "tests/hostile", "--durability", "long", "--timeout", "0"]


def run_all(commands: dict[str, list[str]]) -> int:
    """Run modules of Python one after the other, each to its end, and name those that failed."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    failed = []
    for name, command in commands.items():
        say(f"--- {name}: {' '.join(command)}")
        if run(PYTHON, "-m", *command, env=env):
            failed.append(name)
    if failed:
        stop(f"Failed: {', '.join(failed)}")
    return 0


def ready_to_test() -> None:
    """Set up what the checks and tests need, or end with what is missing."""
    set_up("dev")
    if not qt_starts("offscreen") and not (libraries_ready("qoffscreen") and qt_starts("offscreen")):
        stop("Qt does not start here, so the window's tests cannot run.")


def check_command(arguments: list[str]) -> int:
    """Run the checks and the fast tests; arguments go to pytest."""
    ready_to_test()
    return run_all({**CHECKS, "fast tests": [*TESTS, *FAST, *arguments]})


def test_command(arguments: list[str]) -> int:
    """Run every check and every test; with arguments, pytest alone."""
    ready_to_test()
    if arguments:
        return run(PYTHON, "-m", "pytest", *arguments, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    return run_all({**CHECKS, "tests": TESTS})


def durability_command(arguments: list[str]) -> int:
    """Run the long form of the tests of what survives; arguments go to pytest."""
    ready_to_test()
    return run_all({"durability": [*TESTS, *DURABILITY, *arguments]})


def build_command(arguments: list[str]) -> int:
    """Make the program that runs without Python, in dist/svdesk, and have it check itself."""
    set_up("dev")
    if sys.platform.startswith("linux"):
        variable = sysconfig.get_config_var
        needed = [] if shutil.which("objdump") else ["binutils"]
        # Debian and Ubuntu keep the library that the program takes along in a package of its own.
        if not Path(variable("LIBDIR"), variable("INSTSONAME")).exists():
            needed.append(f"libpython{sysconfig.get_python_version()}")
        if needed and not install_packages(needed):
            stop(f"Making the program needs more tools. This command installs them:\n{apt_command(needed)}")
        # What the window needs of the system goes along with the program.
        if not libraries_ready("qoffscreen", "qxcb"):
            return 1
    say("Making the program (about a minute)")
    spec = ROOT / "build_installer.spec"
    status = run(PYTHON, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", *arguments, spec)
    program = ROOT / "dist/svdesk" / ("svdesk.exe" if os.name == "nt" else "svdesk")
    return status or run(program, "self-check")


def lock_command(arguments: list[str]) -> int:
    """Write the lock files: first all that developers use, then the part of it that the program needs."""
    set_up("dev")
    compile_: list[str | Path] = [
        PYTHON,
        "-m",
        "uv",
        "pip",
        "compile",
        "pyproject.toml",
        "--universal",
        "--generate-hashes",
    ]
    compile_ += ["--quiet", "--python-version", ".".join(map(str, OLDEST)), "--custom-compile-command"]
    compile_ += ["python3 dev.py lock", *arguments]
    dev_lock, lock = LOCKS["dev"].name, LOCKS[""].name
    return run(*compile_, "--extra", "dev", "-o", dev_lock) or run(*compile_, "-c", dev_lock, "-o", lock)


def audit_command(arguments: list[str]) -> int:
    """Ask the Python packaging advisory database about every locked release; 1 where one is known weak."""
    set_up("dev")
    # Strict: what the database does not know is no answer.
    locked = ["--strict", "--require-hashes", "--disable-pip", "-r", LOCKS["dev"].name]
    status = run(PYTHON, "-m", "pip_audit", "--progress-spinner", "off", *locked, *arguments)
    if status:
        say("Either a weakness is named above, or the database could not be reached: nothing is proved then.")
    return status


def main() -> int:
    """Do what the command line asks."""
    if sys.version_info < OLDEST:
        found, wanted = sysconfig.get_python_version(), ".".join(map(str, OLDEST))
        stop(
            f"SVDesk needs Python {wanted} or newer; this is Python {found} ({sys.executable}).\n"
            f"Install a newer one and start this with it, such as: python{wanted} dev.py run"
        )
    commands = {
        "run": run_command,
        "check": check_command,
        "test": test_command,
        "durability": durability_command,
        "build": build_command,
        "audit": audit_command,
        "lock": lock_command,
    }
    name, arguments = (sys.argv[1] if len(sys.argv) > 1 else ""), sys.argv[2:]
    if name in ("-h", "--help"):
        say(str(__doc__))
        return 0
    if name not in commands:
        stop(str(__doc__), 2)
    return commands[name](arguments[1:] if arguments[:1] == ["--"] else arguments)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        stop("\nStopped. Run this again to go on.", 130)
