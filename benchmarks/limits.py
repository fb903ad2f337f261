#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What the client can do, each beside the floor client where that says something.

    benchmarks/limits.py [speed] [lengths] [streams] [million] [arrivals]      default: the first three

speed: tokens a second without delays, 100 streams of 100 tokens. lengths: CPU of the load per token with answers of 100 and 4,000
tokens, and with prompts of 16 and 32,000. streams: 10,000 at once, 20 tokens, 500 ms apart. million: 1,000,000 requests of 16 and
20 tokens in the heap of the pom; takes six minutes. arrivals: 2,000 a second for 20 s, 20 tokens each: how late each is sent, of those due
after the first 10 s.
"""
import sys

from run import Bench, compiled

CORES = 2


def line(result):
    health = result["llmbench"]["client"]["health"]
    return (f"{result['completed']} completed, {result['failed']} failed in {result['duration']:.1f} s, {result['output_throughput']:.0f} tokens/s,"
            f" {health['gc_pauses']} GC pauses, longest {health['gc_longest_ms']} ms, event-loop lag p99 {health['loop_lag_p99_ms']:.1f} ms")


def cpu_per_token(result):
    """CPU of the client's process during the load alone, in microseconds."""
    import os
    health = result["llmbench"]["client"]["health"]
    return health["cpu_used"] * os.cpu_count() * result["duration"] / result["total_output_tokens"] * 1e6


compiled()
asked = sys.argv[1:] or ["speed", "lengths", "streams"]
with Bench() as bench:
    if "speed" in asked:
        bench.pace(0, 0, threads=CORES)
        run = bench.floor(100, 20000, 100, threads=CORES)
        floor = run["tokens_per_second"]
        busy = bench.server_cpu_seconds() / run["seconds"]
        print(f"speed: the server was busy on {busy:.2f} of {CORES} cores during the floor's run: it can make {CORES / busy:.2f} x the floor's rate", flush=True)
        bench.pace(0, 0, threads=CORES)
        result = bench.ours(100, 20000, 100)["result"]
        print(f"speed: floor {floor:.0f} tokens/s; llmbench {line(result)}: {result['output_throughput'] / floor:.2f} of the floor", flush=True)
    if "lengths" in asked:
        for inputs, tokens, requests in ((16, 100, 20000), (16, 4000, 500), (32000, 100, 1000), (16, 100, 1000)):
            bench.pace(0, 0, prompt_tokens=inputs)
            result = bench.ours(20, requests, tokens, inputs=inputs)["result"]
            print(f"lengths: prompts of {inputs}, answers of {tokens} tokens: {cpu_per_token(result):.2f} us a token; {line(result)}", flush=True)
    if "streams" in asked:
        bench.pace(1000, 500)
        floor = bench.floor(10000, 20000, 20, threads=CORES)
        bench.pace(1000, 500)
        result = bench.ours(10000, 20000, 20)["result"]
        print(f"streams: floor {floor['tokens_per_second']:.0f} tokens/s; llmbench {line(result)}, peak in flight"
              f" {result['llmbench']['peak_requests_in_flight']}", flush=True)
    if "million" in asked:
        bench.pace(0, 0)
        run = bench.ours(100, 1000000, 20)
        print(f"million: {line(run['result'])}; {run['seconds']:.0f} s in all", flush=True)
    if "arrivals" in asked:
        import json
        bench.pace(20, 5, threads=CORES)
        run = bench.ours(4000, 40000, 20, options=["-Dbench.request_rate=2000"])
        records = [json.loads(row) for row in run["records"].read_text().splitlines() if '"intended"' in row]
        first = min(record["intended"] for record in records)
        lags = sorted((r["sent"] - r["intended"]) / 1e6 for r in records if r["intended"] - first > 10e9 and "released" not in r)
        held = sum("released" in record for record in records)
        print(f"arrivals: sent after their time by p50 {lags[len(lags) // 2]:.3f}, p99 {lags[len(lags) * 99 // 100]:.3f}, most {lags[-1]:.3f} ms"
              f" ({len(lags)} requests; {held} held by the cap); {line(run['result'])}", flush=True)
