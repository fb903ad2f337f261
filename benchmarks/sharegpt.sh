#!/usr/bin/env bash
# Takes the same requests from a file in ShareGPT's form with llmbench and with vLLM, times both, and compares them.
#   benchmarks/sharegpt.sh FILE TOKENIZER_FOLDER PYTHON [COUNT]
# A FILE that is not there is made, of 600 MB. PYTHON runs a Python that has vLLM 0.32. Needs `mvn test-compile` first.
set -euo pipefail
cd "$(dirname "$0")/.."
file="$1"; tokenizer="$2"; python="$3"; count="${4:-1000}"
out="$(mktemp -d)"; trap 'rm -rf "$out"' EXIT
[ -e "$file" ] || python3 benchmarks/sharegpt.py make "$file" 600
mvn -q dependency:build-classpath -Dmdep.outputFile="$out/classpath" -Dmdep.includeScope=test
java -Xmx512m -cp "target/test-classes:target/classes:$(cat "$out/classpath")" \
  llmbench.dataset.ShareGptBenchmark "$file" "$tokenizer" "$count" "$out/ours.jsonl"
$python benchmarks/sharegpt.py read "$file" "$tokenizer" "$count" "$out/theirs.jsonl" 2>/dev/null
python3 - "$out/ours.jsonl" "$out/theirs.jsonl" <<'PY'
import json, sys
ours, theirs = ([json.loads(line) for line in open(f, encoding="utf-8")] for f in sys.argv[1:3])
same = sum(a == b for a, b in zip(ours, theirs))
print(f"{same} of {len(theirs)} requests are the same")
sys.exit(0 if ours == theirs else 1)
PY
