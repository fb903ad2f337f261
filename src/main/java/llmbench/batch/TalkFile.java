// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import llmbench.analysis.TalkSections;
import llmbench.dataset.conversation.Conversation;
import llmbench.dataset.conversation.ConversationOutput;
import llmbench.dataset.graph.AgentGraph;
import llmbench.gatling.SessionLoad;
import llmbench.gatling.SessionState;
import llmbench.plan.Case;
import llmbench.plan.DatasetOptions;
import llmbench.plan.Plan;
import llmbench.recording.RequestRecord;
import llmbench.results.AtomicFile;
import llmbench.results.FileOfCase;
import llmbench.session.TalkListener;
import org.jspecify.annotations.Nullable;

/**
 * What a case's records hold of its conversations or graphs beside the requests, and the file of
 * conversations with the answers that came.
 */
final class TalkFile {
  private final @Nullable SessionLoad load;
  private final @Nullable Path output;
  private final Map<String, String> generator;
  private final @Nullable TalkPrinter printer;
  private volatile @Nullable SessionState state;

  private TalkFile(
      @Nullable SessionLoad load,
      @Nullable Path output,
      Map<String, String> generator,
      @Nullable TalkPrinter printer) {
    this.load = load;
    this.output = output;
    this.generator = generator;
    this.printer = printer;
  }

  /**
   * What a case has of it.
   *
   * @param out where it is shown what is said, if that is asked for
   */
  static TalkFile of(Setup setup, Case benchCase, PrintStream out) {
    TalkLoad talk = TalkLoad.of(setup);
    return new TalkFile(
        talk.of(benchCase),
        output(setup.plan(), benchCase),
        talk.generator(benchCase),
        printer(setup.plan(), out));
  }

  private static @Nullable TalkPrinter printer(Plan plan, PrintStream out) {
    return plan.dataset().options() instanceof DatasetOptions.MultiTurn turns
            && (turns.output().printContent() || turns.output().verbose())
        ? new TalkPrinter(turns.output(), out)
        : null;
  }

  /** {@code output_file}. */
  private static @Nullable Path output(Plan plan, Case benchCase) {
    return plan.dataset().options() instanceof DatasetOptions.MultiTurn turns
        ? FileOfCase.of(turns.output().conversations(), plan, benchCase)
        : null;
  }

  /** Folders of the files that a plan asks for beside results. */
  static List<Path> asked(Plan plan) {
    if (!(plan.dataset().options() instanceof DatasetOptions.MultiTurn turns)) {
      return List.of();
    }
    Case first = plan.cases().get(0);
    return Stream.of(turns.output().conversations(), turns.output().stats())
        .map(file -> FileOfCase.of(file, plan, first))
        .filter(Objects::nonNull)
        .map(file -> file.toAbsolutePath().getParent())
        .filter(Objects::nonNull)
        .toList();
  }

  /** Whom to ask. */
  void tells(SessionState told) {
    state = told;
  }

  /** Who hears what clients do and say. */
  TalkListener listener() {
    return printer == null ? TalkListener.NONE : printer;
  }

  /** A record was written. */
  void recorded(RequestRecord record) {
    if (printer != null) {
      printer.recorded(record);
    }
  }

  /** The case has ended, and all its records are written: waits until all is shown. */
  void shown() {
    if (printer != null) {
      printer.close();
    }
  }

  /**
   * For the header: how many calls each graph has, so that a missing one is known as such; what
   * conversations were made by.
   */
  Map<String, Object> before() {
    if (!(load instanceof SessionLoad.Graphs graphs)) {
      return generator.isEmpty() ? Map.of() : Map.of(TalkSections.GENERATOR, generator);
    }
    Map<String, Object> sizes = new LinkedHashMap<>();
    for (AgentGraph graph : graphs.list()) {
      sizes.put(graph.id(), graph.calls().size());
    }
    return Map.of(TalkSections.CALLS_OF_GRAPHS, sizes);
  }

  /** For the end mark: what became of the conversations or graphs. */
  Map<String, Object> after() {
    SessionState told = state;
    if (load == null || told == null) {
      return Map.of();
    }
    String section =
        load instanceof SessionLoad.Graphs ? TalkSections.GRAPHS : TalkSections.CONVERSATIONS;
    return Map.of(section, told.counts());
  }

  /** Writes the conversations that ended. */
  void write(Consumer<String> note) {
    SessionState told = state;
    Path file = output;
    if (file == null || told == null) {
      return;
    }
    List<Conversation> said = told.said();
    try {
      AtomicFile.write(
          file,
          out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            ConversationOutput.write(said, writer);
            writer.flush();
          });
    } catch (IOException e) {
      note.accept("output_file cannot be written: " + e.getMessage());
    }
  }
}
