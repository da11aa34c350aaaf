"""``svdesk new`` takes a logo, words for it and a colour; ``svdesk build`` makes documents with them."""

from pathlib import Path

import pypdf
import pytest
from PIL import Image

from svdesk.services.exchange.project_file import read_exchange
from tests.cli.running import case_file, refused, svdesk

BLUE = (0, 94, 184)


@pytest.fixture
def logo(tmp_path: Path) -> Path:
    file = tmp_path / "logo.png"
    Image.new("RGB", (300, 100), BLUE).save(file)
    return file


def test_a_project_made_with_a_logo_and_a_colour_prints_both(tmp_path: Path, logo: Path) -> None:
    file = tmp_path / "p.svproj"
    look = ("--logo", logo, "--logo-words", "Oakmere Council", "--colour", "rgb(0, 94, 184)")
    done = svdesk("new", "--case", case_file(tmp_path), "--out", file, *look)
    assert done.returncode == 0, done.stderr
    style = read_exchange(file).house_style
    assert (style.logo_words, style.colour) == ("Oakmere Council", "#005eb8")
    done = svdesk("build", file, "--out", tmp_path / "out", "--document", "itt")
    assert done.returncode == 0, done.stderr
    (made,) = (tmp_path / "out").glob("*.pdf")
    (image,) = pypdf.PdfReader(made).pages[0].images
    picture = image.image
    assert picture is not None
    assert (picture.size, picture.convert("RGB").getpixel((150, 50))) == ((300, 100), BLUE)


@pytest.mark.parametrize(
    ("look", "said"),
    [
        (("--colour", "#FFB81C"), "are hard to read"),
        (("--colour", "navy"), "#005EB8"),
        (("--logo", "{logo}"), "--logo-words"),
        (("--logo-words", "Oakmere"), "--logo"),
        (("--logo", "{folder}/missing.png", "--logo-words", "Oakmere"), "missing.png"),
        (("--logo", "{case}", "--logo-words", "Oakmere"), "PNG"),
    ],
    ids=["too light", "no colour", "logo without words", "words without logo", "missing", "no picture"],
)
def test_a_look_that_cannot_be_is_refused_and_nothing_is_made(
    tmp_path: Path, logo: Path, look: tuple[str, ...], said: str
) -> None:
    case = case_file(tmp_path)
    asked = [part.format(logo=logo, folder=tmp_path, case=case) for part in look]
    (line,) = refused("new", "--case", case, "--out", tmp_path / "p.svproj", *asked)
    assert said in line
    assert not (tmp_path / "p.svproj").exists()
