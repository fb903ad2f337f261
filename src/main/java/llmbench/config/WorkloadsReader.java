// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import llmbench.plan.AnswerKind;
import llmbench.plan.Api;
import llmbench.plan.Case;
import llmbench.plan.DatasetOptions;
import llmbench.plan.DatasetSpec;
import llmbench.plan.MixPart;
import llmbench.plan.Slo;
import llmbench.plan.SloHeaders;
import llmbench.plan.Weighted;
import llmbench.plan.Workload;
import org.jspecify.annotations.Nullable;

/** {@code workloads}: each class is read as if it were the only one. */
final class WorkloadsReader {
  private static final String NAME = "workloads";

  /** What a class has from around it, to be judged by. */
  private static final Set<String> AROUND =
      Set.of(
          TargetKeys.BACKEND.name(),
          TargetKeys.BASE_URL.name(),
          DatasetKeys.TOKENIZER.name(),
          TargetKeys.STREAM.name(),
          EngineKeys.ENGINE_MAX_MODEL_LEN.name());

  private final Values values;
  private final Map<String, String> environment;
  private final AnswerKind answers;
  private final @Nullable SloHeaders sloHeaders;

  /**
   * A reader of these values.
   *
   * @param environment where {@code ${NAME}} in a header is looked up
   * @param answers how answers come, which says what limits there may be
   * @param sloHeaders which headers tell limits; null for none
   */
  WorkloadsReader(
      Values values,
      Map<String, String> environment,
      AnswerKind answers,
      @Nullable SloHeaders sloHeaders) {
    this.values = values;
    this.environment = environment;
    this.answers = answers;
    this.sloHeaders = sloHeaders;
  }

  /** Whether there are classes, rightly or wrongly written. */
  static boolean given(Values values) {
    return values.given(WorkloadKeys.WORKLOADS);
  }

  /** Whether classes have arrivals of their own. */
  static boolean rated(Values values) {
    return written(values).stream().anyMatch(each -> each.rate() != null);
  }

  /** The rate of all requests: that of all classes together where they have rates. */
  static double requestRate(Values values) {
    BigDecimal sum = BigDecimal.ZERO;
    for (WorkloadsType.Written each : written(values)) {
      sum = each.rate() == null ? sum : sum.add(BigDecimal.valueOf(each.rate()));
    }
    return sum.signum() > 0 ? sum.doubleValue() : values.get(LoadKeys.REQUEST_RATE);
  }

  /** The burstiness of all requests: that of the classes if they have the same. */
  static double burstiness(Values values) {
    double common = values.get(LoadKeys.BURSTINESS);
    List<Double> own =
        written(values).stream().map(each -> burstiness(each, common)).distinct().toList();
    return own.size() == 1 ? own.get(0) : common;
  }

  private static Double burstiness(WorkloadsType.Written written, double common) {
    return written.burstiness() == null ? (Double) common : written.burstiness();
  }

  private static List<WorkloadsType.Written> written(Values values) {
    List<WorkloadsType.Written> written = values.find(WorkloadKeys.WORKLOADS);
    return written == null ? List.of() : written;
  }

  DatasetSpec read() {
    for (Key<?> key : DatasetKeys.datasetKeys()) {
      if (values.given(key)) {
        values.mistake(
            key,
            "it in a class of workloads",
            "it beside; -Dbench." + key.name() + "= takes it away");
      }
    }
    values.exclude(DatasetKeys.DATASET_MIX, WorkloadKeys.WORKLOADS, "each class has one data set");
    List<Workload> classes = new ArrayList<>();
    for (WorkloadsType.Written each : written(values)) {
      Workload read = read(each);
      if (read != null) {
        classes.add(read);
      }
    }
    return new DatasetSpec(
        NAME,
        null,
        DatasetSpec.Rules.DEFAULT,
        new DatasetOptions.Workloads(List.copyOf(classes)),
        values.find(DatasetKeys.TOKENIZER));
  }

