# SPDX-License-Identifier: Apache-2.0
"""When vLLM 0.32 sends its requests, and the numbers that it draws for it.

    python make_arrivals.py                         write gammas.txt, arrivals.txt and rounded.txt beside this file
    python make_arrivals.py --seed 1 --num-prompts 300 --request-rate 7.3 [--burstiness 0.5]
        [--ramp-up-strategy linear --ramp-up-start-rps 1 --ramp-up-end-rps 20] [--vocab 151643 --draws 256,64,64]
                                                    print one schedule: a line for each request, offset and rate

Run it with a Python that has numpy. Where vLLM can be imported too (an installed `vllm`, or the wheel for the CPU), the
times come out of its own `vllm.benchmarks.serve.get_request`, whose clock stands still and whose sleeps are noted, not
slept; otherwise out of the same sums written down here. The first line of the output says which of the two it was.
The files were made with numpy 2.3.5 on x86-64 (glibc 2.36) and vLLM's own code. --draws are lengths of
np.random.randint(0, vocab, size=length) before the first gap, which is all that a data set like prefix_repetition draws.
"""

import argparse
import asyncio
import math
import pathlib
import random
import sys
from decimal import Decimal, getcontext

import numpy as np

try:
    from vllm.benchmarks import serve
except ImportError:
    serve = None

HERE = pathlib.Path(__file__).parent
INF = float("inf")

# name: seed, requests, rate, burstiness, ramp (strategy, start, end), lengths drawn before
SETTINGS = {
    "four": (0, 4, 10.0, 1.0, None, ()),
    "poisson": (1, 300, 7.3, 1.0, None, ()),
    "bursty": (2, 200, 2.0, 0.5, None, ()),
    "smooth": (3, 200, 50.0, 2.5, None, ()),
    "equal": (4, 50, 3.0, INF, None, ()),
    "at-once": (5, 10, INF, 1.0, None, ()),
    "linear": (6, 200, INF, 1.0, ("linear", 1, 20), ()),
    "exponential": (7, 200, INF, 0.7, ("exponential", 1, 50), ()),
    "linear-fractions": (8, 150, INF, 3.0, ("linear", 0.5, 4.25), ()),
    "exponential-equal": (4294967295, 100, INF, INF, ("exponential", 0.25, 32), ()),
    "single": (9, 1, 0.5, 1.0, None, ()),
    "ramp-of-one": (10, 1, INF, 1.0, ("linear", 2, 8), ()),
    "after-prefix-repetition": (11, 100, 5.0, 0.25, None, (256, 64, 64, 64, 256, 64, 64, 64)),
    "barely-bursty": (12, 120, 0.8, 0.05, None, ()),
}
VOCAB = 151643


class Still:
    """Stands for vLLM's `time` and `asyncio`: now is always 0, and a sleep is noted."""

    def __init__(self):
        self.slept = 0.0

    def time(self):
        return 0.0

    async def sleep(self, seconds):
        self.slept = seconds


def vllms(n, rate, burstiness, ramp):
    async def run():
        still = Still()
        before = serve.time, serve.asyncio
        serve.time = serve.asyncio = still
        try:
            strategy, start, end = ramp or (None, None, None)
            requests = [type("Request", (), {"timestamp": None})() for _ in range(n)]
            schedule = []
            async for _, at in serve.get_request(requests, rate, burstiness, strategy, start, end):
                schedule.append((still.slept, at))
            return schedule
        finally:
            serve.time, serve.asyncio = before

    return asyncio.run(run())


def own(n, rate, burstiness, ramp):
    offsets, rates = [], []
    for i in range(n):
        now = rate
        if ramp:
            strategy, start, end = ramp
            share = i / max(n - 1, 1)
            now = start + (end - start) * share if strategy == "linear" else start * (end / start) ** share
        rates.append(now)
        if now == INF:
            gap = 0.0
        elif burstiness == INF:
            gap = 1.0 / now
        else:
            gap = np.random.gamma(shape=burstiness, scale=1.0 / (now * burstiness))
        offsets.append(gap + offsets[-1] if offsets else gap)
    if not ramp and offsets[-1] != 0:
        factor = n / rate / offsets[-1]
        offsets = [offset * factor for offset in offsets]
    return list(zip(offsets, rates))


