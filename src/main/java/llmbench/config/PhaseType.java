// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import llmbench.plan.Curve;
import llmbench.plan.LoadSpec;
import llmbench.plan.LoadSpec.ArrivalSpec;
import llmbench.plan.LoadSpec.UserSpec;
import llmbench.plan.PhaseSpec;
import llmbench.plan.RateProfile;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** {@code warmup_phase} and {@code cooldown_phase}: a load of its own, as a map. */
final class PhaseType implements ValueType<PhaseSpec> {
  private static final String NUM_PROMPTS = "num_prompts";
  private static final String DURATION = "duration";
  private static final String REQUEST_RATE = "request_rate";
  private static final String BURSTINESS = "burstiness";
  private static final String CONCURRENCY = "concurrency";
  private static final String RATE_STAGES = "rate_stages";
  private static final String CONCURRENCY_STAGES = "concurrency_stages";
  private static final String DRAIN = "drain";
  private static final List<String> WAYS =
      List.of(REQUEST_RATE, CONCURRENCY, RATE_STAGES, CONCURRENCY_STAGES);

  private static final ValueType<Double> RATE =
      ScalarTypes.number("> 0 (requests per second)", n -> n > 0 && Double.isFinite(n));
  private static final ValueType<Double> SHAPE = ScalarTypes.number("> 0 or inf", b -> b > 0);

  private final boolean mayDrain;

  /**
   * A phase.
   *
   * @param mayDrain whether it comes before the load, which may wait for its end
   */
  PhaseType(boolean mayDrain) {
    this.mayDrain = mayDrain;
  }

  @Override
  public String expected() {
    return "a map such as {duration: 30, request_rate: 5} or {num_prompts: 40, concurrency: 8"
        + (mayDrain ? ", drain: true}" : "}");
  }

  @Override
  public @Nullable PhaseSpec read(Node node, Report report) {
    Set<String> names = new TreeSet<>(WAYS);
    names.addAll(List.of(NUM_PROMPTS, DURATION, BURSTINESS));
    if (mayDrain) {
      names.add(DRAIN);
    }
    Fields fields = Fields.of(JsonTypes.mapInText(node), report, expected(), names);
    if (fields == null) {
      return null;
    }
    if (fields.has(NUM_PROMPTS) == fields.has(DURATION)) {
      fields.mistake(NUM_PROMPTS + " or " + DURATION, fields.has(DURATION) ? "both" : "neither");
    }
    long ways = WAYS.stream().filter(fields::has).count();
    if (ways != 1) {
      fields.mistake("one of " + String.join(", ", WAYS), ways == 0 ? "none" : "several");
    }
    if (fields.has(BURSTINESS) && !fields.has(REQUEST_RATE) && !fields.has(RATE_STAGES)) {
      fields.mistake(REQUEST_RATE + " or " + RATE_STAGES + " beside " + BURSTINESS, "neither");
    }
    Duration duration = fields.find(DURATION, ScalarTypes.seconds());
    RateProfile profile = fields.find(RATE_STAGES, TrafficTypes.rateStages());
    Curve users = fields.find(CONCURRENCY_STAGES, TrafficTypes.concurrencyStages());
    if (duration != null && duration.isZero()) {
      fields.mistake(DURATION + " > 0", "0");
    }
    return fields.sound(
        new PhaseSpec(
            new LoadSpec(
                new ArrivalSpec(fields.or(BURSTINESS, SHAPE, 1.0), null, profile, null, null),
                new UserSpec(users, null),
                duration,
                LoadSpec.DEFAULT_GRACE),
            fields.or(REQUEST_RATE, RATE, Double.POSITIVE_INFINITY),
            fields.find(CONCURRENCY, ScalarTypes.integer(1)),
            fields.find(NUM_PROMPTS, ScalarTypes.integer(1)),
            fields.or(DRAIN, ScalarTypes.flag(), true)));
  }
}
