// SPDX-License-Identifier: Apache-2.0

/**
 * Graphs of an agent's calls: which call of the model waits for which others, and how long tools
 * run in between.
 *
 * <p><b>A file of graphs</b> has a JSON object on each line; blank lines are passed over:
 *
 * <pre>
 * {"id": "trip-1", "calls": [
 *   {"id": "plan", "prompt": "Plan a trip to Kyoto", "output_len": 200},
 *   {"id": "hotels", "parents": ["plan"], "tool_time_s": 1.5, "input_len": 900, "output_len": 80},
 *   {"id": "trains", "parents": ["plan"], "tool_time_s": 0.4, "input_len": 700, "output_len": 80},
 *   {"id": "answer", "parents": ["hotels", "trains"], "delay_s": 0.1,
 *    "messages": [{"role": "user", "content": "…"}], "output_len": 400, "model": "large"}]}
 * </pre>
 *
 * <table>
 *   <caption>Keys of a call</caption>
 *   <tr><td>{@code id}</td><td>unique in its graph</td></tr>
 *   <tr><td>{@code parents}</td><td>calls that must have been answered before; none: begins with
 *       the graph</td></tr>
 *   <tr><td>{@code tool_time_s}</td><td>seconds that tools run between the last parent's end and
 *       this call, whose results it carries; 0 without</td></tr>
 *   <tr><td>{@code delay_s}</td><td>further seconds before it, such as a person's thought; 0
 *       without</td></tr>
 *   <tr><td>{@code messages}, {@code prompt} or {@code input_len}</td><td>exactly one: a chat as it
 *       is sent, a text, or a length in tokens to be filled with random ones</td></tr>
 *   <tr><td>{@code output_len}</td><td>tokens of the answer, at least 1</td></tr>
 *   <tr><td>{@code model}</td><td>the model or adapter it is sent to; the run's without</td></tr>
 * </table>
 *
 * <pre>
 *   plan ──┬─ tool 1.5 s ─ hotels ─┬─ delay 0.1 s ─ answer
 *          └─ tool 0.4 s ─ trains ─┘
 * </pre>
 *
 * <p><b>OpenTelemetry</b>: a file of OTLP JSON, one {@code {"resourceSpans": …}} or one on each
 * line as the collector's file exporter writes them. Each trace is a graph; see {@link
 * llmbench.dataset.graph.SpanGraph}.
 */
@NullMarked
package llmbench.dataset.graph;

import org.jspecify.annotations.NullMarked;
