// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import llmbench.metrics.ServingMetrics;
import llmbench.metrics.TokenCounts;
import llmbench.plan.DatasetOptions;

/** Sentences on what a reader of the result must know: the result's {@code llmbench.notes}. */
final class ResultNotes {
  private ResultNotes() {}

  static List<String> of(
      ServingMetrics metrics, ResultContext context, List<String> ignoredMetadata) {
    List<String> notes = new ArrayList<>();
    if (context.simulated()) {
      notes.add("Measured against the embedded simulator, not against an inference engine.");
    }
    if (context.partial()) {
      notes.add(
          "Partial: the case ended after "
              + metrics.sent()
              + (context.plan().load().duration() == null
                      && !context.plan().dataset().options().inSessions()
                  ? " of " + context.benchCase().requests()
                  : "")
              + " requests.");
    }
    if (context.sections().get(ResultContext.PARALLEL_CASES) instanceof Map<?, ?> parallel
        && parallel.get("beside") instanceof List<?> beside
        && !beside.isEmpty()) {
      notes.add(
          "Measured beside "
              + String.join(", ", beside.stream().map(String::valueOf).toList())
              + ": the cases shared client and server.");
    }
    boolean forTime = context.plan().load().duration() != null;
    int all = metrics.sent() + metrics.cancelled().requests();
    if (all > context.benchCase().numPrompts()) {
      notes.add(
          "There were "
              + context.benchCase().numPrompts()
              + " prompts for "
              + all
              + " requests: they were sent again, so that a prefix cache may have helped.");
    }
    boolean inSessions = context.plan().dataset().options().inSessions();
    if (context.benchCase().given() != null && !forTime && !inSessions) {
      notes.add(
          "The data set gave "
              + context.benchCase().given()
              + " requests where "
              + context.benchCase().numPrompts()
              + " were asked for.");
    }
    if (context.plan().dataset().options() instanceof DatasetOptions.Mix mix) {
      notes.add(sources(mix, context.benchCase().numPrompts()));
    }
    if (context.plan().dataset().options() instanceof DatasetOptions.Workloads set
        && !set.rated()) {
      notes.add(classes(set, context.benchCase().numPrompts()));
    }
    if (metrics.sent() == 0) {
      notes.add("No request was sent: every figure is 0.");
    } else if (metrics.figures().completed() == 0) {
      notes.add("All requests failed: every latency and rate is 0 and says nothing of the server.");
    }
    int wrong = WrongAnswers.of(context.plan(), metrics);
    if (wrong > 0) {
      notes.add(
          wrong
              + " answers are not the data's: with verify_output they count as failed in the"
              + " outcome, though their requests completed and are in the figures.");
    }
    TokenCounts tokens = metrics.tokens();
    if (tokens.shortAnswers() > 0) {
      notes.add(
          tokens.shortAnswers()
              + " of "
              + metrics.figures().completed()
              + " answers have fewer tokens than asked for, "
              + tokens.missingTokens()
              + " together.");
    }
    if (tokens.multiTokenRequests() > 0) {
      notes.add(
          "In "
              + tokens.multiTokenRequests()
              + " of "
              + metrics.figures().completed()
              + " requests there are more output tokens than output chunks: ITL is per chunk;"
              + " tokens.mean_per_token_itl_ms is per token.");
    }
    if (!ignoredMetadata.isEmpty()) {
      notes.add(
          "Metadata left out, because a key of the result has its name: "
              + String.join(", ", ignoredMetadata)
              + ".");
    }
    return List.copyOf(notes);
  }

  /** What is asked of each class; one whose set has fewer gives those. */
  private static String classes(DatasetOptions.Workloads set, int asked) {
    int[] counts = set.counts(asked);
    StringJoiner classes = new StringJoiner(", ", "Requests asked of the classes: ", ".");
    for (int i = 0; i < counts.length; i++) {
      classes.add(counts[i] + " of " + set.classes().get(i).name());
    }
    return classes.toString();
  }

  /** What is asked of each set of a mix; one that has fewer gives those. */
  private static String sources(DatasetOptions.Mix mix, int asked) {
    int[] counts = mix.counts(asked);
    StringJoiner sources = new StringJoiner(", ", "Requests asked of the data sets: ", ".");
    for (int i = 0; i < counts.length; i++) {
      sources.add(counts[i] + " of " + mix.parts().get(i).spec().name());
    }
    return sources.toString();
  }
}
