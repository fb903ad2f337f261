# SPDX-License-Identifier: Apache-2.0
"""Makes this folder's tokenizer: a byte-level BPE of our own, trained on this project's documents.

Run in the project's root, with the Python package `tokenizers`:
    python src/test/resources/tokenizers/llmbench-small/make.py docs/*.md CONTRIBUTING.md
A later run on changed documents gives another tokenizer, and then every golden made with it is another.
"""
import json
import pathlib
import sys

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

SPECIAL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
here = pathlib.Path(__file__).parent
tokenizer = Tokenizer(models.BPE())
tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
tokenizer.decoder = decoders.ByteLevel()
trainer = trainers.BpeTrainer(
    vocab_size=1500,
    initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
    show_progress=False,
)
tokenizer.train(sys.argv[1:], trainer)
tokenizer.add_special_tokens(SPECIAL)
tokenizer.save(str(here / "tokenizer.json"), pretty=False)
config = {
    "tokenizer_class": "PreTrainedTokenizerFast",
    "bos_token": None,
    "eos_token": "<|im_end|>",
    "pad_token": "<|endoftext|>",
    "additional_special_tokens": ["<|im_start|>", "<|im_end|>"],
    "clean_up_tokenization_spaces": False,
    "model_max_length": 8192,
}
(here / "tokenizer_config.json").write_text(json.dumps(config, indent=1) + "\n")
