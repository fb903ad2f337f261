# SPDX-License-Identifier: Apache-2.0
"""Requests made by vLLM's own datasets of the samples in this folder: see README.md."""
import json
import sys
import zlib

from transformers import AutoTokenizer
from vllm.benchmarks.datasets import datasets

# Python's hash of a text differs from run to run; CRC-32 stands in for it, as in our own code.
datasets.hash = lambda key: zlib.crc32(key.encode("utf-8"))

LABELS = {
    "timed_trace_label_timestamp": "timestamp",
    "timed_trace_label_input_length": "input_length",
    "timed_trace_label_output_length": "output_length",
    "timed_trace_label_hash_ids": "hash_ids",
}


def sets():
    """Name, the set, what its sample() is asked."""
    d = datasets
    yield "sharegpt-s0", d.ShareGPTDataset(random_seed=0, dataset_path="sharegpt.json"), dict(num_requests=12)
    yield "sharegpt-over-s7", d.ShareGPTDataset(random_seed=7, dataset_path="sharegpt.json"), dict(num_requests=40)
    yield "sharegpt-out3-s1", d.ShareGPTDataset(random_seed=1, dataset_path="sharegpt.json", disable_shuffle=True), dict(
        num_requests=40, output_len=3, no_oversample=True)
    yield "sharegpt-chat-s2", d.ShareGPTDataset(random_seed=2, dataset_path="sharegpt.json"), dict(
        num_requests=20, enable_multimodal_chat=True)
    yield "custom-s0", d.CustomDataset(random_seed=0, dataset_path="custom.jsonl"), dict(
        num_requests=20, output_len=256, skip_chat_template=True)
    yield "custom-rows-s4294967295", d.CustomDataset(random_seed=4294967295, dataset_path="custom.jsonl"), dict(
        num_requests=9, output_len=-1, skip_chat_template=True)
    yield "custom-chat-s3", d.CustomDataset(random_seed=3, dataset_path="custom.jsonl"), dict(
        num_requests=20, output_len=16)
    yield "custom-chat-kwargs", d.CustomDataset(random_seed=0, dataset_path="custom.jsonl"), dict(
        num_requests=6, output_len=-1, chat_template_kwargs={"enable_thinking": False})
    yield "spec_bench-chat", d.SpecBench(dataset_path="spec_bench.jsonl"), dict(num_requests=15, output_len=256)
    yield "speed_bench-chat", d.SpeedBench(dataset_path="speed_bench", dataset_subset="qualitative"), dict(
        num_requests=6, output_len=4096)
    yield "prefix_repetition-s0", d.PrefixRepetitionRandomDataset(random_seed=0), dict(
        num_requests=14, prefix_len=20, suffix_len=9, num_prefixes=3, output_len=17)
    yield "prefix_repetition-kept-s5", d.PrefixRepetitionRandomDataset(random_seed=5, disable_shuffle=True), dict(
        num_requests=8, prefix_len=5, suffix_len=40, num_prefixes=2, output_len=1)
    yield "random-batch4-s3", d.RandomDataset(random_seed=3), dict(
        num_requests=10, input_len=24, output_len=8, range_ratio=0.3, batchsize=4)
    yield "random-rerank-s0", d.RandomDatasetForReranking(random_seed=0), dict(
        num_requests=7, input_len=40, range_ratio=0.0, batchsize=3)
    yield "random-rerank-ratio-s9", d.RandomDatasetForReranking(random_seed=9), dict(
        num_requests=6, input_len=64, range_ratio={"input": 0.4, "output": 0.1}, batchsize=1)
    yield "random-rerank-none-s2", d.RandomDatasetForReranking(random_seed=2), dict(
        num_requests=9, input_len=20, range_ratio=0.2, batchsize=4, is_reranker=False)
    yield "burstgpt-s0", d.BurstGPTDataset(random_seed=0, dataset_path="burstgpt.csv"), dict(num_requests=8)
    yield "burstgpt-over-s6", d.BurstGPTDataset(random_seed=6, dataset_path="burstgpt.csv"), dict(num_requests=30)
    yield "timed_trace", d.TimedTrace(
        dataset_path="timed_trace.jsonl", timed_trace_sec_multiplier=0.001, **LABELS), dict(num_requests=20)
    yield "spec_bench", d.SpecBench(dataset_path="spec_bench.jsonl"), dict(
        num_requests=15, output_len=256, skip_chat_template=True)
    yield "spec_bench-math", d.SpecBench(dataset_path="spec_bench.jsonl", category="math"), dict(
        num_requests=3, output_len=5, skip_chat_template=True)
    yield "speed_bench", d.SpeedBench(
        dataset_path="speed_bench", dataset_subset="qualitative", category="coding"), dict(
        num_requests=6, output_len=4096, skip_chat_template=True)


for name in ("small", "wordpiece"):
    tokenizer = AutoTokenizer.from_pretrained(f"../tokenizers/llmbench-{name}")
    for golden, dataset, asked in sets():
        with open(f"goldens/{golden}-{name}.jsonl", "w", encoding="utf-8") as f:
            for r in dataset.sample(tokenizer=tokenizer, **asked):
                row = [r.prompt, r.prompt_len, r.expected_output_len, r.multi_modal_data, r.timestamp]
                f.write(json.dumps(row, ensure_ascii=False) + "\n")
