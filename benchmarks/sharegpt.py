# SPDX-License-Identifier: Apache-2.0
"""Makes a file in ShareGPT's form, and times vLLM's own reading of it: see sharegpt.sh."""
import json
import random
import resource
import sys
import time

WORDS = "river stone light window garden copper morning paper bridge quiet market letter winter engine".split()


def make(path, megabytes):
    rng = random.Random(1)
    said = 0
    with open(path, "w", encoding="utf-8") as f:
        f.write("[")
        number = 0
        while said < megabytes << 20:
            turns = [
                {"from": ("human", "gpt")[i % 2], "value": " ".join(rng.choices(WORDS, k=rng.randint(2, 400)))}
                for i in range(rng.randint(1, 8))
            ]
            text = json.dumps({"id": f"made-{number}", "conversations": turns})
            f.write((",\n" if number else "\n") + text)
            said += len(text)
            number += 1
        f.write("\n]\n")


def read(path, tokenizer_path, count, out):
    from transformers import AutoTokenizer
    from vllm.benchmarks.datasets import ShareGPTDataset

    tokenizer = AutoTokenizer.from_pretrained(tokenizer_path)
    start = time.perf_counter()
    requests = ShareGPTDataset(random_seed=0, dataset_path=path).sample(tokenizer=tokenizer, num_requests=count)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"vLLM: {len(requests)} prompts {seconds:.2f} s, at most {peak:.0f} MiB")
    with open(out, "w", encoding="utf-8") as f:
        for r in requests:
            f.write(json.dumps([r.prompt, r.prompt_len, r.expected_output_len], ensure_ascii=False) + "\n")


if sys.argv[1] == "make":
    make(sys.argv[2], int(sys.argv[3]))
else:
    read(sys.argv[2], sys.argv[3], int(sys.argv[4]), sys.argv[5])