  private @Nullable Workload read(WorkloadsType.Written written) {
    String place = NAME + "." + written.name();
    Report whole = values.report(WorkloadKeys.WORKLOADS);
    Report report = new Report(whole.problems(), whole.source(), place);
    checkModel(written, report);
    Values own = values.part(WorkloadKeys.WORKLOADS, place, written.keys(), AROUND);
    Map<String, Object> body = body(written, own, report);
    Slo slo = slo(own);
    Map<String, String> headers = headers(own);
    if (!own.sound(DatasetKeys.DATASET_NAME)) {
      return null;
    }
    DatasetSpec set = new DatasetReader(own).read();
    List<Case> cases = new CasesReader(own).read();
    if (set.options() instanceof DatasetOptions.Requests) {
      own.mistake(DatasetKeys.DATASET_NAME, "a set whose requests are made anew", "requests");
    }
    Double rate = written.rate();
    return new Workload(
        written.name(),
        new MixPart(
            set,
            cases.get(0).inputLen(),
            cases.get(0).outputLen(),
            rate == null ? written.share() : rate),
        rate == null
            ? null
            : new Workload.Rate(rate, burstiness(written, values.get(LoadKeys.BURSTINESS))),
        slo,
        written.model(),
        own.find(Keys.IGNORE_EOS),
        body,
        headers);
  }

  /** A class with a model is sent to that one; what spreads all requests would say otherwise. */
  private void checkModel(WorkloadsType.Written written, Report report) {
    List<Weighted> models = values.find(TargetKeys.MODEL);
    boolean several = models != null && models.size() > 1;
    if (written.model() != null && (several || values.given(TargetKeys.LORA_MODULES))) {
      report.expected(
          written.at(),
          "a model of the class or models for all",
          "both (" + (several ? "model" : "lora_modules") + " names several)");
    }
  }

  private Map<String, Object> body(WorkloadsType.Written written, Values own, Report report) {
    Map<String, Object> body = new LinkedHashMap<>();
    Long priority = written.priority();
    if (priority != null) {
      body.put("priority", priority);
      Api api = Api.of(values.get(TargetKeys.BACKEND));
      if (values.sound(TargetKeys.BACKEND) && !api.openAi()) {
        report.expected(
            written.at(),
            "priority with a backend of OpenAI's text APIs",
            "it with " + api.key() + "; use extra_body with that API's own name");
      }
    }
    Map<String, Object> rest = new RequestReader(own).bodyOfClass();
    if (priority != null && rest.containsKey("priority")) {
      report.expected(written.at(), "priority or extra_body.priority", "both");
    }
    body.putAll(rest);
    return body;
  }

  private @Nullable Slo slo(Values own) {
    Slo slo = own.find(Keys.GOODPUT);
    if (slo != null
        && (answers == AnswerKind.POOLED
            || (answers != AnswerKind.STREAMED
                && (slo.ttftMillis() != null || slo.tpotMillis() != null)))) {
      own.mistake(
          Keys.GOODPUT,
          "limits of e2el alone",
          "a limit of a stream's metric, which answers that come whole do not have");
    }
    return slo;
  }

  private Map<String, String> headers(Values own) {
    List<KeyValues.Pair> pairs = own.find(TargetKeys.HEADER);
    if (pairs == null) {
      return Map.of();
    }
    Map<String, String> headers =
        new Headers(environment, own.report(TargetKeys.HEADER)).read(pairs);
    if (sloHeaders != null) {
      Set<String> sent = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
      sent.addAll(sloHeaders.of(new Slo(1.0, 1.0, 1.0)).keySet());
      if (headers.keySet().stream().anyMatch(sent::contains)) {
        own.mistake(TargetKeys.HEADER, "no header that slo_headers sends", "one of them");
      }
    }
    return headers;
  }

  /** What was written, for people, without the values of headers. */
  @SuppressWarnings("NullAway") // JSON's null is a value of the map
  static Object masked(Object written, DatasetSpec spec) {
    Map<String, Workload> classes = new LinkedHashMap<>();
    spec.workloads().forEach(each -> classes.put(each.name(), each));
    if (written instanceof Map<?, ?> map) {
      Map<String, Object> masked = new LinkedHashMap<>();
      map.forEach(
          (name, members) ->
              masked.put(String.valueOf(name), masked(members, classes.get(String.valueOf(name)))));
      return masked;
    }
    List<Object> masked = new ArrayList<>();
    if (written instanceof List<?> list) {
      for (Object members : list) {
        masked.add(
            masked(
                members,
                members instanceof Map<?, ?> map
                    ? classes.get(String.valueOf(map.get("name")))
                    : null));
      }
    }
    return masked;
  }

  private static Object masked(Object members, @Nullable Workload of) {
    if (!(members instanceof Map<?, ?> map) || !map.containsKey(TargetKeys.HEADER.name())) {
      return members;
    }
    Map<Object, Object> masked = new LinkedHashMap<>(map);
    masked.put(TargetKeys.HEADER.name(), of == null ? Headers.MASK : Headers.masked(of.headers()));
    return masked;
  }
}
