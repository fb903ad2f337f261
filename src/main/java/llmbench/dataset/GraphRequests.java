// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import llmbench.dataset.graph.AgentCall;
import llmbench.dataset.graph.AgentGraph;
import llmbench.dataset.graph.GraphFile;
import llmbench.random.NumpyGenerator;
import llmbench.tokenizer.Tokenizer;
import org.jspecify.annotations.Nullable;

/**
 * {@code agent_graph}: the calls of agents, graph by graph in the file's order. They are sent when
 * those before them have ended; which is whose, {@link #graphs} tells.
 */
public final class GraphRequests implements Dataset {
  private final OnceRead<List<AgentGraph>> file;

  GraphRequests(Path path) {
    this.file = new OnceRead<>(() -> GraphFile.read(path));
  }

  @Override
  public void load() {
    var unused = file.get();
  }

  /**
   * As many whole graphs, from the first one on, as have no more calls together; at least one.
   *
   * @param calls at least 1
   */
  public List<AgentGraph> graphs(int calls) {
    List<AgentGraph> taken = new ArrayList<>();
    long sum = 0;
    for (AgentGraph graph : file.get()) {
      sum += graph.calls().size();
      if (sum > calls && !taken.isEmpty()) {
        break;
      }
      taken.add(graph);
    }
    return taken;
  }

  /** The prompts of those graphs' calls, in the graphs' order. */
  @Override
  public List<Prompt> prompts(Sampling sampling) {
    int[] vocabulary = sampling.tokenizer().ordinaryIds();
    NumpyGenerator random = new NumpyGenerator(sampling.seed());
    PromptStore prompts = new PromptStore();
    long mismatch = 0;
    for (AgentGraph graph : graphs(sampling.count())) {
      for (AgentCall call : graph.calls()) {
        Integer length = call.inputLen();
        if (length == null) {
          prompts.add(said(call, sampling.tokenizer()));
        } else {
          TargetLength.Fitted fitted = fitted(length, vocabulary, random, sampling.tokenizer());
          mismatch += fitted.mismatch();
          prompts.add(new Prompt(fitted.text(), fitted.ids().length, call.outputLen()));
        }
        sampling.progress().accept(prompts.size());
      }
    }
    String warning = TargetLength.warning(mismatch);
    if (warning != null) {
      sampling.warn().accept(warning);
    }
    return prompts;
  }

  private static Prompt said(AgentCall call, Tokenizer tokenizer) {
    String prompt = call.prompt();
    if (prompt != null) {
      return new Prompt(prompt, tokenizer.count(prompt), call.outputLen());
    }
    int tokens = call.messages().stream().mapToInt(said -> tokens(said, tokenizer)).sum();
    return new Prompt("", tokens, call.outputLen(), PromptParts.NONE.withMessages(call.messages()));
  }

  /** Tokens of a message's texts. */
  private static int tokens(Map<String, Object> message, Tokenizer tokenizer) {
    Object content = message.get("content");
    if (content instanceof String text) {
      return tokenizer.count(text);
    }
    int tokens = 0;
    if (content instanceof List<?> parts) {
      for (Object part : parts) {
        @Nullable Object text = part instanceof Map<?, ?> map ? map.get("text") : null;
        tokens += text instanceof String said ? tokenizer.count(said) : 0;
      }
    }
    return tokens;
  }

  private static TargetLength.Fitted fitted(
      int length, int[] vocabulary, NumpyGenerator random, Tokenizer tokenizer) {
    return new TargetLength(tokenizer, count -> drawn(random, vocabulary, count))
        .fit(drawn(random, vocabulary, length), length);
  }

  private static long[] drawn(NumpyGenerator random, int[] vocabulary, int count) {
    long[] ids = random.integers(0, vocabulary.length, count);
    for (int i = 0; i < ids.length; i++) {
      ids[i] = vocabulary[(int) ids[i]];
    }
    return ids;
  }
}
