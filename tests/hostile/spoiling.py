"""Ways to spoil a file: its bytes, the values of its JSON, the parts of its zip, the lines of its TOML."""

import json
import random
import re
import struct
import warnings
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

_ODD_BYTES = (
    b"\0",
    b"\xff",
    b"\xfe\xff",
    b"\xed\xa0\x80",
    b"\xc0\x80",
    b"\r\n",
    b"<",
    b'"',
    b"\\",
    b"[",
    b"{",
    b"PK\x05\x06",
)
_ODD_TEXTS = (
    "",
    " ",
    "\0",
    "\u202e",
    "\ud800",
    "=1+1",
    "<b>",
    "9" * 500,
    "a" * 70_000,
    "2025-02-31",
    "NaN",
    "../x",
    "é" * 9,
)
_ODD_VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 10**15, 10**30, 1.5, [], {}, [[]], {"a": []}, [None] * 300),
    *_ODD_TEXTS,
)


def spoil_bytes(content: bytes, drawn: random.Random) -> bytes:
    """Change some bytes: turn bits, cut, put in, take out, repeat or swap."""
    if not content:
        return drawn.choice(_ODD_BYTES)
    at = drawn.randrange(len(content))
    length = drawn.choice((1, 2, 8, 64, 1_000))
    piece = content[at : at + length]
    match drawn.randrange(7):
        case 0:
            return content[:at] + bytes([content[at] ^ (1 << drawn.randrange(8))]) + content[at + 1 :]
        case 1:
            return content[:at]
        case 2:
            return content[:at] + content[at + length :]
        case 3:
            return content[:at] + drawn.choice(_ODD_BYTES) + content[at:]
        case 4:
            return content[:at] + piece * drawn.choice((2, 3, 50)) + content[at + length :]
        case 5:
            other = drawn.randrange(len(content))
            return content[:at] + content[other : other + length] + content[at + length :]
    return content[:at] + drawn.randbytes(len(piece)) + content[at + length :]


def spoil_tree(tree: Any, drawn: random.Random) -> Any:  # noqa: ANN401 - JSON
    """Change one value in JSON: another value, a name more or less, an item twice or moved elsewhere."""
    places: list[tuple[Any, Any]] = []
    ahead = [tree]
    while ahead:
        node = ahead.pop()
        keys = list(node) if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ()
        for key in keys:
            places.append((node, key))
            ahead.append(node[key])
    if not places:
        return drawn.choice(_ODD_VALUES)
    node, key = drawn.choice(places)
    _, (other, other_key) = None, drawn.choice(places)
    match drawn.randrange(6):
        case 0:
            del node[key]
        case 1 if isinstance(node, dict):
            node[drawn.choice(("", "x", "id ", "ID", f"{key}2"))] = node[key]
        case 1 | 2 if isinstance(node, list):
            node.insert(key, json.loads(json.dumps(node[key])))
        case 3:
            node[key], other[other_key] = other[other_key], node[key]
            try:
                json.dumps(tree)
            except (ValueError, RecursionError):  # one stood in the other
                node[key] = None
        case _:
            node[key] = drawn.choice(_ODD_VALUES)
    return tree


def spoil_json_text(text: str, drawn: random.Random) -> str:
    """Change how JSON is written, whatever it says: a name twice, odd numbers, deep brackets."""
    odd: tuple[Callable[[str], str], ...] = (
        lambda text: re.sub(r'("\w+"): ', r"\1: 1, \1: ", text, count=1),
        lambda text: re.sub(
            r": (\d+)",
            drawn.choice((": NaN", ": 1e5", ": -0", ": 007", ": 1.0", ": Infinity")),
            text,
            count=1,
        ),
        lambda text: "\ufeff" + text,
        lambda text: text + drawn.choice(("x", "{}", "\0", ",")),
        lambda text: "[" * 5_000 + text,
        lambda text: text.replace(",", ", ", 1),
        lambda text: text.replace("a", "\\u0061", 1),
        lambda text: text.replace('": "', '": "\\ud800', 1),
        lambda text: re.sub(r'": "', '": "' + "x" * 1_100_000, text, count=1),
    )
    return drawn.choice(odd)(text)


def spoil_json(content: bytes, drawn: random.Random) -> bytes:
    """Spoil JSON: mostly in what it says, else in how it is written, or in its bytes."""
    way = drawn.random()
    try:
        if way < 0.6:
            return (
                json.dumps(spoil_tree(json.loads(content), drawn), ensure_ascii=False, indent=2) + "\n"
            ).encode()
        if way < 0.8:
            return spoil_json_text(content.decode(), drawn).encode()
    except (ValueError, RecursionError):
        pass
    return spoil_bytes(content, drawn)


