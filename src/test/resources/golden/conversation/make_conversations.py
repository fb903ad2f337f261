# SPDX-License-Identifier: Apache-2.0
"""What vLLM 0.32's own multi-turn benchmark makes, draws and prints.

    python make_conversations.py VLLM/benchmarks/multi_turn      (in this folder)

VLLM is the source of the release (`pip download --no-binary :all: --no-deps vllm==0.32.0`); python
has vllm, transformers, numpy and pandas. Writes generated-*.json, lengths.txt,
clients.json, turns.json and turns.txt beside itself.
"""
import asyncio
import io
import json
import queue
import random
import sys
from contextlib import redirect_stdout
from types import SimpleNamespace

sys.path.insert(0, sys.argv[1])

import bench_dataset as d  # noqa: E402
import benchmark_serving_multi_turn as b  # noqa: E402
import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402
from transformers import AutoTokenizer  # noqa: E402

TOKENIZERS = "../../tokenizers/llmbench-"


def write(name, value):
    with open(name, "w") as file:
        json.dump(value, file, indent=1)
        file.write("\n")


def generated():
    for spec in ("mixed", "plain"):
        with open(f"generator-{spec}.json") as file:
            args = d.parse_input_json_file(json.load(file))
        for tokenizer, seed in (("small", 0), ("wordpiece", 4294967295)):
            np.random.seed(seed)
            loaded = AutoTokenizer.from_pretrained(TOKENIZERS + tokenizer)
            made = d.conversations_dict_to_list(d.generate_conversations(args, loaded))
            with open(f"generated-{spec}-{tokenizer}-s{seed}.json", "w") as file:
                json.dump(made, file, indent=4)


def lengths():
    """What print_stats prints of one of them."""
    with open("generated-plain-wordpiece-s4294967295.json") as file:
        made = {item["id"]: item["messages"] for item in json.load(file)}
    pd.set_option("display.width", 1000)
    pd.set_option("display.max_columns", 100)
    pd.set_option("display.precision", 2)
    text = io.StringIO()
    with redirect_stdout(text):
        d.print_conv_stats(made, AutoTokenizer.from_pretrained(TOKENIZERS + "wordpiece"))
    with open("lengths.txt", "w") as file:
        file.write(text.getvalue())


def conversations(count):
    return {f"c{i}": [dict(role="assistant" if k % 2 else "user", content=f"{i}.{k}")
                      for k in range(2 * (1 + i % 4))] for i in range(count)}


def client(seed, number, active, sampling, rate, failing=(), retries=0, warmed=False, most=None,
           max_turns=None, count=9):
    """The turns and sleeps of one client alone, of whose turns some are refused."""
    log = []
    sent = 0

    async def send_turn(session, client_id, conv_id, messages, used, *rest):
        nonlocal sent
        sent += 1
        log.append(["turn", conv_id, used, [m["content"] for m in messages[:used]]])
        if sent - 1 in failing:
            return None
        messages[used]["content"] = f"answer {sent}"
        return b.RequestStats(*[0] * len(b.RequestStats._fields))

    async def sleep(seconds):
        log.append(["sleep", seconds])

    tasks, results, ended, stop = (queue.Queue(), queue.Queue(), queue.Queue(),
                                   SimpleNamespace(is_set=lambda: False))
    for item in conversations(count).items():
        tasks.put(item)
    tasks.put((b.TERM_SIGNAL, b.TERM_SIGNAL))
    args = b.ClientArgs(
        seed=seed, max_num_requests=most, skip_first_turn=warmed, max_turns=max_turns,
        max_active_conversations=active, verbose=False, print_content=False, verify_output=False,
        conversation_sampling=b.ConversationSampling(sampling), request_rate=rate,
        max_retries=retries)
    turn, pause = b.send_turn, asyncio.sleep
    b.send_turn, asyncio.sleep = send_turn, sleep
    try:
        asyncio.run(b.client_main(
            args, SimpleNamespace(timeout_sec=1), number, None, stop, tasks, results, ended))
    finally:
        b.send_turn, asyncio.sleep = turn, pause
    output = []
    while not ended.empty():
        conv_id, messages = ended.get()
        if conv_id is not b.TERM_SIGNAL:
            output.append([conv_id, [m["content"] for m in messages]])
    return dict(seed=seed, number=number, active=active, sampling=sampling, rate=rate,
                failing=list(failing), retries=retries, warmed=warmed, most=most,
                max_turns=max_turns, count=count, log=log, output=output)