def schedule(seed, n, rate, burstiness, ramp, draws, vocab=VOCAB):
    np.random.seed(seed)
    for length in draws:
        np.random.randint(0, vocab, size=length)
    return (vllms if serve else own)(n, rate, burstiness, ramp)


def changes(ramp, rates):
    """`rps_change_events` of vLLM's `benchmark`: index of the request before which each is noted."""
    last = ramp[1]
    noted = [f"-1:{last}"]
    for i, rate in enumerate(rates):
        for value in range(int(last) + 1, int(rate) + 1) if int(rate) > last else ():
            noted.append(f"{i}:{value}")
        last = max(last, int(rate))
    return " ".join(noted)


def write_arrivals():
    with open(HERE / "arrivals.txt", "w") as file:
        for name, (seed, n, rate, burstiness, ramp, draws) in SETTINGS.items():
            made = schedule(seed, n, rate, burstiness, ramp, draws)
            shape = " ".join(map(str, ramp)) if ramp else "none 0 0"
            file.write(f"{name} {seed} {n} {rate} {burstiness} {shape} {','.join(map(str, draws)) or '-'}\n")
            if ramp and isinstance(ramp[1], int):
                file.write("changes " + changes(ramp, [rate for _, rate in made]) + "\n")
            file.writelines(f"{float(offset)!r}\n" for offset, _ in made)


def write_gammas():
    """Several shapes from one generator, so that the kept twin of a normal number passes from one to the next."""
    with open(HERE / "gammas.txt", "w") as file:
        for seed in (0, 1, 4294967295):
            state = np.random.RandomState(seed)
            for i in range(200):
                shape, scale = [(1, 0.1), (0.5, 0.2), (2, 0.05), (7.25, 3), (0.03, 1), (1.5, 1e-3)][i % 6]
                value = state.gamma(shape, scale)
                file.write(f"{seed} gamma {shape} {scale} {float(value)!r}\n")
            for _ in range(50):
                file.write(f"{seed} exponential 0 0 {float(state.standard_exponential())!r}\n")
                file.write(f"{seed} normal 0 0 {float(state.standard_normal())!r}\n")
                file.write(f"{seed} uniform 0 0 {float(state.random_sample())!r}\n")


def write_rounded():
    """Logarithms and powers to the nearest double, by 80 digits."""
    getcontext().prec = 80
    draws = random.Random(0)
    with open(HERE / "rounded.txt", "w") as file:
        for i in range(600):
            x = [draws.random(), math.exp(draws.uniform(-700, 700)), 1 + draws.uniform(-1, 1) * 10 ** draws.uniform(-15, -1)][i % 3]
            y = draws.uniform(0, 1) if i % 2 else 10 ** draws.uniform(-2, 1.5)
            log = Decimal(x).ln()
            power = log * Decimal(y)
            power = INF if power > Decimal("709.782712893383") else float(power.exp())
            file.write(f"{x!r} {float(log)!r} {y!r} {power!r}\n".replace("inf", "Infinity"))


def main():
    if len(sys.argv) == 1:
        write_arrivals()
        write_gammas()
        write_rounded()
        return
    options = argparse.ArgumentParser()
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--num-prompts", type=int, default=1000)
    options.add_argument("--request-rate", type=float, default=INF)
    options.add_argument("--burstiness", type=float, default=1.0)
    options.add_argument("--ramp-up-strategy", choices=["linear", "exponential"])
    options.add_argument("--ramp-up-start-rps", type=float)
    options.add_argument("--ramp-up-end-rps", type=float)
    options.add_argument("--vocab", type=int, default=VOCAB)
    options.add_argument("--draws", default="")
    args = options.parse_args()
    ramp = args.ramp_up_strategy and (args.ramp_up_strategy, args.ramp_up_start_rps, args.ramp_up_end_rps)
    draws = [int(length) for length in args.draws.split(",") if length]
    print("# by " + ("vLLM's get_request" if serve else "its sums, without vLLM"))
    made = schedule(args.seed, args.num_prompts, args.request_rate, args.burstiness, ramp, draws, args.vocab)
    for offset, rate in made:
        print(f"{float(offset)!r} {rate!r}")


if __name__ == "__main__":
    main()
