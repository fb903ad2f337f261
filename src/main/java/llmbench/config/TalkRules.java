// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import llmbench.plan.Api;
import llmbench.plan.DatasetSpec;
import llmbench.plan.LoadSpec;

/** Which options go with conversations and agent graphs, and with each other. */
final class TalkRules {
  private static final String ALL_TAKE_CHATS =
      Arrays.stream(Api.values())
          .filter(Api::takesChats)
          .map(Api::key)
          .collect(Collectors.joining(", "));

  private final Values values;
  private final DatasetKind kind;

  TalkRules(Values values, DatasetKind kind) {
    this.values = values;
    this.kind = kind;
  }

  void check() {
    for (Key<?> key : TalkKeys.all()) {
      if (key == TalkKeys.SESSION_HEADER) {
        DatasetRules.onlyWith(values, kind, DatasetKind::inSessions, key);
      } else if (key == TalkKeys.MAX_ACTIVE_GRAPHS) {
        DatasetRules.onlyWith(values, kind, k -> k == DatasetKind.AGENT_GRAPH, key);
      } else {
        DatasetRules.onlyWith(values, kind, k -> k == DatasetKind.MULTI_TURN, key);
      }
    }
    if (kind.inSessions()) {
      checkBackend();
      checkOthers();
    }
    if (kind == DatasetKind.MULTI_TURN) {
      checkLimits();
    }
  }

  private void checkBackend() {
    if (!values.sound(TargetKeys.BACKEND)) {
      return;
    }
    Api api = Api.of(values.get(TargetKeys.BACKEND));
    if (!api.takesChats()) {
      values.mistake(
          TargetKeys.BACKEND,
          "one that takes chats with dataset_name: " + kind.key() + ": " + ALL_TAKE_CHATS,
          Found.quote(api.key()));
      return;
    }
    boolean fields = api == Api.OPENAI_CHAT || api == Api.OPENAI_RESPONSES;
    if (values.get(TalkKeys.SEND_CONVERSATION_ID) && !fields) {
      values.mistake(
          TalkKeys.SEND_CONVERSATION_ID,
          "it with openai-chat or openai-responses",
          "it with " + api.key() + "; session_header sends the id in a header alone");
    }
    boolean asksForLength = api == Api.ANTHROPIC || api == Api.TEMPLATE;
    if (kind == DatasetKind.MULTI_TURN
        && asksForLength
        && values.get(TalkKeys.LIMIT_MAX_TOKENS) < 1) {
      values.mistake(
          TargetKeys.BACKEND,
          "limit_max_tokens above 0 with " + api.key() + ", which must be told a length",
          values.get(TalkKeys.LIMIT_MAX_TOKENS).toString());
    }
  }

  /** vLLM's own rule ({@code get_client_config}): both, or none. */
  private void checkLimits() {
    int least = values.get(TalkKeys.LIMIT_MIN_TOKENS);
    int most = values.get(TalkKeys.LIMIT_MAX_TOKENS);
    if ((least > 0 || most > 0) && (least < 1 || most < 1)) {
      Key<Integer> given = most > 0 ? TalkKeys.LIMIT_MAX_TOKENS : TalkKeys.LIMIT_MIN_TOKENS;
      values.mistake(
          given,
          "limit_min_tokens and limit_max_tokens both above 0 where one is",
          least + " and " + most);
    } else if (least > 0 && least > most) {
      values.mistake(
          TalkKeys.LIMIT_MIN_TOKENS, "at most limit_max_tokens " + most, String.valueOf(least));
    }
  }

  private void checkOthers() {
    if (values.get(Keys.NUM_WARMUPS) > 0) {
      values.mistake(
          Keys.NUM_WARMUPS,
          "0 with dataset_name: " + kind.key(),
          values.get(Keys.NUM_WARMUPS)
              + (kind == DatasetKind.MULTI_TURN ? "; warmup_step sends first turns ahead" : ""));
    }
    if (values.get(Keys.SAVE_REQUESTS)) {
      values.mistake(
          Keys.SAVE_REQUESTS,
          "it with a set of single requests",
          "it with " + kind.key() + "; save_bodies keeps what was sent");
    }
    if (values.given(Keys.CHECK_ANSWERS)) {
      values.mistake(Keys.CHECK_ANSWERS, "it with a set of single requests", kind.key());
    }
    boolean asks = DatasetSpec.SERVER_TOKENIZER.equals(values.find(DatasetKeys.TOKENIZER));
    if (kind == DatasetKind.MULTI_TURN && asks) {
      values.mistake(
          DatasetKeys.TOKENIZER,
          "one that runs here with dataset_name: multi_turn, since turns are counted under load",
          "server");
    }
    boolean timed = !values.get(Keys.REQUEST_TIMEOUT).equals(Keys.REQUEST_TIMEOUT.defaultValue());
    if (kind == DatasetKind.MULTI_TURN && timed) {
      values.mistake(
          Keys.REQUEST_TIMEOUT, "request_timeout_sec with dataset_name: multi_turn", "this one");
    }
  }

  /** Requests come when those before have ended: nothing may say when but graphs' own rate. */
  void checkLoad() {
    List<Key<?>> others =
        List.of(
            LoadKeys.RAMP_UP_STRATEGY,
            LoadKeys.RAMP_UP_START_RPS,
            LoadKeys.RAMP_UP_END_RPS,
            LoadKeys.RATE_STAGES,
            LoadKeys.RATE_CURVE,
            LoadKeys.TRACE_WINDOW,
            LoadKeys.ARRIVALS_FILE,
            LoadKeys.CONCURRENCY_STAGES,
            LoadKeys.FIND,
            ShapeKeys.CANCEL_RATIO,
            ShapeKeys.WARMUP_PHASE,
            ShapeKeys.COOLDOWN_PHASE);
    others.stream().filter(values::given).forEach(this::otherTimes);
    boolean rate = !Double.isInfinite(values.get(LoadKeys.REQUEST_RATE));
    for (Key<?> key : List.of(LoadKeys.SELF_TIMED, LoadKeys.BURSTINESS, LoadKeys.TRACE_SPEEDUP)) {
      Object value = values.find(key);
      boolean nothing = value == null || value.equals(key.defaultValue()) || value.equals(false);
      boolean graphs = rate && kind == DatasetKind.AGENT_GRAPH && key == LoadKeys.BURSTINESS;
      if (!nothing && !graphs) {
        otherTimes(key);
      }
    }
    if (values.given(LoadKeys.THINK_TIME)) {
      if (kind == DatasetKind.AGENT_GRAPH) {
        otherTimes(LoadKeys.THINK_TIME);
      } else if (rate) {
        values.mistake(
            LoadKeys.THINK_TIME, "it or request_rate, which is a client's pause too", "both");
      }
    }
    Duration duration = values.find(LoadKeys.DURATION);
    if ((duration == null || duration.isZero())
        && !values.get(LoadKeys.GRACE_PERIOD).equals(LoadSpec.DEFAULT_GRACE)) {
      values.mistake(LoadKeys.GRACE_PERIOD, "a duration beside it", "none");
    }
  }

  private void otherTimes(Key<?> key) {
    values.mistake(
        key,
        "no such key with dataset_name: "
            + kind.key()
            + ", whose requests come when those before have ended",
        "it");
  }
}
