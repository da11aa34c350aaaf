"""Loading the policy pack, against the least that reading as much data costs.

Each round is a process of its own, as in the window: what is loaded first is loaded cold. "json" is
a bare ``json.loads`` of the same tables; "tomllib" is Python's own TOML reader on the same files.
"Held" is the longest time for which another thread did not get its turn while the pack was loaded.
Run it with ``python benchmarks/pack_loading.py [ROUNDS]``; the figures are in docs/performance.md.
"""

import json
import statistics
import subprocess
import sys

ROUND = """
import json, sys, threading, time
from decimal import Decimal
from svdesk.paths import bundled
folder = bundled("resources", "policy", "cheshire-east")
texts = [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.toml"))]
told = {"kilobytes": sum(map(len, texts)) / 1000}

def timed(name, work):
    begun = time.perf_counter()
    result = work()
    told[name] = (time.perf_counter() - begun) * 1000
    return result

import tomllib
tables = timed("tomllib", lambda: [tomllib.loads(text, parse_float=Decimal) for text in texts])
packed = json.dumps(tables, default=str)
timed("json", lambda: json.loads(packed))
del tables, packed

held, loading = [0.0], [True]
def beat():
    last = time.perf_counter()
    while loading[0]:
        time.sleep(0.001)
        now = time.perf_counter()
        held[0] = max(held[0], (now - last) * 1000)
        last = now

def library():
    import svdesk.policy.loading.load
timed("modules", library)
from svdesk.policy.loading.load import load_pack
from svdesk.policy.loading.checking import pack_adapter
from svdesk.policy.loading.reading import read_tables
other = threading.Thread(target=beat)
other.start()
timed("check built", pack_adapter)
timed("first load", lambda: load_pack(folder))
loading[0] = False
other.join()
told["held"] = held[0]
timed("files read", lambda: read_tables(folder))
timed("load again", lambda: load_pack(folder))
print(json.dumps(told))
"""


def main() -> None:
    """Run the rounds and print the medians."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    told: list[dict[str, float]] = []
    for _ in range(rounds):
        done = subprocess.run(
            [sys.executable, "-c", ROUND], capture_output=True, encoding="utf-8", check=True
        )
        told.append(json.loads(done.stdout))
    medians = {name: statistics.median(each[name] for each in told) for name in told[0]}
    print(f"{medians.pop('kilobytes'):,.0f} kilobytes of TOML, {rounds} rounds")
    bare = medians["json"]
    for name, milliseconds in medians.items():
        print(f"{name:<12} {milliseconds:8.1f} ms {milliseconds / bare:8.1f}")


if __name__ == "__main__":
    main()
