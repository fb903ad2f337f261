# SPDX-License-Identifier: Apache-2.0
"""Makes this folder's tokenizer: a small WordPiece with [CLS] and [SEP] around a text, for tests.

Unlike a byte-level BPE it loses text on the way (case, unknown characters), so that decoding and encoding change the length.
Run in the project's root, with the Python package `tokenizers`:
    python src/test/resources/tokenizers/llmbench-wordpiece/make.py docs/*.md CONTRIBUTING.md
"""
import json
import pathlib
import sys

from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
here = pathlib.Path(__file__).parent
tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
tokenizer.decoder = decoders.WordPiece()
tokenizer.train(sys.argv[1:], trainers.WordPieceTrainer(vocab_size=600, special_tokens=SPECIAL, show_progress=False))
tokenizer.post_processor = processors.TemplateProcessing(
    single="[CLS] $A [SEP]",
    pair="[CLS] $A [SEP] $B:1 [SEP]:1",
    special_tokens=[("[CLS]", tokenizer.token_to_id("[CLS]")), ("[SEP]", tokenizer.token_to_id("[SEP]"))],
)
tokenizer.save(str(here / "tokenizer.json"), pretty=False)
config = {
    "tokenizer_class": "PreTrainedTokenizerFast",
    "cls_token": "[CLS]",
    "sep_token": "[SEP]",
    "pad_token": "[PAD]",
    "unk_token": "[UNK]",
    "mask_token": "[MASK]",
    "clean_up_tokenization_spaces": False,
}
(here / "tokenizer_config.json").write_text(json.dumps(config, indent=1) + "\n")
