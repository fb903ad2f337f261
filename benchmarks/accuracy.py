# SPDX-License-Identifier: Apache-2.0
"""Compares a case's records with the exact engine's times: see accuracy.sh.

TTFT error: the client's TTFT less the engine's time from reading the request to writing its first token. It holds the way of the
request to the engine too, so it is an upper bound. ITL error: each gap less the engine's gap between the same two writes.
"""
import json
import re
import sys

streams, records, times = int(sys.argv[1]), sys.argv[2], sys.argv[3]
engine = {t["request_id"]: t for t in map(json.loads, open(times))}


def outputs(r):
    kinds = "".join(k * int(n or 1) for k, n in re.findall(r"([oef])(\d*)", r.get("kinds", "")))
    at = [r["first"]]
    for gap in r.get("gaps", []):
        at.append(at[-1] + gap)
    return [t for t, k in zip(at, kinds or "o" * len(at)) if k == "o"]


def show(name, rows):
    ttft, itl = [], []
    for r in rows:
        t, at = engine[r["id"]], outputs(r)
        w = t["written"]
        assert len(at) == len(w), (r["id"], len(at), len(w))
        ttft.append((at[0] - r["sent"] - (w[0] - t["read"])) / 1e6)
        itl += [((b - a) - (d - c)) / 1e6 for a, b, c, d in zip(at, at[1:], w, w[1:])]
    ttft.sort()
    itl = sorted(map(abs, itl))
    p = lambda xs, q: xs[min(len(xs) - 1, int(q * len(xs)))]
    print(f"{streams:5} streams, {name}: {len(rows):5} requests, TTFT error p50 {p(ttft, .5):8.3f} p99 {p(ttft, .99):8.3f} ms,"
          f" |ITL error| p50 {p(itl, .5):6.3f} p99 {p(itl, .99):6.3f} ms")


rows = [r for r in map(json.loads, open(records)) if "index" in r]
assert all(r["outcome"] == "completed" for r in rows), "failed requests"
show("cold", [r for r in rows if r["index"] < streams])
show("warm", [r for r in rows if r["index"] >= streams])
