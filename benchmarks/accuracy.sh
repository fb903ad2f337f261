#!/usr/bin/env bash
# The client's own error: times measured against the exact engine's record of when it wrote each token.
#   [WAVES=5] benchmarks/accuracy.sh [STREAMS ...]      default: 1 10 100 1000
# The engine runs in a process of its own; both clocks are CLOCK_MONOTONIC, which processes of one Linux machine share.
# Cold is the first wave of each case (one request a stream), warm the waves after it. Needs `mvn test-compile` first.
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- 1 10 100 1000
out="$(mktemp -d)"
mvn -q dependency:build-classpath -Dmdep.outputFile="$out/classpath" -Dmdep.includeScope=test
tokens=50; waves="${WAVES:-5}"
for streams in "$@"; do
  java -Xmx1g -cp "target/classes:$(cat "$out/classpath")" llmbench.engine.EngineProcess \
    --port 18300 --exact --ttft-ms 100 --itl-ms 20 --max-seconds 120 > "$out/engine.log" 2>&1 &
  engine=$!
  trap 'kill $engine 2>/dev/null; rm -rf "$out"' EXIT
  until grep -q listening "$out/engine.log"; do sleep 0.1; done
  mvn -q gatling:test -Dbench.base_url=http://127.0.0.1:18300 -Dbench.model=llmbench/embedded \
    -Dbench.tokenizer=src/test/resources/tokenizers/llmbench-small \
    -Dbench.input_output="[[16, $tokens]]" -Dbench.concurrency_prompts="[[$streams, $((streams * waves))]]" \
    -Dbench.result_dir="$out/results" > "$out/run.log" 2>&1 || tail -n 20 "$out/run.log"
  curl -sf http://127.0.0.1:18300/exact/times > "$out/times.jsonl"
  python3 benchmarks/accuracy.py "$streams" "$out"/results/records/*_mc"$streams"_*.jsonl "$out/times.jsonl"
  kill $engine; wait $engine 2>/dev/null || true
done
