# SPDX-License-Identifier: Apache-2.0
"""Writes small sets of our own making in the layout of the Hub's sets: see README.md."""
import csv
import gzip
import io
import json
import os
import random

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import soundfile
from PIL import Image

random.seed(32)
WORDS = (
    "harbour ledger tide signal ribbon window lantern copper gravel orchard ferry index kernel bucket thread socket "
    "packet vector matrix cursor Würfel straße café naïve 日本語 данные 🌾 λx.x"
).split()


def words(least, most):
    return " ".join(random.choice(WORDS) for _ in range(random.randint(least, most)))


def write(path, content):
    os.makedirs(os.path.dirname(f"hub/{path}"), exist_ok=True)
    with open(f"hub/{path}", "wb") as f:
        f.write(content)


def lines(path, rows, pack=bytes):
    write(path, pack("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows).encode()))


def parquet(path, rows, **options):
    buffer = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), buffer, **options)
    write(path, buffer.getvalue())


def card(path, configs):
    write(f"{path}/README.md", f"---\nconfigs:\n{configs}---\n\n# A sample of our own\n".encode())


def texts():
    for set_name in "mt-bench",:
        rows = [{"question_id": i, "category": "x", "turns": [words(3, 30), words(1, 9)]} for i in range(40)]
        lines(f"philschmid/{set_name}/question.jsonl", rows)
    # More rows than the buffer of a stream holds, of three files and several row groups.
    for shard, count in enumerate((730, 1290, 311)):
        parquet(
            f"openai/openai_humaneval/data/test-0000{shard}-of-00003.parquet",
            [{"task_id": f"{shard}/{i}", "prompt": f"def f{shard}_{i}():\n    \"\"\"{words(2, 4)}\"\"\"\n"} for i in range(count)],
            row_group_size=200, compression="zstd")
    card("openai/gsm8k", (
        "- config_name: main\n  data_files:\n  - split: train\n    path: main/train-*\n  - split: test\n    path: main/test-*\n"
        "- config_name: socratic\n  data_files:\n  - split: train\n    path: socratic/train-*\n"))
    for part, count in (("main/train", 7), ("main/test", 25), ("socratic/train", 5)):
        parquet(f"openai/gsm8k/{part}-00000-of-00001.parquet",
                [{"question": f"{part} {i}: {words(5, 25)}?", "answer": f"#### {i}"} for i in range(count)])
    rows = [{"input": f"x = {i}\n", "instruction": words(2, 8), "output": "y"} for i in range(30)]
    write("likaixin/InstructCoder/train.json", json.dumps(rows, ensure_ascii=False, indent=2).encode())
    for name in "edit_5k_char", "edit_10k_char":
        out = io.StringIO(newline="")
        table = csv.writer(out)
        table.writerow(["code", "change_request", "norm_distance"])
        for i in range(25):
            table.writerow([f"a = {i}\nprint(\"{words(1, 5)}\", a)\n", words(3, 9), i / 20])
        write(f"vdaita/{name}/train.csv", out.getvalue().encode())
    for name in "aimo-validation-aime", "NuminaMath-1.5", "NuminaMath-CoT":
        rows = [{"problem": words(1, 40), "solution": words(1, 60)} for _ in range(20)]
        rows.append({"problem": words(900, 950), "solution": words(3, 6)})
        rows.append({"problem": words(8, 9), "solution": words(5200, 5300)})
        parquet(f"AI-MO/{name}/data/train-00000-of-00001.parquet", rows, compression="snappy")
    mark = "<|editable_region_start|>"
    rows = [{"events": f"User edited {i}", "input": words(4, 20), "output": words(1, 9) + (mark + "\n" + words(3, 20) if i % 4 else "é")}
            for i in range(18)]
    lines("zed-industries/zeta/train.jsonl", rows)
    for set_name in "llama2", "llama3.1":
        rows = [{"system_prompt": words(3, 9), "question": words(4, 30), "output": words(1, 40)} for _ in range(20)]
        lines(f"mgoin/mlperf-inference-{set_name}-data/data.json.gz", rows, lambda b: gzip.compress(b, mtime=0))
    rows = [{"id": str(i), "conversations": [{"from": "human", "value": words(1, 30)}, {"from": "gpt", "value": words(1, 40)}][: 1 + (i % 5 > 0)]}
            for i in range(40)]
    rows[7]["conversations"][0]["value"] = words(700, 720)
    write("Aeala/ShareGPT_Vicuna_unfiltered/ShareGPT_V4.json", json.dumps(rows, ensure_ascii=False).encode())


def tools():
    folder = "gorilla-llm/Berkeley-Function-Calling-Leaderboard"
    for category, count in (("simple", 9), ("live_simple", 5), ("multiple", 12)):
        rows = []
        for i in range(count):
            name = random.choice(WORDS)
            rows.append({
                "id": f"{category}_{i}",
                "question": [[{"role": "system", "content": words(2, 5)}] * (i % 3 == 0) + [{"role": "user", "content": words(4, 20)}]],
                "function": [{"name": f"f{i}", "description": name, "parameters": {"type": "dict", "properties": {
                    "a": {"type": "float", "description": words(1, 4), "default": None},
                    "b": {"type": "tuple", "items": {"type": "any"}},
                    "c": {"type": "string", "enum": ["x", "y"]}}, "required": ["a"]}}],
            })
        rows[3]["function"] = []
        rows[2]["question"] = [[]]
        lines(f"{folder}/BFCL_v3_{category}.json", rows)