def clients():
    write("clients.json", [
        client(0, 0, 1, "round_robin", 0),
        client(0, 1, 3, "round_robin", 4),
        client(7, 0, 3, "random", 0.5),
        client(7, 5, 4, "random", 0, failing=(2, 5)),
        client(1, 0, 3, "round_robin", 2, failing=(1, 2, 9)),
        client(3, 0, 2, "round_robin", 3, failing=(1, 2, 6), retries=1),
        client(0, 0, 2, "round_robin", 0, warmed=True),
        client(0, 0, 2, "round_robin", 0, most=7),
        client(0, 0, 2, "random", 0, max_turns=3),
    ])


def turns():
    """Turns with their chunks, what send_turn makes of them, and how they are printed."""
    draw = random.Random(5)
    cases, stats = [], []
    for i in range(130):
        tokens = [draw.choice((1, 1, 1, 2, 5)) for _ in range(draw.randint(1, 12))]
        sent = 1_000_000_000 + i * 37_000_000
        nanos = [sent + draw.randint(100_000, 400_000_000)]
        while len(nanos) < len(tokens):
            nanos.append(nanos[-1] + draw.randint(1_000_000, 40_000_000))
        messages = [dict(role="assistant" if k % 2 else "user", content="w " * draw.randint(1, 30))
                    for k in range(2 * draw.randint(0, 4) + 1)]
        case = dict(conversation=f"c{i % 20}", client=i % 3, messages=len(messages),
                    history=sum(len(m["content"].split()) for m in messages[:-1]),
                    asked=sum(len(m["content"].split()) for m in messages), sent=sent, nanos=nanos,
                    tokens=tokens, end=nanos[-1] + draw.randint(1000, 900_000))
        cases.append(case)

        async def send_request(*_, **__):
            words = ["w " * count for count in tokens]
            return b.ServerResponse(
                valid=True, ttft_ms=(nanos[0] - sent) / 1e6, tpot_ms=0,
                latency_ms=(case["end"] - sent) / 1e6, start_time_ms=sent / 1e6,
                first_chunk=words[0], content="".join(words), num_chunks=len(tokens) - 1)

        b.send_request = send_request
        count = lambda text, **_: SimpleNamespace(input_ids=text.split())
        args = SimpleNamespace(
            limit_min_tokens=-1, limit_max_tokens=-1, chat_url="", model="", stream=True,
            timeout_sec=1, send_conversation_id=False, headers={})
        stats.append(asyncio.run(b.send_turn(
            None, case["client"], case["conversation"], messages, len(messages), count, args,
            False, False)))
    write("turns.json", dict(cases=cases, stats=[s._asdict() for s in stats]))
    pd.set_option("display.width", 1000)
    pd.set_option("display.max_columns", 100)
    text = io.StringIO()
    with redirect_stdout(text):
        b.process_statistics(stats, [0.0, 0.3], dict(model="m"), False)
        pd.set_option("display.precision", 2)
        for sample in ([0.001, 7], [1e7, 0.5], [1234567.5, 0], [3], [0.125, 2.5, 12.375]):
            frame = pd.DataFrame(dict(a=sample, long_name=[2.0] * len(sample)))
            print(frame.describe(percentiles=[0.25, 0.5, 0.75, 0.9]).transpose())
    with open("turns.txt", "w") as file:
        file.write(text.getvalue())


generated()
lengths()
clients()
turns()
