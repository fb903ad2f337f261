#!/usr/bin/env bash
# How often a comparison errs, and what it finds, on made runs in virtual time.
#   benchmarks/compare.sh [PAIRS FIRST_SEED [same]]
# "same": only runs that have had the same requests.
# Needs `mvn test-compile` first.
set -euo pipefail
cd "$(dirname "$0")/.."
set -- "${1:-1000}" "${2:-1}" "${3:-all}"
out="$(mktemp -d)"; trap 'rm -rf "$out"' EXIT
mvn -q dependency:build-classpath -Dmdep.outputFile="$out/classpath" -Dmdep.includeScope=test
java -Xmx900m -cp "target/test-classes:target/classes:$(cat "$out/classpath")" llmbench.compare.CompareBenchmark "$@"
