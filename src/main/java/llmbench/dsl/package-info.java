// SPDX-License-Identifier: Apache-2.0

/**
 * What a Gatling simulation of one's own uses of llmbench: a step that sends a prompt, streams the
 * answer and measures it; checks on it; the prompts of data sets; and shapes of load. All that is
 * public for users is in this package; everything else may change.
 *
 * <h2>A whole simulation</h2>
 *
 * <p>Ten visits a second in the mean, in bunches. Each logs in, thinks, and talks three turns; the
 * test fails if first tokens come late. The project around it is {@code docs/example-project}.
 *
 * <pre>{@code
 * import static io.gatling.javaapi.core.CoreDsl.*;
 * import static io.gatling.javaapi.http.HttpDsl.*;
 * import static llmbench.dsl.LlmDsl.*;
 *
 * public final class ChatLoad extends Simulation {
 *   FeederBuilder<Object> questions =
 *       prompts("sharegpt").path("sharegpt.json").tokenizer("my-model").count(100).feeder().circular();
 *
 *   ChainBuilder logIn = exec(http("log in").post("/login").check(status().is(200)), exitHereIfFailed());
 *
 *   ChainBuilder talk =
 *       repeat(3).on(
 *           pause(2),
 *           feed(questions),
 *           llm("turn").model("my-model").conversation("chat").promptFromFeeder().check(ttftMillis().lte(5_000)));
 *
 *   public ChatLoad() {
 *     setUp(requestRate(10).burstiness(0.5).users(300).inject(scenario("visit").exec(logIn, talk)))
 *         .protocols(http.baseUrl("http://localhost:8000"))
 *         .assertions(
 *             global().failedRequests().count().is(0L),
 *             details("turn TTFT").responseTime().percentile3().lt(1_000));
 *   }
 * }
 * }</pre>
 *
 * <h2>The step</h2>
 *
 * <p>{@link llmbench.dsl.LlmDsl#llm} gives a step for {@code exec}. Its HTTP request is built by
 * Gatling's own {@code http} builder, so what the protocol is configured with holds: base URL,
 * headers, cookies, TLS, proxy, connections. The answer is read as the batch reads it: the clock is
 * read once a read of the socket, before anything else is done with the bytes.
 *
 * <p>Gatling's report has a row {@code name} from sending to the last output, a row {@code name
 * TTFT} to the first output of those that completed, and with retries a row {@code name failed
 * try}. Assertions see the same rows.
 *
 * <h2>Session attributes</h2>
 *
 * <p>Set on the virtual user's session before its next action runs: {@link
 * llmbench.dsl.SessionKeys}. An answer's text is kept only where {@link
 * llmbench.dsl.LlmStep#saveText} asks for it, and what was said only with {@link
 * llmbench.dsl.LlmStep#conversation}.
 *
 * <h2>Outcomes</h2>
 *
 * <p>{@link llmbench.dsl.SessionKeys#OUTCOME} is {@code completed} when the stream ended with an
 * end mark or a finish reason, after some output; else the kind of failure, such as {@code
 * http_error}, {@code stream_error}, {@code cut}, {@code empty}, {@code idle_timeout} ({@code
 * docs/api.md} has all). A failure is a KO and marks the session as failed. A check that does not
 * hold makes the request a KO too; its outcome stays what it was.
 *
 * <h2>Data sets</h2>
 *
 * <p>{@link llmbench.dsl.LlmDsl#prompts} makes the prompts of any data set of the batch, before the
 * load, where the simulation is set up; the same as the batch and vLLM for a seed and tokenizer.
 * {@link llmbench.dsl.Prompts#feeder} feeds them, and {@link llmbench.dsl.LlmStep#promptFromFeeder}
 * sends them with the answer's length and all else that the batch's bodies say.
 *
 * <h2>Shapes of load</h2>
 *
 * <p>{@link llmbench.dsl.Load#inject} puts a scenario under a load, in {@code setUp} beside
 * Gatling's own injection. Each user begins within a fraction of a millisecond of its time on a
 * client that is not overloaded; {@link llmbench.dsl.SessionKeys#START_LAG} has how late it was.
 *
 * <h2>Limits</h2>
 *
 * <ul>
 *   <li>What only a run of the batch has is not here: warm-up of the client, its noise floor, the
 *       server's own metrics, records and results as JSON. Gatling's report has whole milliseconds.
 *   <li>A JVM that has not run yet is slow: let a scenario of its own go before, with {@code
 *       andThen}.
 *   <li>{@code throttle} has no hold on the step.
 *   <li>{@code maxDuration} of a set-up ends a load as it ends Gatling's own, whoever is under way.
 * </ul>
 *
 * <p>All classes are immutable and may be shared. Mistakes are told by an {@code
 * IllegalArgumentException} when the simulation is set up, all of a data set's or a load's at once.
 */
@NullMarked
package llmbench.dsl;

import org.jspecify.annotations.NullMarked;
