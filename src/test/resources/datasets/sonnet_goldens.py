# SPDX-License-Identifier: Apache-2.0
"""Prompts of sonnet by its rules (reference: SonnetDataset of vLLM 0.11), written anew: see README.md."""
import json
import random

from transformers import AutoTokenizer

ASK = "Pick as many lines as you can from these poem lines:\n"


def requests(tokenizer, lines, count, seed, total, prefix, formatted):
    def length(text):
        return len(tokenizer(text).input_ids)

    def chat(text):
        return tokenizer.apply_chat_template(
            [{"role": "user", "content": text}], add_generation_prompt=True, tokenize=False)

    rng = random.Random(seed)
    offset = length(chat(ASK))
    average = sum(length(line) for line in lines) / len(lines)
    every = round((total - offset) / average)
    shared = max(round((prefix - offset) / average), 0)
    made = []
    while len(made) < count:
        text = ASK + "".join(lines[:shared] + rng.choices(lines, k=every - shared))
        tokens = length(chat(text))
        if tokens <= total:
            made.append([chat(text) if formatted else text, tokens])
    return made


with open("../../../main/resources/llmbench/dataset/sonnet.txt", encoding="utf-8") as f:
    poem = f.readlines()
for name in ("small", "wordpiece"):
    tokenizer = AutoTokenizer.from_pretrained(f"../tokenizers/llmbench-{name}")
    for golden, args in {
        "sonnet-s0": (12, 0, 550, 200, False),
        "sonnet-rendered-s7": (9, 7, 1200, 400, True),
    }.items():
        with open(f"goldens/{golden}-{name}.jsonl", "w", encoding="utf-8") as f:
            for prompt, tokens in requests(tokenizer, poem, *args):
                f.write(json.dumps([prompt, tokens, 150, None, None], ensure_ascii=False) + "\n")
