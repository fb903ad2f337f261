#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The search for the limit as a user runs it, in real time, against the embedded engine in a process of its own.

    benchmarks/find.py [RUNS [BUDGET]]        default: 3 runs of at most 15m each

The engine of 8 seats with all times a fifth, prompts of 128 to 384 tokens and answers of 32 to 96, Poisson arrivals: the setting
"8 seats, request_rate, ttft p90 < 500ms" of benchmarks/search.sh five times as fast, so that the true limit is five times the one there. Each run
has a seed of its own.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

from run import ROOT, TOKENIZER, compiled

GOAL = "ttft p90 < 100ms"
PORT = 18401

runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
budget = sys.argv[2] if len(sys.argv) > 2 else "15m"
compiled()
with tempfile.TemporaryDirectory(prefix="llmbench-") as scratch:
    scratch = pathlib.Path(scratch)
    subprocess.run(["mvn", "-q", "dependency:build-classpath", f"-Dmdep.outputFile={scratch}/classpath"], cwd=ROOT, check=True)
    classpath = f"{ROOT}/target/classes:{(scratch / 'classpath').read_text()}"
    engine = subprocess.Popen(
        ["java", "-Xmx400m", "-cp", classpath, "llmbench.engine.EngineProcess", "--port", str(PORT), "--tokenizer", str(ROOT / TOKENIZER),
         "--no-prefix-caching", "--step-ms", "2", "--step-per-seq-ms", "0.03", "--prefill-ms-per-token", "0.01", "--max-seconds", str(3600 * runs)], stdout=subprocess.PIPE)
    try:
        engine.stdout.readline()
        for seed in range(1, runs + 1):
            results = scratch / f"results{seed}"
            run = subprocess.run(
                ["mvn", "-q", "gatling:test", f"-Dbench.base_url=http://127.0.0.1:{PORT}", f"-Dbench.result_dir={results}", f"-Dbench.seed={1000 * seed}",
                 "-Dbench.input_output=[[256, 64]]", "-Dbench.random_range_ratio=0.5",
                 f"-Dbench.find={{goals: ['{GOAL}'], from: 1, to: 100, budget: {budget}}}"],
                cwd=ROOT, capture_output=True, text=True)
            if not (results / "find.json").exists():
                sys.exit(run.stdout[-3000:] + run.stderr[-3000:])
            cell = json.loads((results / "find.json").read_text())["cells"][0]
            print(f"seed {1000 * seed}: {cell['end']}, limit {cell['limit']}, from {cell['low']} to {cell['high']}, {len(cell['probes'])} probes,"
                  f" {sum(p['requests'] for p in cell['probes'])} requests, {cell['seconds']:.0f} s, exit code {run.returncode}", flush=True)
    finally:
        engine.kill()
        engine.wait()
