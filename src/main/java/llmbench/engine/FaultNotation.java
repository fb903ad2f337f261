// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import llmbench.engine.Fault.BrokenBody;
import llmbench.engine.Fault.Interruption;
import llmbench.engine.Fault.Oddity;
import llmbench.engine.Fault.Refusal;
import llmbench.engine.Fault.Strike;
import org.jspecify.annotations.Nullable;

/** The faults by their names: one line each. */
final class FaultNotation {
  private static final byte[] BROKEN_JSON =
      bytes("{\"id\":\"chatcmpl-broken\",\"choices\":[{\"ind");
  private static final byte[] NOT_A_STREAM =
      bytes("{\"object\":\"error\",\"message\":\"streaming is switched off\"}");

  private static final List<Entry> KNOWN =
      List.of(
          entry("http STATUS", "http ([2-5]\\d\\d)", g -> http(g, null)),
          entry(
              "http STATUS retry-after SECONDS",
              "http ([2-5]\\d\\d) retry-after (\\d{1,6})",
              g -> http(g, Integer.valueOf(g.group(2)))),
          entry("reset", "reset", g -> (Refusal) HttpExchange::reset),
          entry("close", "close", g -> (Refusal) HttpExchange::close),
          entry("json body", "json body", g -> (Refusal) FaultNotation::jsonBody),
          broken("reset", BrokenBody::reset),
          broken("cut", BrokenBody::cut),
          broken("end", BrokenBody::end),
          broken("stall", body -> body.pause(null)),
          entry(
              "stall MILLIS after N",
              "stall (\\d{1,9}) after (\\d{1,9})",
              g -> {
                long millis = Long.parseLong(g.group(1));
                return new Interruption(Integer.parseInt(g.group(2)), b -> b.pause(millis));
              }),
          broken("broken json", FaultNotation::brokenJson),
          broken("error object", FaultNotation::errorObject),
          entry("empty", "empty", g -> answer(a -> Answer.nothing())),
          style("no usage", StreamStyle::withoutUsage),
          style("no done", StreamStyle::withoutDoneMark),
          style("no finish", StreamStyle::withoutFinish),
          style("no end mark", s -> s.withoutFinish().withoutUsage().withoutDoneMark()),
          style("no role", StreamStyle::withoutRole),
          style("reasoning", s -> s.withDelta(DeltaKind.REASONING)),
          style("tool call", s -> s.withDelta(DeltaKind.TOOL_CALL)),
          style("one chunk", s -> s.withTokensPerChunk(Integer.MAX_VALUE)),
          entry(
              "tokens per chunk N",
              "tokens per chunk ([1-9]\\d{0,8})",
              g -> {
                int tokens = Integer.parseInt(g.group(1));
                return Oddity.ofStyle(s -> s.withTokensPerChunk(tokens));
              }),
          framing("crlf", f -> f.withLineEnd("\r\n")),
          framing("cr", f -> f.withLineEnd("\r")),
          framing("no space", SseFraming::withoutSpace),
          framing("multi-line", SseFraming::withMultiLine),
          framing("keep-alive", f -> f.withComments(1)),
          entry(
              "split characters",
              "split characters",
              g ->
                  new Oddity(
                      UnaryOperator.identity(),
                      StreamStyle::withWideCharacters,
                      SseFraming::withFragments)));

  private FaultNotation() {}

  /** Reads one fault of a rule. */
  static Fault parse(String rule, String fault) {
    for (Entry entry : KNOWN) {
      Matcher matcher = entry.pattern.matcher(fault);
      if (matcher.matches()) {
        return entry.make.apply(matcher.toMatchResult());
      }
    }
    throw new IllegalArgumentException(
        "engine fault '"
            + rule
            + "': unknown fault '"
            + fault
            + "'; known: "
            + KNOWN.stream().map(Entry::form).collect(Collectors.joining(", ")));
  }

  private static Fault http(MatchResult groups, @Nullable Integer retryAfter) {
    return new Fault.HttpStatus(Integer.parseInt(groups.group(1)), retryAfter);
  }

  private static void jsonBody(HttpExchange exchange) {
    exchange.respond(200, HttpExchange.JSON, NOT_A_STREAM);
  }

  private static void brokenJson(BrokenBody body) {
    body.event(BROKEN_JSON);
    body.goOn();
  }

  private static void errorObject(BrokenBody body) {
    body.error();
  }

  private static Fault answer(UnaryOperator<Answer> change) {
    return new Oddity(change, UnaryOperator.identity(), UnaryOperator.identity());
  }

  private static Entry broken(String name, Strike strike) {
    return entry(
        name + " after N",
        name + " after (\\d{1,9})",
        g -> new Interruption(Integer.parseInt(g.group(1)), strike));
  }

  private static Entry style(String name, UnaryOperator<StreamStyle> change) {
    return entry(name, name, g -> Oddity.ofStyle(change));
  }

  private static Entry framing(String name, UnaryOperator<SseFraming> change) {
    return entry(name, name, g -> Oddity.ofFraming(change));
  }

  private static Entry entry(String form, String pattern, Function<MatchResult, Fault> make) {
    return new Entry(form, Pattern.compile(pattern), make);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private record Entry(String form, Pattern pattern, Function<MatchResult, Fault> make) {}
}
