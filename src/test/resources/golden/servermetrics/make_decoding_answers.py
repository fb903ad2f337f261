# SPDX-License-Identifier: Apache-2.0
"""Makes decoding-*.json: made-up /metrics before and after a run, and vLLM 0.32's figures of them.

Run with a Python that has vLLM 0.32.0: python make_decoding_answers.py .

vLLM's own `benchmark()` does the work, its own functions read the metrics. Only its HTTP session is
replaced by one that gives the made-up texts, and its request function and clock by simple ones: one
request, 8 s.
"""

import asyncio
import contextlib
import io
import json
import sys
import time
import types

import vllm.benchmarks.serve as serve
from vllm.benchmarks.datasets import SampleRequest
from vllm.benchmarks.lib.endpoint_request_func import RequestFuncOutput

SECONDS = 8.0


def spec(engine, drafts, tokens, accepted, positions):
    label = f'engine="{engine}",model_name="a-num_drafts"'
    lines = [
        "# TYPE vllm:spec_decode_num_drafts_total counter",
        f"vllm:spec_decode_num_drafts_total{{{label}}} {drafts}",
        f"vllm:spec_decode_num_drafts_created{{{label}}} 1.7e+09",
        f"vllm:spec_decode_num_draft_tokens_total{{{label}}} {tokens}",
        f"vllm:spec_decode_num_accepted_tokens_total{{{label}}} {accepted}",
    ]
    for i, n in enumerate(positions):
        lines.append(
            f'vllm:spec_decode_num_accepted_tokens_per_pos_total{{{label},position="{i}"}} {n}'
        )
    return "\n".join(lines) + "\n"


def diffusion(engine, steps, positions, committed):
    label = f'engine="{engine}"'
    return (
        f"vllm:diffusion_num_denoising_steps_total{{{label}}} {steps}\n"
        f"vllm:diffusion_num_canvas_positions_total{{{label}}} {positions}\n"
        f"vllm:diffusion_num_committed_tokens_total{{{label}}} {committed}\n"
    )


CASES = {
    "speculative": (
        spec(0, 100.0, 300.0, 150.0, [80.0, 50.0, 20.0]) + spec(1, 0.0, 0.0, 0.0, [0.0, 0.0, 0.0]),
        spec(0, 907.0, 2721.0, 1333.0, [650.0, 460.0, 223.0])
        + spec(1, 1.1e3, 3300.0, 1711.0, [900.0, 511.0, 300.0]),
    ),
    "no-draft": (spec(0, 5.0, 15.0, 3.0, [3.0]), spec(0, 5.0, 15.0, 3.0, [3.0])),
    "diffusion": (
        diffusion(0, 10.0, 320.0, 64.0),
        diffusion(0, 1211.0, 38752.0, 9077.0) + spec(0, 0.0, 0.0, 0.0, []),
    ),
    "both": (
        diffusion(0, 0.0, 0.0, 0.0) + spec(0, 0.0, 0.0, 0.0, [0.0]),
        diffusion(0, 700.0, 22400.0, 4096.0) + spec(0, 11.0, 33.0, 7.0, [7.0]),
    ),
    "neither": ("vllm:num_requests_running 0\n", "vllm:num_requests_running 0\n"),
}


class Session:
    """Gives one text until the request was made, then the other."""

    def __init__(self, texts, taken):
        self.texts, self.taken = texts, taken

    def __call__(self, *_, **__):
        return self

    @contextlib.asynccontextmanager
    async def get(self, url):
        text = self.texts[1 if self.taken else 0]

        async def body():
            return text

        yield types.SimpleNamespace(status=200, text=body)

    async def close(self):
        pass


def vllm_says(texts):
    taken = []

    async def request_func(request_func_input, session, pbar=None):
        taken.append(1)
        out = RequestFuncOutput()
        out.success, out.prompt_len, out.output_tokens = True, 4, 2
        out.ttft, out.itl, out.latency = 1.0, [0.5], 1.5
        return out

    serve.ASYNC_REQUEST_FUNCS["openai-chat"] = request_func
    serve.time = types.SimpleNamespace(
        perf_counter=lambda: SECONDS if taken else 0.0, time=time.time
    )
    serve.aiohttp.ClientSession = Session(texts, taken)
    serve.aiohttp.TCPConnector = lambda **_: None
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
                tokenizer=object(),
                input_requests=[
                    SampleRequest(prompt="", prompt_len=4, expected_output_len=2, request_id="0")
                ],
                logprobs=None,
                request_rate=float("inf"),
                burstiness=1.0,
                disable_tqdm=True,
                num_warmups=0,
                profile=False,
                selected_percentile_metrics=["ttft"],
                selected_percentiles=[99.0],
                ignore_eos=True,
                goodput_config_dict={},
                max_concurrency=None,
                lora_modules=None,
                extra_headers=None,
                extra_body=None,
                ready_check_timeout_sec=0,
            )
        )
    block = printed.getvalue()
    figures = {k: v for k, v in result.items() if k.startswith(("spec_decode", "diffusion"))}
    return figures, list(result), block[block.index("=====") :]


def main(folder):
    for name, texts in CASES.items():
        figures, keys, block = vllm_says(texts)
        answer = dict(
            origin="vllm.benchmarks.serve.benchmark of vLLM 0.32.0, by make_decoding_answers.py",
            before=texts[0],
            after=texts[1],
            seconds=SECONDS,
            figures=figures,
            keys=keys,
            console=block,
        )
        with open(f"{folder}/decoding-{name}.json", "w") as file:
            json.dump(answer, file, indent=1)
            file.write("\n")


main(sys.argv[1])
