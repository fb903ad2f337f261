# SPDX-License-Identifier: Apache-2.0
"""Requests with media, made by vLLM's own datasets: see README.md."""
import base64
import hashlib
import io
import json
import pathlib
import tempfile

import cv2
from PIL import Image
from transformers import AutoTokenizer
from vllm.benchmarks.datasets import datasets


def sha(data):
    return hashlib.sha256(data).hexdigest()


class Frames:
    """Stands in for OpenCV's writer: the file is the pictures that were to be encoded, as JPEG."""

    def __init__(self, path, fourcc, fps, frameSize):
        self.path, self.head, self.frames = path, f"{fps} {frameSize[0]}x{frameSize[1]}", []

    def isOpened(self):
        return True

    def write(self, bgr):
        jpeg = io.BytesIO()
        Image.fromarray(bgr[:, :, ::-1]).save(jpeg, format="JPEG")
        self.frames.append(jpeg.getvalue())

    def release(self):
        digest = sha(b"".join(self.frames))
        pathlib.Path(self.path).write_text(f"{self.head} {len(self.frames)} {digest}")


cv2.VideoWriter = Frames


def shown(part):
    """A part with its bytes' digest in their place; a film as Frames has it."""
    part = json.loads(json.dumps(part))
    kind = part["type"]
    if kind in ("image_url", "video_url"):
        head, comma, data = part[kind]["url"].partition(",")
        if comma:
            data = base64.b64decode(data)
            part[kind]["url"] = head + "," + (data.decode() if kind == "video_url" else sha(data))
    return part


def random_media():
    """Name, seed, what sample() is asked."""
    yield "random-mm-s0", 0, dict(num_requests=6, input_len=24, output_len=8)
    yield "random-mm-many-s5", 5, dict(
        num_requests=12, input_len=20, output_len=16, prefix_len=5, range_ratio=0.4,
        base_items_per_request=3, num_mm_items_range_ratio=1.0,
        limit_mm_per_prompt={"image": 3, "video": 1},
        bucket_config={(33, 17, 1): 2.0, (8, 50, 1): 1.0, (16, 24, 3): 3.0, (9, 15, 2): 0.5, (1, 1, 1): 0.0})
    yield "random-mm-videos-s4294967295", 4294967295, dict(
        num_requests=4, input_len=9, output_len=1, base_items_per_request=2,
        limit_mm_per_prompt={"video": 2, "image": 0},
        bucket_config={(7, 5, 5): 1.0, (20, 30, 1): 0.2})


def write(golden, name, requests):
    with open(f"goldens/{golden}-{name}.jsonl", "w", encoding="utf-8") as f:
        for r in requests:
            media = r.multi_modal_data
            media = [] if media is None else media if isinstance(media, list) else [media]
            row = [r.prompt, r.prompt_len, r.expected_output_len, [shown(part) for part in media]]
            f.write(json.dumps(row, ensure_ascii=False) + "\n")


def marked(folder):
    """A tokenizer with a word that tokenizer.json marks special and no configuration names."""
    made = pathlib.Path(tempfile.mkdtemp())
    source = pathlib.Path(folder)
    tokenizer = json.loads((source / "tokenizer.json").read_text(encoding="utf-8"))
    word, number = next((w, i) for w, i in tokenizer["model"]["vocab"].items() if i == 77)
    tokenizer["added_tokens"].append(dict(
        id=number, content=word, single_word=False, lstrip=False, rstrip=False, normalized=False, special=True))
    (made / "tokenizer.json").write_text(json.dumps(tokenizer), encoding="utf-8")
    (made / "tokenizer_config.json").write_bytes((source / "tokenizer_config.json").read_bytes())
    return made


for name in ("small", "wordpiece"):
    folder = f"../tokenizers/llmbench-{name}"
    tokenizer = AutoTokenizer.from_pretrained(folder)
    for golden, seed, asked in random_media():
        write(golden, name, datasets.RandomMultiModalDataset(random_seed=seed).sample(tokenizer=tokenizer, **asked))
    write("random-mm-marked-s1", name, datasets.RandomMultiModalDataset(random_seed=1).sample(
        tokenizer=AutoTokenizer.from_pretrained(marked(folder)), num_requests=40, input_len=60, output_len=2,
        base_items_per_request=0))
