#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The client's error against the true times at which a pacing server wrote each token (floor/pace.c).

    benchmarks/accuracy.py [--waves 10] [--floor-only] [STREAMS ...]      default: 1 10 100 1000

TTFT 100 ms, 50 tokens, one each 20 ms; client, server and clock on one machine (CLOCK_MONOTONIC, which processes share).
TTFT error: from the start of the request's clock to its being written, and from the server's write of the first token to the
client's stamp of it. TTFT less server: the client's TTFT less the server's time from reading the request to writing the first
token; it holds the connection and the request's way too. ITL error: each gap less the server's gap between the same two tokens.
The first wave, with its new connections, is apart. The floor client (floor/floor.c) does the same work beside it.
"""
import argparse
import json
import re

from run import Bench, compiled

TTFT_MS, ITL_MS, TOKENS = 100, 20, 50

parser = argparse.ArgumentParser()
parser.add_argument("streams", nargs="*", type=int, default=[1, 10, 100, 1000])
parser.add_argument("--waves", type=int, default=10)
parser.add_argument("--floor-only", action="store_true")
parser.add_argument("--by-wave", action="store_true", help="a row for each wave")
parser.add_argument("--itl-ms", type=float, default=ITL_MS)
parser.add_argument("--tokens", type=int, default=TOKENS)
args = parser.parse_args()


def read(path):
    """Records with absolute times: sent, written, output times."""
    with open(path) as lines:
        anchor = json.loads(next(lines))["anchor_nanos"]
        for r in map(json.loads, lines):
            if "mark" in r:
                continue
            if r["outcome"] != "completed":
                raise SystemExit(f"request {r['index']}: {r['outcome']}")
            kinds = "".join(k * int(n or 1) for k, n in re.findall(r"([a-z])(\d*)", r.get("kinds", "")))
            at = [r["first"]]
            for gap in r.get("gaps", []):
                at.append(at[-1] + gap)
            yield {"index": r["index"], "id": r["id"], "sent": anchor + r["sent"], "written": anchor + r.get("written", r["sent"]),
                   "at": [anchor + t for t, k in zip(at, kinds or "o" * len(at)) if k in "or"]}


def show(streams, who, records, truth):
    waves = {}
    for r in sorted(records, key=lambda r: r["index"]):
        wave = r["index"] // streams
        waves.setdefault("first wave" if wave == 0 else f"wave {wave + 1}" if args.by_wave else "later", []).append(r)
    for wave, rows in waves.items():
        ttft, less, itl = [], [], []
        for r in rows:
            t = truth[r["id"]]
            w = t["written"]
            if len(w) != len(r["at"]):
                raise SystemExit(f"{r['id']}: {len(r['at'])} tokens of {len(w)}")
            ttft.append((r["written"] - r["sent"] + r["at"][0] - w[0]) / 1e6)
            less.append((r["at"][0] - r["sent"] - (w[0] - t["read"])) / 1e6)
            itl += [abs((b - a) - (d - c)) / 1e6 for a, b, c, d in zip(r["at"], r["at"][1:], w, w[1:])]
        p = lambda xs, q: sorted(xs)[min(len(xs) - 1, int(q * len(xs)))] if xs else float("nan")
        print(f"| {streams} | {who} | {wave} | {len(rows)} | {p(ttft, .5):.3f} | {p(ttft, .99):.3f} | {p(less, .5):.3f} | {p(less, .99):.3f}"
              f" | {p(itl, .5):.3f} | {p(itl, .99):.3f} |", flush=True)


if not args.floor_only:
    compiled()
print("| streams | client | wave | requests | TTFT error p50 | p99 | TTFT less server p50 | p99 | ITL error p50 | p99 (ms) |")
print("|---|---|---|---|---|---|---|---|---|---|")
with Bench() as bench:
    for streams in args.streams:
        requests = streams * max(args.waves, 2)
        bench.pace(TTFT_MS, args.itl_ms)
        bench.floor(streams, requests, args.tokens, threads=2, times=bench.folder / "floor.jsonl")
        show(streams, "floor", read(bench.folder / "floor.jsonl"), bench.times())
        if not args.floor_only:
            bench.pace(TTFT_MS, args.itl_ms)
            run = bench.ours(streams, requests, args.tokens)
            show(streams, "llmbench", read(run["records"]), bench.times())
