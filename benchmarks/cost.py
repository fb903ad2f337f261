#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""CPU per token at the yardstick: 1,000 streams of 100 tokens, one token each 20 ms, server and client on the same cores.

    benchmarks/cost.py [--rust PROGRAM]

Warm cost = (CPU of the whole run with 15,000 requests - with 3,000) / 1.2 million tokens, for the floor clients in C and Go (where
there is a Go compiler), Gatling's own sse step (benchmarks/gatling) and for `mvn gatling:test` with save_detailed: Maven, prompts, records, the result and Gatling's report
all count. PROGRAM is vLLM's Rust client, built from github.com/vllm-project/vllm-bench or from rust/src/bench of vLLM.
"""
import argparse

from run import PORT, ROOT, TOKENIZER, Bench, bare_gatling, bare_ready, compiled, cpu_of

STREAMS, TOKENS, FEW, MANY = 1000, 100, 3000, 15000

parser = argparse.ArgumentParser()
parser.add_argument("--rust")
args = parser.parse_args()
compiled()
bare_ready()
with Bench() as bench:
    def cost(name, run):
        cpu = {}
        for requests in (FEW, MANY):
            bench.pace(100, 20)
            cpu[requests] = run(requests)["cpu_seconds"]
        per_token = (cpu[MANY] - cpu[FEW]) / ((MANY - FEW) * TOKENS) * 1e6
        print(f"{name:13} {per_token:6.2f} us a token   ({cpu[FEW]:.1f} s CPU for {FEW} requests, {cpu[MANY]:.1f} s for {MANY})", flush=True)
        return per_token

    def rust(requests):
        options = {"backend": "openai-chat", "base-url": f"http://127.0.0.1:{PORT}", "endpoint": "/v1/chat/completions", "model": "llmbench/embedded",
                   "tokenizer": ROOT / TOKENIZER, "random-input-len": 16, "random-output-len": TOKENS, "num-prompts": requests, "max-concurrency": STREAMS,
                   "result-dir": bench.folder / "rust"}
        flags = ["--ignore-eos", "--disable-tqdm", "--save-result", "--save-detailed"]
        return cpu_of([args.rust, *flags, *(str(x) for k, v in options.items() for x in ("--" + k, v))], bench.folder / "rust.log")

    def gatling_sse(requests):
        command = bare_gatling("Streams", url=f"http://127.0.0.1:{PORT}", streams=STREAMS, requests=requests, tokens=TOKENS)
        return cpu_of(command, bench.folder / "sse.log")

    others = {"floor (C)": cost("floor (C)", lambda n: bench.floor(STREAMS, n, TOKENS))}
    if bench.has_go:
        others["floor (Go)"] = cost("floor (Go)", lambda n: bench.floor_go(STREAMS, n, TOKENS))
    others["Gatling's sse"] = cost("Gatling's sse", gatling_sse)
    if args.rust:
        others["vllm-bench"] = cost("vllm-bench", rust)
    ours = cost("llmbench", lambda n: bench.ours(STREAMS, n, TOKENS, options=["-Dbench.save_detailed=true"]))
    for name, other in others.items():
        print(f"llmbench / {name}: {ours / other:.2f}")
