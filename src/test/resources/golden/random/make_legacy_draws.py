# SPDX-License-Identifier: Apache-2.0
"""Draws of numpy's global generator, each line: what was called, and what it gave.

    python make_legacy_draws.py > legacy-draws.jsonl      (numpy 2.3.5)
"""
import json

import numpy as np


def line(seed, call, *arguments, size):
    np.random.seed(seed)
    values = getattr(np.random, call)(*arguments, size=size)
    after = np.random.random_sample()
    print(json.dumps(dict(
        seed=seed, call=call, arguments=arguments, values=values.tolist(), after=after)))


line(0, "lognormal", 6.9, 0.57, size=9)
line(4294967295, "lognormal", 0.5, 0.0, size=4)
line(3, "lognormal", 2, 1.5, size=40)
line(0, "poisson", 0, size=3)
line(1, "poisson", 0.3, size=30)
line(2, "poisson", 9.75, size=40)
line(3, "poisson", 10, size=60)
line(4, "poisson", 700.5, size=200)
line(5, "poisson", 20, size=400)
line(0, "zipf", 1.2, size=40)
line(1, "zipf", 1.01, size=60)
line(2, "zipf", 2, size=60)
line(3, "zipf", 4.5, size=30)
line(0, "exponential", 0.25, size=20)
line(77, "exponential", 3, size=20)
line(0, "uniform", -0.1, 0.1, size=10)
line(9, "uniform", 12, 18, size=10)
line(0, "randint", 12, 19, size=30)
line(5, "randint", 80, 121, size=30)
line(6, "randint", 7, 8, size=3)
