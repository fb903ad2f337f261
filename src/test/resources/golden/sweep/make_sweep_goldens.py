# SPDX-License-Identifier: Apache-2.0
"""Makes names.json, commands.json, split.json, csv.jsonl and runs/: what vLLM 0.32's own sweep makes of given parameters.

Run with a Python that has vLLM 0.32.0 and pandas: python make_sweep_goldens.py .

vLLM's own code does the work. For runs/ the benchmark command is a small Python program that writes
a fixed result, and no server is started.
"""

import contextlib
import io
import json
import math
import random
import shlex
import shutil
import sys
import tempfile
from pathlib import Path

import pandas as pd
import vllm.benchmarks.sweep.serve as serve
import vllm.benchmarks.sweep.serve_workload as workload
from vllm.benchmarks.sweep.param_sweep import ParameterSweep, ParameterSweepItem

OUT = Path(sys.argv[1])

VALUES = [
    1, 0, -3, 2**70, True, False, None, 0.1, 1.0, -0.0, 1e16, 123456789012345680.0, 1e15, 1e-4, 1e-5,
    5e-324, 1.7976931348623157e308, 2e23, 9007199254740993.0, 2.0**-1022, math.inf, -math.inf, math.nan,
    "text", "", "a/b", "../up", "'quoted'", '"both\' "', "it's", "tab\tnew\nline\\", "caf\u00e9 \U0001f600\x7f\x80\u200b",
    [], [1, 2.5, "x", None, True], {}, {"a": [1], "b'": "c\""},
]


def names():
    cases = [({}, {}, []), ({"_benchmark_name": "a"}, {}, []), ({}, {"_benchmark_name": "x/y.."}, ["WL-", "request_rate=1"])]
    for value in VALUES:
        cases.append(({"k": value}, {"other-key": value, "z": 1}, []))
        cases.append(({"_benchmark_name": value, "k": 1}, {}, []))
    cases.append(({"a": 1}, {"b": "end'"}, []))
    cases.append(({"a": "..."}, {"b": "....\""}, []))
    rows = []
    for serve_comb, bench_comb, extra in cases:
        path = serve._get_comb_base_path(
            Path("/E"), ParameterSweepItem(serve_comb), ParameterSweepItem(bench_comb), extra_parts=tuple(extra))
        rows.append({"serve": serve_comb, "bench": bench_comb, "extra": extra, "folder": str(path)[3:]})
    links = []
    for left in VALUES:
        for right in [1, 1.0, True, 0, 0.0, None, "text", [1, 2.5, "x", None, 1], {}, {"b'": "c\"", "a": [1.0]}, math.nan]:
            valid = serve._comb_is_valid(ParameterSweepItem({"l": left}), ParameterSweepItem({"r": right}), [("l", "r")])
            links.append({"left": left, "right": right, "valid": valid})
    texts = ["", "a=b", " a = b ,c=d"]
    parsed = [{"text": t, "pairs": serve.SweepServeArgs.parse_link_vars(t)} for t in texts]
    (OUT / "names.json").write_text(json.dumps({"folders": rows, "links": links, "link_vars": parsed}, indent=1) + "\n")


def commands():
    base = ["vllm", "serve", "m", "--max-num-seqs", "8", "--max_model_len", "10", "--flag", "--cfg.a", "x", "--cfg.b_c=true",
            "--no-other", "--no_third", "--cfg"]
    params = [
        {}, {"_benchmark_name": "n", "x": 1}, {"max_num_seqs": 16}, {"max-num-seqs": 16}, {"max_model_len": 5}, {"max-model-len": 5},
        {"flag": True}, {"flag": False}, {"other": True}, {"other": False}, {"no_other": True}, {"no-other": False}, {"third": False},
        {"cfg.a": "y"}, {"cfg.a": True}, {"cfg.b_c": True}, {"cfg.b_c": False}, {"my_cfg.b_c": False}, {"my_cfg.b_c": 3},
        {"new_key": True, "new-key2": False}, {"json": {"a": [1, None, True], "b": "caf\u00e9"}}, {"mixed_a-b": 1}, {"mixed_a-b": True},
        {"cfg.a.b_c": "deep"},
    ]
    params += [{"value": value} for value in VALUES]
    rows = [{"params": p, "command": ParameterSweepItem(p).apply_to_cmd(base)} for p in params]
    (OUT / "commands.json").write_text(json.dumps({"base": base, "rows": rows}, indent=1) + "\n")


def split():
    texts = ["", "  ", "a b  c", "a\tb\nc", "'a b' c", '"a b"c', r'a\ b', r'"a\"b\\c\d"', r"'a\b'", "a''b", "''", '""  x', "a#b # c",
             r'"$x" `y` $(z)', "--json '{\"a\": 1}'", "a'b\"c'd\"e'f\"", "caf\u00e9 \u00a0 x", "'open", '"open', "end\\", '"end\\', "a\\\nb", "a|b;c>d"]
    rows = []
    for text in texts:
        try:
            rows.append({"text": text, "words": shlex.split(text)})
        except ValueError as e:
            rows.append({"text": text, "error": str(e)})
    (OUT / "split.json").write_text(json.dumps(rows, indent=1) + "\n")


