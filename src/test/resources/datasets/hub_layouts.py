# SPDX-License-Identifier: Apache-2.0
"""Which files the `datasets` library takes for which split, for folders of many forms: see README.md."""
import json
import os
import tempfile

from datasets.data_files import DataFilesDict, get_data_patterns, sanitize_patterns

LAYOUTS = [
    ["data.jsonl"],
    ["train.csv", "test.csv"],
    ["b.jsonl", "a.jsonl", "sub/c.jsonl", "README.md", "config.json"],
    ["data/train-00000-of-00002.parquet", "data/train-00001-of-00002.parquet", "data/test-00000-of-00001.parquet"],
    ["data/extra-00000-of-00001.parquet", "data/validation-00000-of-00001.parquet", "data/train-00000-of-00001-abc123.parquet"],
    ["data/train/shard_0.csv", "data/train/shard_1.csv", "data/test/shard_0.csv"],
    ["train_0.csv", "train_1.csv", "my-dev-set.csv", "eval 2.csv"],
    ["training.jsonl.gz", "val.jsonl.gz"],
    ["strain.jsonl", "testing1.jsonl"],
    ["my_train_data/x.json", "evaluation/y.json"],
    [".hidden/train.jsonl", "__cache__/train.jsonl", "x.jsonl", ".y.jsonl"],
    ["main/train-00000-of-00001.parquet", "main/test-00000-of-00001.parquet"],
    ["validation.json", "videos/1.mp4", "train.json"],
]
PATTERNS = [
    (["a/1.csv", "a/2.csv", "b/3.csv"], "a/*"),
    (["a/1.csv", "a/2.csv", "b/c/3.csv"], ["b/**", "a/2*"]),
    (["a/1.csv", "a/2.csv", "b/c/3.csv"], "**/*.csv"),
    (["a/1.csv", "a/x2.csv", "ab/3.csv"], [{"split": "train", "path": "a*/[0-9].csv"}, {"split": "test", "path": ["a/x?.csv"]}]),
]


def splits(files, patterns):
    with tempfile.TemporaryDirectory() as folder:
        for name in files:
            os.makedirs(os.path.dirname(f"{folder}/{name}") or folder, exist_ok=True)
            open(f"{folder}/{name}", "w").close()
        patterns = sanitize_patterns(patterns) if patterns else get_data_patterns(folder)
        endings = [".parquet", ".json", ".jsonl", ".csv", ".tsv"]
        found = DataFilesDict.from_patterns(patterns, base_path=folder, allowed_extensions=endings)
        return {str(split): [os.path.relpath(path, folder) for path in paths] for split, paths in found.items()}


with open("goldens/hub-layouts.jsonl", "w", encoding="utf-8") as f:
    for files, patterns in [(files, None) for files in LAYOUTS] + PATTERNS:
        f.write(json.dumps([files, patterns, splits(files, patterns)]) + "\n")
