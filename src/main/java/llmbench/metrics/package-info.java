// SPDX-License-Identifier: Apache-2.0

/**
 * From records to figures. {@link llmbench.metrics.ServingMetrics#of} reads the records of one case
 * once and gives every figure of its result; nothing here has a clock, a file or a random number,
 * so the same records always give the same figures.
 *
 * <p>The formulas are those of vLLM 0.32 ({@code calculate_metrics} in {@code
 * vllm/benchmarks/serve.py}). Two readings of the same streams are computed side by side:
 *
 * <ul>
 *   <li>ours: only chunks that carry output count, and only {@link
 *       llmbench.recording.Outcome#COMPLETED} is a success;
 *   <li>vLLM's: every chunk with {@code choices} counts, whatever it holds, and a stream that was
 *       cut or that reported an error after its first chunk is a success.
 * </ul>
 *
 * <p><b>Worked example.</b> A chat request is sent at 0 ms. The server sends a role-only chunk at 5
 * ms, then tokens at 105, 125 and 145 ms, then a finish-only chunk at 146 ms.
 *
 * <pre>
 *            ours                          vLLM's
 *   TTFT     105 ms (first token)          5 ms (role chunk)
 *   ITL      20, 20 ms                     100, 20, 20, 1 ms
 *   E2EL     145 ms (last token)           146 ms
 *   TPOT     (145 − 105) / 2 = 20 ms       (146 − 5) / 2 = 70.5 ms
 * </pre>
 *
 * <p>Beside them {@link llmbench.metrics.FurtherFigures} has what vLLM does not: the steady window,
 * intervals, time slices and exact peaks. They come from walks over the kept requests ({@code
 * EventWalk}), which give each thing with the time at which it was known.
 *
 * <p><b>Memory.</b> Records are not kept. A request costs about 80 bytes and a chunk 9, and while a
 * distribution is computed 8 more per gap: one million requests of 20 tokens need some 450 MB.
 *
 * <p><b>Threads.</b> {@code of} works in the calling thread. Its result never changes.
 */
@NullMarked
package llmbench.metrics;

import org.jspecify.annotations.NullMarked;