def csv():
    rng = random.Random(7)
    pools = [
        [1, 2, 30], [1, 2, None], [1.5, 2, 3], [True, False], [True, None], [True, 1], [1, "x"], ["a,b", 'q"q', "l\nl", "", "x"],
        ["x", None], [1.5, None, math.inf], [1.5, "s", 1e-7, None], [[1, 2.5], ["a'b", None, True]], [{"a": 1}, None],
        [2**62, 1], [2**63, 1], [2**70, 1], [-1, 2**63], [2**53 + 1, None], [1e16, 1e-5, 0.1, 100000.0], [None], [math.nan, 1],
        ["20250101-000000"], ["2025-01-01"], [-0.0, 0], ["l\r\n", "x"], [" lead"], [False, 0.5], [1, True, None],
    ]
    tables = [[], [{}], [{}, {}], [{"a": 1}], [{"a": ""}], [{"a": None}], [{"a,b": 1, "": 2}]]
    tables += [[{"v": value} for value in pool] for pool in pools]
    for _ in range(120):
        columns = rng.sample(range(len(pools)), 4)
        tables.append([
            {f"c{c}": rng.choice(pools[c]) for c in rng.sample(columns, len(columns)) if rng.random() < 0.85}
            for _ in range(rng.randint(1, 4))])
    with (OUT / "csv.jsonl").open("w") as out:
        for rows in tables:
            text = pd.DataFrame.from_records(rows).to_csv(None)
            out.write(json.dumps({"rows": rows, "csv": text}) + "\n")


BENCH = r"""
import json, sys
words = [w for w in sys.argv[1:] if w != "--save-result"]
args = dict(zip(words[0::2], words[1::2]))
n = int(args.get("--num-prompts", 1000))
c = int(args.get("--max-concurrency", 0))
rate = float(args.get("--request-rate", "inf"))
if args.get("--fail") == "1" and args["--result-filename"] != "run=0.json":
    sys.exit(3)
thr = 1.3 if c == 1 else 9.6
data = {"date": "20250101-000000", "label": None, "num_prompts": n, "request_rate": rate if rate != float("inf") else "inf",
        "max_concurrency": c or None, "request_throughput": thr, "mean_e2el_ms": 741.5 if c == 1 else 2800.25,
        "errors": ["caf\u00e9"], "empty": [], "small": 1e-05}
json.dump(data, open(args["--result-dir"] + "/" + args["--result-filename"], "w"))
"""


class NoServer:
    def __init__(self, cmd, after, *, show_stdout):
        self.inner = serve_server.ServerProcess(cmd, ["true"], show_stdout=False)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def wait_until_ready(self, timeout):
        pass

    def after_bench(self):
        pass

    def run_subcommand(self, cmd):
        return self.inner.run_subcommand(cmd)


import vllm.benchmarks.sweep.server as serve_server  # noqa: E402


def experiment(name, module, **options):
    with tempfile.TemporaryDirectory() as temp:
        script = Path(temp) / "bench.py"
        script.write_text(BENCH)
        folder = Path(temp) / name
        real = serve.ServerProcess
        serve.ServerProcess = NoServer
        try:
            run = module.run_combs if module is serve else module.explore_combs_workloads
            with contextlib.redirect_stdout(io.StringIO()):
                run(["vllm", "serve"], [sys.executable, str(script)], [], show_stdout=False, server_ready_timeout=1,
                    experiment_dir=folder, dry_run=False, **options)
        finally:
            serve.ServerProcess = real
        target = OUT / "runs" / name
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(folder, target)
        for failure in target.rglob("*failure.json"):
            text = json.loads(failure.read_text())
            text["error"] = "E"
            failure.write_text(json.dumps(text, indent=2) + "\n")


def runs():
    serves = ParameterSweep.from_records([{"max_num_seqs": 4}, {"_benchmark_name": "big", "max_num_seqs": 8, "flag": True}])
    benches = ParameterSweep.from_records(
        [{"max_concurrency": 4, "num_prompts": 10}, {"max_concurrency": 8, "num_prompts": 10, "request_rate": 2.5}])
    common = dict(serve_params=serves, continue_on_error=True)
    experiment("product", serve, bench_params=benches, link_vars=[], num_runs=2, warmup_num_prompts=3, **common)
    experiment("linked", serve, bench_params=benches, link_vars=[("max_num_seqs", "max_concurrency")], num_runs=1,
               warmup_num_prompts=0, **common)
    failing = ParameterSweep.from_records([{"fail": 1}])
    experiment("failing", serve, bench_params=failing, link_vars=[], num_runs=2, warmup_num_prompts=1, **common)
    plain = ParameterSweep.from_records([{"num_prompts": 20}])
    for var in ("request_rate", "max_concurrency"):
        experiment("workload-" + var, workload, bench_params=plain, link_vars=[], num_runs=2, warmup_num_prompts=0,
                   workload_var=var, workload_iters=5, serve_params=ParameterSweep.from_records([{}]), continue_on_error=False)


names()
commands()
split()
csv()
runs()
