# SPDX-License-Identifier: Apache-2.0
"""vLLM's own random prompts, timed, and written for comparison: see prompts.sh."""
import json
import sys
import time

from transformers import AutoTokenizer
from vllm.benchmarks.datasets import RandomDataset

tokenizer_path, count, input_len, output_len, ratio, prefix_len, seed, out = sys.argv[1:9]
tokenizer = AutoTokenizer.from_pretrained(tokenizer_path)
start = time.perf_counter()
requests = RandomDataset(random_seed=int(seed)).sample(
    tokenizer=tokenizer,
    num_requests=int(count),
    prefix_len=int(prefix_len),
    range_ratio=float(ratio),
    input_len=int(input_len),
    output_len=int(output_len),
)
print(f"vLLM: {len(requests)} prompts {time.perf_counter() - start:.2f} s")
with open(out, "w", encoding="utf-8") as f:
    for r in requests:
        f.write(json.dumps([r.prompt, r.prompt_len, r.expected_output_len], ensure_ascii=False) + "\n")
