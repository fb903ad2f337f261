# SPDX-License-Identifier: Apache-2.0
"""Makes runs/ and plots.json: which points and names vLLM 0.32's own sweep plot and plot_pareto make of given results.

Run with a Python that has vLLM 0.32.0, pandas, seaborn and matplotlib: python make_plot_goldens.py .

vLLM's own code does the work; what seaborn averages and matplotlib draws is written down on the way.
"""

import contextlib
import io
import json
import math
import random
import shutil
import sys
import warnings
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import numpy as np
import seaborn as sns
from seaborn._statistics import EstimateAggregator
from vllm.benchmarks.sweep import plot, plot_pareto
from vllm.utils.argparse_utils import FlexibleArgumentParser

warnings.simplefilter("ignore")
OUT = Path(sys.argv[1])
RUNS = OUT / "runs"


def runs():
    rng = random.Random(3)
    shutil.rmtree(RUNS, ignore_errors=True)
    for seqs in (8, 32):
        for concurrency in (1, 4, 16):
            for length in ("short", "long"):
                folder = RUNS / f"SERVE--s={seqs}-BENCH--c={concurrency}-l={length}"
                folder.mkdir(parents=True)
                results = []
                for number in range(3):
                    rate = 100 * math.sqrt(concurrency) * rng.uniform(0.9, 1.1)
                    results.append({
                        "output_throughput": round(rate, 6),
                        "total_token_throughput": round(3 * rate, 6),
                        "median_ttft_ms": round(20 * concurrency * rng.uniform(0.8, 1.2), 6),
                        "p99_ttft_ms": None if number == 2 and concurrency == 4 else round(90 * rng.uniform(1, 2), 6),
                        "max_concurrency": None if seqs == 32 and concurrency == 16 else concurrency,
                        "max_concurrent_requests": concurrency + 2,
                        "request_rate": "inf" if length == "short" else 2.5 * concurrency,
                        "failed": 0,
                        "run_number": number,
                        "max_num_seqs": seqs,
                        "tensor-parallel-size": seqs // 8,
                        "length": length,
                        "path/..": f"a/{length}",
                        "mixed": 1 if number else 1.5,
                    })
                (folder / "summary.json").write_text(json.dumps(results, indent=1) + "\n")


CURVES = [
    [],
    ["--var-x", "max_concurrency"],
    ["--var-x", "max_concurrent_requests", "--curve-by", "max_num_seqs"],
    ["--var-x", "max_concurrent_requests", "--curve-by", "max_num_seqs,length", "--var-y", "p99_ttft_ms"],
    ["--var-x", "max_concurrent_requests", "--curve-by", "max_num_seqs,length,mixed"],
    ["--var-x", "max_concurrent_requests", "--curve-by", "max_num_seqs,length,mixed,failed"],
    ["--var-x", "max_concurrent_requests", "--row-by", "length", "--col-by", "max_num_seqs", "--no-error-bars"],
    ["--var-x", "max_concurrent_requests", "--row-by", "length,mixed", "--scale-x", "log", "--scale-y", "log"],
    ["--var-x", "request_rate", "--curve-by", "length"],
    ["--var-x", "length", "--curve-by", "max_num_seqs"],
    ["--fig-by", "max_num_seqs,path/..", "--var-x", "max_concurrent_requests", "--fig-name", "my'"],
    ["--bin-by", "total_token_throughput%100,max_concurrent_requests%2.5", "--curve-by", "max_concurrent_requests"],
    ["--var-x", "max_concurrent_requests", "--filter-by", "max_concurrency<16,length=='short',max_num_seqs!=8"],
    ["--var-x", "max_concurrent_requests", "--filter-by", "max_concurrency>=4,median_ttft_ms<=90.5,run_number>0"],
    ["--var-x", "max_concurrent_requests", "--filter-by", "max_concurrency!=4"],
    ["--var-x", "max_concurrent_requests", "--filter-by", "request_rate==inf,path/..=='a/short'"],
    ["--filter-by", "max_num_seqs>1000"],
]

FRONTS = [
    [],
    ["--user-count-var", "max_concurrent_requests"],
    ["--gpu-count-var", "max_num_seqs"],
    ["--user-count-var", "max-concurrent-requests", "--gpu-count-var", "tensor_parallel_size"],
]


def curves(args, folder):
    seen = {"lines": [], "means": []}
    call, relplot = EstimateAggregator.__call__, sns.relplot

    def averaged(self, data, var):
        estimate = call(self, data, var)
        low, mean = float(estimate[f"{var}min"]), float(estimate[var])
        seen["means"].append([mean, None if math.isnan(low) else mean - low])
        return estimate

    def drawn(*words, **named):
        grid = relplot(*words, **named)
        for axes in grid.axes.flat:
            for line in axes.get_lines():
                points = [[float(x), float(y)] for x, y in zip(*line.get_data()) if np.isfinite(x) and np.isfinite(y)]
                if points:
                    seen["lines"].append(points)
        return grid

    EstimateAggregator.__call__, sns.relplot = averaged, drawn
    try:
        printed = run(plot.SweepPlotArgs, plot.main, args, folder)
    finally:
        EstimateAggregator.__call__, sns.relplot = call, relplot
    return {"args": args, "printed": printed, "lines": sorted(seen["lines"]),
            "means": sorted(seen["means"], key=lambda pair: pair[0])}


def front(args, folder):
    seen = {}
    frontier = plot_pareto._pareto_frontier

    def chosen(df, x, y, **named):
        front = frontier(df, x, y, **named)
        seen["points"] = sorted(df[[x, y]].values.tolist())
        seen["front"] = sorted(front[[x, y]].values.tolist())
        return front

    plot_pareto._pareto_frontier = chosen
    try:
        printed = run(plot_pareto.SweepPlotParetoArgs, plot_pareto.main, args, folder)
    finally:
        plot_pareto._pareto_frontier = frontier
    return {"args": args, "printed": printed, **seen}


def run(options, main, args, folder):
    parser = FlexibleArgumentParser()
    options.add_cli_args(parser)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        main(parser.parse_args([str(folder), *args]))
    return printed.getvalue().replace(str(folder), "FOLDER").splitlines()


class OneProcess(plot.DummyExecutor):
    """So that what is printed can be read."""

    def map(self, function, items):
        return [function(item) for item in items]


def order_by_path():
    """pathlib gives files in the file system's order; the order of figures should not hang on it."""
    found = Path.rglob
    Path.rglob = lambda self, pattern: sorted(found(self, pattern))


runs()
order_by_path()
plot.ProcessPoolExecutor = OneProcess
small = ["--fig-dpi", "20"]
made = {
    "curves": [{**curves([*args, *small], RUNS), "args": args} for args in CURVES],
    "fronts": [front(args, RUNS) for args in FRONTS],
    "floor": [[a, b, None if math.isnan(np.float64(a) // b) else float(np.float64(a) // b)]
              for a in (0.0, 1.0, 0.3, 0.6, 1e16, -1.0, -0.05, 7.25) for b in (0.1, 0.2, 1.0, 2.5, 100.0)],
}
text = json.dumps(made, indent=1)
(OUT / "plots.json").write_text(text + "\n")
for png in [*RUNS.rglob("*.png")]:
    png.unlink()
shutil.rmtree(RUNS / "pareto")
