# SPDX-License-Identifier: Apache-2.0
"""What the benchmark scripts share: the programs of floor/, and runs of the clients with the CPU time of all their processes."""
import json
import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
TOKENIZER = "src/test/resources/tokenizers/llmbench-small"
PORT = 18400


class Bench:
    """A scratch folder with the programs of floor/; everything started in it ends with it."""

    def __enter__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="llmbench-"))
        for program in ("pace", "floor"):
            subprocess.run(["cc", "-O2", "-pthread", "-o", self.folder / program, ROOT / "benchmarks/floor" / (program + ".c")], check=True)
        self.has_go = shutil.which("go") is not None
        if self.has_go:
            subprocess.run(["go", "build", "-o", self.folder / "floor-go", ROOT / "benchmarks/floor/floor.go"], check=True)
        self.server = None
        return self

    def __exit__(self, *failure):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def pace(self, ttft_ms, itl_ms, prompt_tokens=16, seconds=600, threads=1):
        """Starts the pacing server, a new one each time, so that its memory of times is of one run."""
        self.stop()
        self.server = subprocess.Popen(
            [self.folder / "pace", str(PORT), str(int(ttft_ms * 1000)), str(int(itl_ms * 1000)), str(prompt_tokens), str(seconds), str(threads)],
            stdout=subprocess.PIPE)
        self.server.stdout.readline()

    def stop(self):
        if self.server:
            self.server.kill()
            self.server.wait()
            self.server = None

    def server_cpu_seconds(self):
        """CPU time of the pacing server so far, which does nothing but serve (one thread: its share of a core)."""
        fields = pathlib.Path(f"/proc/{self.server.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def times(self):
        """The server's own record: request id -> {read, written}."""
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/exact/times") as answer:
            return {t["request_id"]: t for t in map(json.loads, answer)}

    def floor(self, streams, requests, tokens, threads=1, prompt_bytes=70, times=None):
        out = subprocess.run([self.folder / "floor", *map(str, (PORT, streams, requests, tokens, threads, prompt_bytes)), *([times] if times else [])],
                             check=True, capture_output=True, text=True).stdout
        return json.loads(out)

    def floor_go(self, streams, requests, tokens):
        return json.loads(subprocess.run([self.folder / "floor-go", *map(str, (PORT, streams, requests, tokens))], check=True, capture_output=True, text=True).stdout)

    def ours(self, streams, requests, tokens, inputs=16, results=None, options=()):
        """mvn gatling:test, as a user runs it: CPU and wall time of Maven, Gatling and its reports, all in all."""
        results = results or self.folder / "results"
        command = self.ours_command(streams, requests, tokens, inputs, results, options)
        run = cpu_of(command, self.folder / "run.log")
        found = list(results.glob("bench_*.json"))
        if not found:
            sys.exit((self.folder / "run.log").read_text()[-3000:])
        result = json.loads(found[0].read_text())
        if result["failed"] or result["completed"] != requests:
            sys.exit(f"{result['completed']} completed, {result['failed']} failed of {requests}")
        run["records"] = next(results.glob("records/*.jsonl"))
        run["result"] = result
        return run

    @staticmethod
    def ours_command(streams, requests, tokens, inputs=16, results=None, options=()):
        """The command of such a run, after which its results stand alone in their folder."""
        shutil.rmtree(results, ignore_errors=True)
        return ["mvn", "-q", "gatling:test", f"-Dbench.base_url=http://127.0.0.1:{PORT}", "-Dbench.model=llmbench/embedded", f"-Dbench.tokenizer={TOKENIZER}",
                   f"-Dbench.input_output=[[{inputs}, {tokens}]]", f"-Dbench.concurrency_prompts=[[{streams}, {requests}]]", f"-Dbench.result_dir={results}", *options]


def cpu_of(command, log):
    """Runs a command to its end. CPU seconds are those of all the processes it waited for."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    with open(log, "w") as out:
        subprocess.run(command, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {"seconds": time.monotonic() - start, "cpu_seconds": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime}


def compiled():
    """Compiles once, so that no measured run does."""
    subprocess.run(["mvn", "-q", "test-compile"], cwd=ROOT, check=True)
    os.environ.setdefault("MAVEN_OPTS", "-XX:TieredStopAtLevel=1")


def bare_ready():
    """Compiles benchmarks/gatling, Gatling without llmbench, with the versions of our pom."""
    subprocess.run([*bare_maven(), "test-compile"], cwd=ROOT, check=True)


def bare_gatling(simulation, **properties):
    """The command that runs a simulation of benchmarks/gatling."""
    return [*bare_maven(), "gatling:test", f"-Dgatling.simulationClass=bare.{simulation}", *(f"-Dbare.{k}={v}" for k, v in properties.items())]


def bare_maven():
    pom = (ROOT / "pom.xml").read_text()
    version = {name: re.search(f"<{name}>(.+)</{name}>", pom)[1] for name in ("gatling.version", "gatling-maven-plugin.version")}
    return ["mvn", "-q", "-f", str(ROOT / "benchmarks/gatling"), *(f"-D{k}={v}" for k, v in version.items())]
