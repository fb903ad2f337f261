#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""CPU per token at the yardstick: 1,000 streams of 100 tokens, one token each 20 ms, server and client on the same cores.

    benchmarks/cost.py [--rust COMMAND]

Warm cost = (CPU of the whole run with 15,000 requests - with 3,000) / 1.2 million tokens, for the floor client and for
`mvn gatling:test` with save_detailed: Maven, prompts, records, the result and Gatling's report all count. COMMAND is that of
another client, with {requests}, {streams}, {tokens} and {port} to be filled in.
"""
import argparse
import shlex

from run import PORT, Bench, compiled, cpu_of

STREAMS, TOKENS, FEW, MANY = 1000, 100, 3000, 15000

parser = argparse.ArgumentParser()
parser.add_argument("--rust")
args = parser.parse_args()
compiled()
with Bench() as bench:
    def cost(name, run):
        cpu = {}
        for requests in (FEW, MANY):
            bench.pace(100, 20)
            cpu[requests] = run(requests)["cpu_seconds"]
        per_token = (cpu[MANY] - cpu[FEW]) / ((MANY - FEW) * TOKENS) * 1e6
        print(f"{name:9} {per_token:6.2f} us a token   ({cpu[FEW]:.1f} s CPU for {FEW} requests, {cpu[MANY]:.1f} s for {MANY})", flush=True)
        return per_token

    floor = cost("floor", lambda n: bench.floor(STREAMS, n, TOKENS))
    ours = cost("llmbench", lambda n: bench.ours(STREAMS, n, TOKENS, options=["-Dbench.save_detailed=true"]))
    print(f"llmbench / floor: {ours / floor:.2f}")
    if args.rust:
        other = cost("other", lambda n: cpu_of(shlex.split(args.rust.format(requests=n, streams=STREAMS, tokens=TOKENS, port=PORT)), bench.folder / "other.log"))
        print(f"llmbench / other: {ours / other:.2f}")
