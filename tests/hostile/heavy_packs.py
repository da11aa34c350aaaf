"""Policy packs and overlays that ask as much of whoever reads them as they can: files by name."""

from collections.abc import Callable, Mapping

Files = dict[str, str]
Make = Callable[[], Files]

HEAD = (
    'id = "heavy"\nedition = "1"\ntitle = "Heavy"\npolicy_title = "P"\nchecked = 2026-01-01\nowner = "o"\n'
    'review_on = 2027-01-01\nextends = "cheshire-east"\n'
)


def _with(name: str, text: str) -> Make:
    return lambda: {"pack.toml": HEAD, name: text}


HEAVY: Mapping[str, Make] = {
    "200,000 items": lambda: {
        "pack.toml": HEAD,
        "rules.toml": "".join(f'[[rule]]\nid="r{n}"\n' for n in range(200_000)),
    },
    "20,000 terms": lambda: {
        "pack.toml": HEAD,
        "t.toml": "".join(f'[[outcome]]\nid="o{n}"\ntitle="t"\n' for n in range(20_000)),
    },
    "20,000 removals": lambda: {
        "pack.toml": HEAD,
        "t.toml": "".join(f'[[remove]]\nkind="outcome"\nid="o{n}"\n' for n in range(20_000)),
    },
    "deep arrays": lambda: {"pack.toml": HEAD, "t.toml": "a = " + "[" * 100_000 + "]" * 100_000},
    "deep tables": lambda: {"pack.toml": HEAD, "t.toml": "[" + ".".join(["a"] * 100_000) + "]\n"},
    "deep tables again and again": lambda: {
        "pack.toml": HEAD,
        "t.toml": "".join(f"[{'.'.join([f'a{n}'] * 400)}]\n" for n in range(400)),
    },
    "a long key": lambda: {"pack.toml": HEAD, "t.toml": "k" * 900_000 + " = 1\n"},
    "a long list": lambda: {"pack.toml": HEAD, "t.toml": "[[rule]]\naffects = [" + '"x",' * 200_000 + "]\n"},
    "a long number": lambda: {"pack.toml": HEAD, "t.toml": "[[rule]]\nid = " + "9" * 900_000},
    "many files": lambda: {"pack.toml": HEAD, **{f"{n}.toml": "" for n in range(4_000)}},
    "a long head": lambda: {"pack.toml": HEAD + "".join(f'k{n} = "x"\n' for n in range(100_000))},
    "an unknown kind": lambda: {"pack.toml": HEAD, "t.toml": "".join(f"[[k{n}]]\n" for n in range(20_000))},
    "a long condition": lambda: {
        "pack.toml": HEAD,
        "t.toml": '[[rule]]\nid="x"\n[[rule.cases]]\nwhen = '
        + "{ all = [" * 60
        + '{ fact = "urgent", is = true }'
        + "] }" * 60
        + "\n",
    },
}
"""By what is in them."""
