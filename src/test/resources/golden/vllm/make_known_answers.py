# SPDX-License-Identifier: Apache-2.0
"""Makes known-*.json: made-up requests, and what the real vLLM 0.32 computes and prints of them.

Run with a Python that has vLLM 0.32.0 (any platform's build) and numpy:

    python make_known_answers.py .

vLLM's own `benchmark()` does the work. Only its request function is replaced by one that returns
the made-up outputs, and its clock by one that shows 0 until the last output was taken and the
duration afterwards.
"""

import asyncio
import contextlib
import io
import json
import random
import sys
import time
import types

import vllm.benchmarks.serve as serve
from vllm.benchmarks.datasets import SampleRequest
from vllm.benchmarks.lib.endpoint_request_func import RequestFuncOutput

PERCENTILES = [50.0, 90.0, 99.0, 99.9]
METRICS = ["ttft", "tpot", "itl", "e2el", "client_queue_time"]
GOODPUT = {"ttft": 400.0, "tpot": 60.0, "e2el": 3000.0}
MAX_CONCURRENCY = 4
MS = 1_000_000


def plain(rng):
    """Output chunks only, one token each; three failures."""
    requests = []
    for i in range(40):
        sent = (i // 4) * 1_700 * MS + rng.randrange(40 * MS)
        chunks, at = [], sent + rng.randrange(80 * MS, 500 * MS)
        for _ in range(rng.choice([1, 2, 3, 17, 50])):
            chunks.append([at, "o"])
            at += rng.randrange(5 * MS, 80 * MS)
        request = dict(sent=sent, chunks=chunks, end=chunks[-1][0] + 3 * MS, outcome="completed")
        if i in (5, 6, 30):
            request.update(outcome="http_error" if i == 30 else "connection_lost")
            if i == 30:
                request.update(chunks=[], end=sent + 2 * MS)
        requests.append(finish(request, rng))
    return requests


def mixed(rng):
    """A role chunk first, empty chunks between, a finish chunk last; every kind of outcome."""
    outcomes = ["completed"] * 8 + ["cut", "stream_error", "empty", "malformed", "idle_timeout"]
    requests = []
    for i in range(39):
        sent = i * 300 * MS + rng.randrange(10 * MS)
        outcome = outcomes[i % len(outcomes)]
        chunks, at = [[sent + 4 * MS, "e"]], sent + rng.randrange(80 * MS, 500 * MS)
        for _ in range(0 if outcome == "empty" else rng.choice([1, 2, 9, 30])):
            chunks.append([at, "e" if rng.random() < 0.1 and len(chunks) > 1 else "o"])
            at += rng.randrange(5 * MS, 80 * MS)
        if outcome in ("completed", "empty"):
            chunks.append([at, "f"])
        requests.append(finish(dict(sent=sent, chunks=chunks, end=at + 3 * MS, outcome=outcome), rng))
    return requests


def on_the_second(rng):
    """A tenth chunk after exactly one second, which a running sum of 0.1 s does not reach."""
    requests = []
    for i in range(6):
        chunks = [[100 * MS * (k + 1), "o"] for k in range(12)]
        requests.append(
            finish(dict(sent=0, chunks=chunks, end=chunks[-1][0], outcome="completed"), rng)
        )
    return requests


def all_failed(rng):
    return [
        finish(dict(sent=i * MS, chunks=[], end=(i + 5) * MS, outcome="connect_failed"), rng)
        for i in range(3)
    ]


def finish(request, rng):
    output = sum(1 for _, kind in request["chunks"] if kind == "o")
    # Now and then more tokens than chunks, as with speculative decoding.
    request["output_tokens"] = output * 2 if output > 5 and rng.random() < 0.2 else output
    request["prompt_tokens"] = rng.randrange(1, 300)
    request["error"] = "" if request["outcome"] == "completed" else "it " + request["outcome"]
    return request


def output_of(request, kinds, successes):
    sent = request["sent"]
    times = [at for at, kind in request["chunks"] if kind in kinds]
    success = bool(times) and request["outcome"] in successes
    out = RequestFuncOutput()
    out.start_time = sent / 1e9
    out.prompt_len = request["prompt_tokens"]
    out.success = success
    out.error = "" if success else request["error"]
    if times:
        out.ttft = (times[0] - sent) / 1e9
        out.itl = [(b - a) / 1e9 for a, b in zip(times, times[1:])]
        # As with a server that sends its usage; a count of 0 sends vLLM to its tokenizer.
        out.output_tokens = request["output_tokens"]
    if success:
        out.latency = (times[-1] - sent) / 1e9
    return out


class NoTokens:
    """The tokenizer: only an answer without output is ever given to it."""

    def __call__(self, text, add_special_tokens):
        return types.SimpleNamespace(input_ids=[])


def from_zero(requests):
    """Moves all times so that the first request is sent at 0, where the clock starts."""
    first = min(request["sent"] for request in requests)
    for request in requests:
        request["sent"] -= first
        request["end"] -= first
        request["chunks"] = [[at - first, kind] for at, kind in request["chunks"]]
    return requests


def vllm_says(requests, kinds, successes):
    outputs = [output_of(request, kinds, successes) for request in requests]
    duration = (max(r["end"] for r in requests) - min(r["sent"] for r in requests)) / 1e9
    taken = []

    async def request_func(request_func_input, session, pbar=None):
        taken.append(request_func_input.request_id)
        return outputs[int(request_func_input.request_id)]

    clock = types.SimpleNamespace(
        perf_counter=lambda: duration if len(taken) == len(outputs) else 0.0, time=time.time
    )

    async def nothing(*_):
        return None

    serve.ASYNC_REQUEST_FUNCS["openai-chat"] = request_func
    serve.time, serve.fetch_spec_decode_metrics = clock, nothing
    serve.fetch_diffusion_metrics = nothing
    samples = [
        SampleRequest(prompt="", prompt_len=1, expected_output_len=1, request_id=str(i))
        for i in range(len(requests))
    ]
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        result = asyncio.run(
            serve.benchmark(
                task_type=serve.TaskType.GENERATION,
                endpoint_type="openai-chat",
                api_url="http://localhost/v1/chat/completions",
                base_url="http://localhost",
                model_id="m",
                model_name="m",
                tokenizer=NoTokens(),
                input_requests=samples,
                logprobs=None,
                request_rate=float("inf"),
                burstiness=1.0,
                disable_tqdm=True,
                num_warmups=0,
                profile=False,
                selected_percentile_metrics=METRICS,
                selected_percentiles=PERCENTILES,
                ignore_eos=True,
                goodput_config_dict=GOODPUT,
                max_concurrency=MAX_CONCURRENCY,
                lora_modules=None,
                extra_headers=None,
                extra_body=None,
                ready_check_timeout_sec=0,
            )
        )
    block = printed.getvalue()
    return result, block[block.index("=====") :]


def main(folder):
    for name, make in [
        ("plain", plain),
        ("mixed", mixed),
        ("on-the-second", on_the_second),
        ("all-failed", all_failed),
    ]:
        requests = from_zero(make(random.Random(32)))
        ours, block = vllm_says(requests, "o", ["completed"])
        peaks, _ = vllm_says(requests, "oef", ["completed"])
        theirs, _ = vllm_says(requests, "oef", ["completed", "cut", "stream_error", "empty"])
        answer = dict(
            origin="vllm.benchmarks.serve.benchmark of vLLM 0.32.0, through make_known_answers.py",
            percentiles=PERCENTILES,
            goodput=GOODPUT,
            max_concurrency=MAX_CONCURRENCY,
            requests=requests,
            output_chunks=ours,
            all_chunks_of_completed=peaks,
            vllm_definitions=theirs,
            console=block,
        )
        with open(f"{folder}/known-{name}.json", "w") as out:
            json.dump(answer, out, separators=(",", ":"))
            out.write("\n")


main(sys.argv[1])
