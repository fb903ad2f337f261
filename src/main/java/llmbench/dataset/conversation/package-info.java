// SPDX-License-Identifier: Apache-2.0

/**
 * Conversations of several turns: read from a file, made by vLLM's generator, written with the
 * answers that the model gave. After vLLM's {@code benchmarks/multi_turn/bench_dataset.py} and
 * {@code convert_sharegpt_to_openai.py}.
 *
 * <p><b>A file of conversations</b> is a JSON list:
 *
 * <pre>
 * [{"id": "a1", "messages": [{"role": "user", "content": "Hello"},
 *                            {"role": "assistant", "content": "Good day"},
 *                            {"role": "user", "content": "And now?"}]}, …]
 * </pre>
 *
 * <p>Roles take turns, the user's first; one {@code system} message may stand before them (vLLM's
 * tool fails on it) and goes along with each request. An answer is needed only where its length is
 * asked for ({@code limit_max_tokens: 0}) or where it is sent as history.
 *
 * <p><b>ShareGPT's own form</b> is taken too: {@code {"id": "x_0", "conversations": [{"from":
 * "human", "value": "…"}, …]}}. Parts {@code x_0}, {@code x_1} of one id are put together; a
 * conversation whose roles do not take turns is left out, and counted.
 *
 * <p><b>The generator</b> is described by a JSON object with {@code "filetype":
 * "generate_conversations"}; see {@link llmbench.dataset.conversation.GeneratorSpec}.
 */
@NullMarked
package llmbench.dataset.conversation;

import org.jspecify.annotations.NullMarked;
