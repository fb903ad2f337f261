#!/usr/bin/env bash
# Makes the same random prompts with llmbench and with vLLM, times both, and compares them byte for byte.
#   benchmarks/prompts.sh TOKENIZER_FOLDER PYTHON [COUNT INPUT_LEN OUTPUT_LEN RATIO PREFIX_LEN SEED]
# PYTHON runs a Python that has vLLM 0.32, such as /path/to/venv/bin/python. Needs `mvn test-compile` first.
set -euo pipefail
cd "$(dirname "$0")/.."
tokenizer="$1"; python="$2"; shift 2
set -- "${1:-10000}" "${2:-1024}" "${3:-128}" "${4:-0.0}" "${5:-0}" "${6:-0}"
out="$(mktemp -d)"; trap 'rm -rf "$out"' EXIT
mvn -q dependency:build-classpath -Dmdep.outputFile="$out/classpath" -Dmdep.includeScope=test
java -Xmx900m -cp "target/test-classes:target/classes:$(cat "$out/classpath")" \
  llmbench.dataset.PromptBenchmark "$tokenizer" "$@" "$out/ours.jsonl"
$python benchmarks/prompts.py "$tokenizer" "$@" "$out/theirs.jsonl" 2>/dev/null
python3 - "$out/ours.jsonl" "$out/theirs.jsonl" <<'PY'
import json, sys
ours, theirs = ([json.loads(line) for line in open(f, encoding="utf-8")] for f in sys.argv[1:3])
same = sum(a == b for a, b in zip(ours, theirs))
print(f"{same} of {len(theirs)} prompts are the same")
sys.exit(0 if ours == theirs else 1)
PY