def spoil_zip(
    content: bytes, drawn: random.Random, spoil_part: Callable[[bytes, random.Random], bytes]
) -> bytes:
    """Change a part of a zip, or how the zip is made; what is no zip any more has its bytes changed."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = [(each.filename, archive.read(each)) for each in archive.infolist()]
    except Exception:
        return spoil_bytes(content, drawn)
    if not parts:
        return spoil_bytes(content, drawn)
    place = drawn.randrange(len(parts))
    name, part = parts[place]
    compression = zipfile.ZIP_DEFLATED
    match drawn.randrange(12):
        case 0:
            del parts[place]
        case 1:
            parts.append((name, spoil_bytes(part, drawn)))
        case 2:
            parts.append(
                (
                    drawn.choice(("../x", "/etc/x", "x\\y", "a:b", "mimetype", "parts/x.json", name.upper())),
                    part,
                )
            )
        case 3:
            parts[place] = (drawn.choice(("x.bin", name + " ", name.lower())), part)
        case 4:
            compression = drawn.choice((zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))
        case 5:
            parts[place] = (name, part + b"\0" * drawn.choice((10, 3_000_000, 20_000_000)))
        case 6:
            drawn.shuffle(parts)
        case 7:
            return _with_head_changed(content, drawn)
        case _:
            parts[place] = (name, spoil_part(part, drawn))
    return zipped(parts, compression)


def zipped(parts: list[tuple[str, bytes]], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of *parts*, names twice or not."""
    file = BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of names that stand there twice
        with zipfile.ZipFile(file, "w", compression) as archive:
            for name, content in parts:
                archive.writestr(name, content)
    return file.getvalue()


def _with_head_changed(content: bytes, drawn: random.Random) -> bytes:
    """Change a number in the directory of a zip: sizes, places, flags and ways of packing."""
    heads = [match.start() for match in re.finditer(rb"PK\x01\x02", content)]
    if not heads:
        return spoil_bytes(content, drawn)
    at = drawn.choice(heads) + drawn.choice((8, 10, 16, 20, 24, 42))
    value = drawn.choice((0, 1, 8, 99, 0xFFFF, 0xFFFFFFFF, drawn.randrange(len(content))))
    return content[:at] + struct.pack("<I", value) + content[at + 4 :]


def spoil_xml(content: bytes, drawn: random.Random) -> bytes:
    """Change an element of XML: take it out, repeat it, change a value, its name or what stands in it."""
    text = content.decode("utf-8", "replace")
    tags = list(re.finditer(r"<(/?)([\w:]+)([^<>]*)>", text))
    if not tags or drawn.random() < 0.1:
        return spoil_bytes(content, drawn)
    tag = drawn.choice(tags)
    start, end = tag.span()
    match drawn.randrange(9):
        case 0:
            text = text[:start] + text[end:]
        case 1:
            text = text[:end] + tag[0] + text[end:]
        case 2:
            text = (
                text[:start]
                + re.sub(
                    r'"[^"]*"',
                    f'"{drawn.choice(("", "1", "x", "-1", "99999999", "A1:XFD9999"))}"',
                    tag[0],
                    count=1,
                )
                + text[end:]
            )
        case 3:
            other = drawn.choice(tags)
            text = text[:start] + other[0] + text[end:]
        case 4:
            text = "<!DOCTYPE a [<!ENTITY b 'c'>]>" + text
        case 5:
            text = (
                text[:end]
                + drawn.choice(
                    ("&b;", "&#0;", "&lt;", "<!-- x -->", "<?x?>", "]]>", "<![CDATA[x]]>", "\u202e")
                )
                + text[end:]
            )
        case 6:
            text = text[:end] + f"<{tag[2]}>" * drawn.choice((1, 40, 3_000)) + text[end:]
        case 7:
            text = (
                text[:start]
                + tag[0].replace(tag[2], drawn.choice(("w:sdt", "c", "f", "v", "x", "w:del", "w:object")))
                + text[end:]
            )
        case _:
            text = re.sub(
                r">([^<>]{3,})<",
                lambda found: f">{drawn.choice(_ODD_TEXTS).encode('utf-8', 'replace').decode()}{found[1]}<",
                text,
                count=1,
            )
    return text.encode("utf-8", "replace")


def spoil_toml(content: bytes, drawn: random.Random) -> bytes:
    """Change lines of TOML: take one out, repeat it, move it, give it another value."""
    lines = content.decode("utf-8", "replace").split("\n")
    at = drawn.randrange(len(lines))
    match drawn.randrange(8):
        case 0:
            del lines[at]
        case 1:
            lines.insert(at, lines[at])
        case 2:
            other = drawn.randrange(len(lines))
            lines[at], lines[other] = lines[other], lines[at]
        case 3 if "=" in lines[at]:
            odd = drawn.choice(
                (
                    '""',
                    "1",
                    "true",
                    "[]",
                    "{}",
                    "9" * 5_000,
                    "nan",
                    "2025-02-31",
                    '"x"',
                    "[" * 500,
                    "[1, 'a']",
                )
            )
            lines[at] = f"{lines[at].partition('=')[0]}= {odd}"
        case 4:
            lines.insert(
                at,
                drawn.choice(
                    ("[[outcome]]", "[[rule]]", "[a]", "x = 1", "a.b.c = 1", "[[remove]]", "id = ''")
                ),
            )
        case 5:
            lines[at] = lines[at].replace('"', "", 1)
        case _:
            return spoil_bytes(content, drawn)
    return "\n".join(lines).encode("utf-8", "replace")
