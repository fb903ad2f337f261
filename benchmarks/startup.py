#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How long `mvn gatling:test` takes to its first request: ours to the first of the client's warm-up, and a bare Gatling simulation.

    benchmarks/startup.py [RUNS]        default: 5

Wall time in seconds, medians, classes up to date, one run of each in turn. To tell where it goes, Maven's own part (`test-compile`
with nothing to compile, which gatling:test runs first) is timed apart, and our first line stands for the simulation's construction.
"""
import datetime
import http.server
import re
import statistics
import subprocess
import sys
import threading
import time

from run import ROOT, Bench, bare_gatling, bare_ready, compiled

RUNS = int(sys.argv[1]) if len(sys.argv) > 1 else 5
seen = []


class Seen(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        seen.append(time.time())
        self.send_response(200)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *args):
        pass


def timed(command):
    """Seconds that a command takes."""
    start = time.monotonic()
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - start


def began(result):
    stamp = re.search(r'"warm_up_began" *: *"([^"]+)"', result.read_text())[1]
    return datetime.datetime.fromisoformat(stamp[:26].rstrip("Z") + "+00:00").timestamp()


compiled()
bare_ready()
server = http.server.HTTPServer(("127.0.0.1", 0), Seen)
threading.Thread(target=server.serve_forever, daemon=True).start()
ours, bare, maven, first_line = [], [], [], []
with Bench() as bench:
    bench.pace(1, 1)
    for _ in range(RUNS):
        seen.clear()
        start = time.time()
        subprocess.run(bare_gatling("OneRequest", url=f"http://127.0.0.1:{server.server_port}/"), check=True, stdout=subprocess.DEVNULL)
        bare.append(seen[0] - start)
        results = bench.folder / "results"
        start = time.time()
        with subprocess.Popen(bench.ours_command(1, 1, 1, results=results), cwd=ROOT, stdout=subprocess.PIPE) as run:
            while not run.stdout.readline().strip():
                pass
            first_line.append(time.time() - start)
            run.stdout.read()
        ours.append(began(next(results.glob("bench_*.json"))) - start)
        maven.append(timed(["mvn", "-q", "test-compile"]))
        print(f"bare {bare[-1]:.2f} s   llmbench {ours[-1]:.2f} s (first line {first_line[-1]:.2f} s)   Maven alone {maven[-1]:.2f} s", flush=True)
median = statistics.median
print(f"median: bare {median(bare):.2f} s, llmbench {median(ours):.2f} s: {median(ours) - median(bare):+.2f} s; Maven alone {median(maven):.2f} s,"
      f" our first line {median(first_line):.2f} s")
