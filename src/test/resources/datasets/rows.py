# SPDX-License-Identifier: Apache-2.0
"""Writes the same rows in each format that is read: see README.md."""
import bz2
import csv
import gzip
import json
import lzma

import pyarrow as pa
import pyarrow.parquet as pq
import zstandard

FLAT = [
    {"id": "a", "text": "The tide turned at noon.", "score": 0.5},
    {"id": "b", "text": "Two lines:\nand \"quotes\", and a comma", "score": 1.25},
    {"id": "c", "text": None, "score": 2.0},
    {"id": "d", "text": "日本語 und Ähren 🌾", "score": -3.0},
]
NESTED = [
    {
        "n": i,
        "turns": [[{"role": "user", "content": f"Question {i}"}], []] if i % 3 else [],
        "image": {"bytes": bytes([i, 255, 0]), "path": None if i % 2 else f"{i}.png"},
        "choices": {"A": "one", "B": None if i == 4 else "two"},
        "ratio": i / 4,
        "good": i % 2 == 0,
        "nothing": None if i == 1 else [1, None, 3],
    }
    for i in range(7)
]


def main():
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in FLAT).encode()
    write("flat.jsonl", lines)
    write("flat.json", json.dumps(FLAT, ensure_ascii=False, indent=1).encode())
    write("flat.jsonl.gz", gzip.compress(lines, mtime=0))
    # Two members one after the other, as appended logs are.
    half = lines.index(b'{"id": "c"')
    write("flat.json.gz", gzip.compress(lines[:half], mtime=0) + gzip.compress(lines[half:], mtime=0))
    write("flat.jsonl.zst", zstandard.compress(lines))
    write("flat.jsonl.xz", lzma.compress(lines))
    write("flat.jsonl.bz2", bz2.compress(lines))
    for name, separator in ("flat.csv", ","), ("flat.tsv", "\t"):
        with open(f"rows/{name}", "w", encoding="utf-8", newline="") as f:
            table = csv.DictWriter(f, FLAT[0], delimiter=separator)
            table.writeheader()
            table.writerows(FLAT)
    schema = pa.schema([("id", pa.string()), ("text", pa.large_string()), ("score", pa.float64())])
    for codec in "none", "snappy", "gzip", "zstd", "lz4":
        pq.write_table(pa.Table.from_pylist(FLAT, schema), f"rows/flat-{codec}.parquet", compression=codec)
    pq.write_table(pa.Table.from_pylist(FLAT, schema), "rows/flat-v2.parquet", data_page_version="2.0")
    pq.write_table(pa.Table.from_pylist(NESTED), "rows/nested.parquet", row_group_size=3)


def write(name, content):
    with open(f"rows/{name}", "wb") as f:
        f.write(content)


main()