IMAGE = pa.struct([("bytes", pa.binary()), ("path", pa.string())])


def encoded(image, kind):
    out = io.BytesIO()
    image.save(out, format=kind)
    return {"bytes": out.getvalue(), "path": None}


def images():
    """Every mode and format that Java reads as well."""
    pixels = np.random.default_rng(5)
    rgb = Image.fromarray(pixels.integers(0, 256, (11, 17, 3), dtype=np.uint8))
    smooth = Image.fromarray(np.add.outer(np.arange(24), np.arange(32))[:, :, None].repeat(3, 2).astype(np.uint8) * 4)
    rgba = Image.fromarray(pixels.integers(0, 256, (9, 8, 4), dtype=np.uint8))
    grey = Image.fromarray(pixels.integers(0, 256, (7, 13), dtype=np.uint8))
    palette = rgb.quantize(16)
    return [encoded(rgb, "PNG"), encoded(smooth, "JPEG"), encoded(rgba, "PNG"), encoded(grey, "PNG"), encoded(palette, "PNG"),
            encoded(grey.convert("LA"), "PNG"), encoded(grey, "JPEG"), encoded(palette, "GIF"), encoded(rgb, "BMP"),
            encoded(rgb.convert("1"), "PNG")]


def pictured():
    pictures = images()
    def table(path, rows, schema):
        buffer = io.BytesIO()
        feature = {"features": {n: {"_type": "Image"} for n in ("image",)}} if False else None
        pq.write_table(pa.Table.from_pylist(rows, schema), buffer)
        write(path, buffer.getvalue())
    said = pa.list_(pa.list_(pa.struct([("role", pa.string()), ("content", pa.string())])))
    for path, column in (("lmarena-ai/VisionArena-Chat", "conversation"), ("lmarena-ai/vision-arena-bench-v0.1", "turns")):
        rows = [{"images": [p], column: [[{"role": "user", "content": words(2, 12)}], [{"role": "assistant", "content": "x"}]]} for p in pictures]
        table(f"{path}/data/train-00000-of-00001.parquet", rows, pa.schema([("images", pa.list_(IMAGE)), (column, said)]))
    rows = [{"index": i, "question": f"\u00a0{words(3, 9)}\nOptions: A: x, B: y Options:" if i % 2 else words(2, 4), "image": p}
            for i, p in enumerate(pictures)]
    table("Lin-Chen/MMStar/mmstar.parquet", rows, pa.schema([("index", pa.int64()), ("question", pa.string()), ("image", IMAGE)]))
    card("Lin-Chen/MMStar", "- config_name: val\n  data_files:\n  - split: val\n    path: mmstar.parquet\n")
    turn = pa.struct([("from", pa.string()), ("value", pa.string())])
    rows = [{"id": str(i), "image": p, "conversations": [{"from": "human", "value": f"<image>\n{words(2, 20)}"}, {"from": "gpt", "value": words(1, 9)}]}
            for i, p in enumerate(pictures)]
    card("lmms-lab/LLaVA-OneVision-Data", (
        "- config_name: chart\n  data_files:\n  - split: train\n    path: chart/*.parquet\n"
        "- config_name: figure\n  data_files: figure/*.parquet\n"))
    schema = pa.schema([("id", pa.string()), ("image", IMAGE), ("conversations", pa.list_(turn))])
    table("lmms-lab/LLaVA-OneVision-Data/chart/train-00000-of-00001.parquet", rows, schema)
    table("lmms-lab/LLaVA-OneVision-Data/figure/train-00000-of-00001.parquet", rows[:3], schema)
    root = "https://huggingface.co/datasets/yale-nlp/MMVU/resolve/main/videos"
    rows = [{"id": str(i), "video": f"{root}/{i}.mp4", "question": words(3, 9), "choices": {"A": words(1, 3), "B": words(1, 2), "C": ""}} for i in range(6)]
    write("yale-nlp/MMVU/validation.json", json.dumps(rows, ensure_ascii=False, indent=1).encode())
    for i in range(6):
        write(f"yale-nlp/MMVU/videos/{i}.mp4", b"not a video, number %d" % i)


def sound(seconds, kind, rate=16000):
    out = io.BytesIO()
    soundfile.write(out, np.zeros(int(seconds * rate), dtype=np.int16), rate, format=kind)
    return out.getvalue()


def speech():
    audio = pa.struct([("bytes", pa.binary()), ("path", pa.string())])
    schema = pa.schema([("audio", audio), ("text", pa.string())])
    clips = [(0.02 * i, ("FLAC", "WAV", "OGG")[i % 3]) for i in range(1, 13)]
    rows = [{"audio": {"bytes": sound(s, k), "path": f"{i}.{k.lower()}"}, "text": words(1, 4)} for i, (s, k) in enumerate(clips)]
    for name in "openslr/librispeech_asr", "D4nt3/esb-datasets-earnings22-validation-tiny-filtered":
        buffer = io.BytesIO()
        pq.write_table(pa.Table.from_pylist(rows, schema), buffer)
        write(f"{name}/data/train-00000-of-00001.parquet", buffer.getvalue())


texts()
tools()
pictured()
speech()
