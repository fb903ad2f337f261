# SPDX-License-Identifier: Apache-2.0
"""Requests with media, made by vLLM's own datasets: see README.md."""
import base64
import hashlib
import io
import json
import os
import pathlib
import tempfile

import cv2
import soundfile
from PIL import Image
from transformers import AutoTokenizer
from vllm.benchmarks.datasets import datasets
from vllm.benchmarks.lib import endpoint_request_func


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
    """A part with its bytes' digest in their place: a film as Frames has it, a PNG file's pixels."""
    part = json.loads(json.dumps(part))
    kind = part["type"]
    if kind == "input_audio":
        part[kind]["data"] = sha(base64.b64decode(part[kind]["data"]))
    elif kind in ("image_url", "video_url"):
        head, comma, data = part[kind]["url"].partition(",")
        if comma and len(data) > 10:
            part[kind]["url"] = head + "," + digest(head, base64.b64decode(data))
    return part


def digest(head, data):
    if "video" in head:
        return data.decode()
    if "png" in head:
        image = Image.open(io.BytesIO(data))
        assert image.mode == "RGB"
        return f"{image.width}x{image.height} {sha(image.tobytes())}"
    return sha(data)


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
    yield "random-mm-chat-s2", 2, dict(
        num_requests=3, input_len=12, output_len=4, base_items_per_request=2, enable_multimodal_chat=True,
        bucket_config={(10, 20, 1): 1.0})


def write(golden, name, requests):
    with open(f"goldens/{golden}-{name}.jsonl", "w", encoding="utf-8") as f:
        for r in requests:
            media = r.multi_modal_data
            media = [] if media is None else media if isinstance(media, list) else [media]
            prompt = r.prompt
            if isinstance(prompt, list):
                prompt = [dict(prompt[0], content=[shown(part) for part in prompt[0]["content"]])]
            row = [prompt, r.prompt_len, r.expected_output_len, [shown(part) for part in media]]
            f.write(json.dumps(row, ensure_ascii=False) + "\n")


def custom_media():
    """Name, set, what sample() is asked."""
    d, here = datasets, "src/test/resources/datasets/"
    images = here + "custom_image.jsonl"
    yield "custom_image-s0", d.CustomImageDataset(random_seed=0, dataset_path=images), dict(
        num_requests=9, output_len=40)
    yield "custom_image-chat-s3", d.CustomImageDataset(random_seed=3, dataset_path=images), dict(
        num_requests=4, output_len=1, enable_multimodal_chat=True)
    yield "custom_image-local", d.CustomImageDataset(
        dataset_path=here + "custom_image_local.jsonl", disable_shuffle=True), dict(
        num_requests=6, output_len=3, ensure_client_side_data=True)
    audio = here + "custom_audio.jsonl"
    yield "custom_audio-chat-s1", d.CustomAudioDataset(random_seed=1, dataset_path=audio), dict(
        num_requests=11, output_len=-1, enable_multimodal_chat=True)
    yield "custom_audio-s0", d.CustomAudioDataset(random_seed=0, dataset_path=audio), dict(
        num_requests=8, output_len=256, skip_chat_template=True)


def sent(request):
    """The messages as vLLM's client sends them; for a file its prompt, digest and length."""
    media = request.multi_modal_data
    if isinstance(media, dict) and "audio" in media:
        file = io.BytesIO()  # as async_request_openai_audio has it
        soundfile.write(file, *media["audio"], format="WAV")
        file.seek(0)
        return [request.prompt, sha(file.getvalue()), soundfile.info(file).duration]
    messages = endpoint_request_func._get_chat_messages(endpoint_request_func.RequestFuncInput(
        prompt=request.prompt, api_url="", prompt_len=1, output_len=1, model="", multi_modal_content=media))
    for message in messages:
        message["content"] = [shown(part) for part in message["content"]]
    return messages


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

os.chdir("../../../..")
for name in ("small", "wordpiece"):
    tokenizer = AutoTokenizer.from_pretrained(f"src/test/resources/tokenizers/llmbench-{name}")
    for golden, dataset, asked in custom_media():
        with open(f"src/test/resources/datasets/goldens/{golden}-{name}.jsonl", "w", encoding="utf-8") as f:
            for r in dataset.sample(tokenizer=tokenizer, **asked):
                f.write(json.dumps([sent(r), r.prompt_len, r.expected_output_len], ensure_ascii=False) + "\n")
