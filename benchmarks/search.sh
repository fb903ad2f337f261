#!/usr/bin/env bash
# How near the search for the limit comes to true limits, in virtual time on the embedded engine's model.
#   benchmarks/search.sh [SEEDS REQUESTS_OF_A_LONG_RUN FIRST_SEED]
# Needs `mvn test-compile` first.
set -euo pipefail
cd "$(dirname "$0")/.."
set -- "${1:-20}" "${2:-600000}" "${3:-1}"
out="$(mktemp -d)"; trap 'rm -rf "$out"' EXIT
mvn -q dependency:build-classpath -Dmdep.outputFile="$out/classpath" -Dmdep.includeScope=test
java -Xmx900m -cp "target/test-classes:target/classes:$(cat "$out/classpath")" llmbench.search.SearchBenchmark "$@"
