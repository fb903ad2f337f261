// SPDX-License-Identifier: Apache-2.0

/**
 * From records to figures, pure: the same records give the same figures, with no server and no
 * clock. Definitions are vLLM 0.32's ({@code vllm/benchmarks/serve.py}, {@code calculate_metrics})
 * but for which chunks count; {@code docs/metrics.md} lists them all.
 *
 * <p>A worked example, which is also the first test: a request sent at 0 s whose stream brings a
 * role at 0.1 s, tokens at 0.5, 0.6 and 0.8 s and a finish reason at 0.9 s has TTFT 0.5 s, ITL 0.1
 * and 0.2 s, E2EL 0.8 s and, with 3 output tokens, TPOT (0.8 − 0.5) / 2 = 0.15 s. vLLM reads the
 * same stream as TTFT 0.1 s, ITL 0.4, 0.1, 0.2 and 0.1 s, E2EL 0.9 s and TPOT (0.9 − 0.1) / 2 = 0.4
 * s.
 */
@NullMarked
package llmbench.metrics;

import org.jspecify.annotations.NullMarked;
