// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.hf;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import llmbench.dataset.Dataset;
import llmbench.dataset.DatasetException;
import llmbench.dataset.JsonPlace;
import llmbench.dataset.OnceRead;
import llmbench.dataset.Prompt;
import llmbench.dataset.PromptStore;
import llmbench.dataset.Rows;
import llmbench.dataset.rows.RowFile;
import llmbench.hub.HubCache;
import llmbench.plan.DatasetOptions;
import llmbench.plan.DatasetSpec;
import llmbench.plan.HubColumns;
import llmbench.plan.HubSet;
import org.jspecify.annotations.Nullable;

/**
 * {@code hf}: a set of the Hugging Face Hub ({@code HuggingFaceDataset} and its subclasses), or any
 * other one whose columns are named. Its files are found once, its rows read as they are needed.
 */
public final class HubRequests implements Dataset {
  /** So few at once keep memory bounded, whatever the number of prompts. */
  private static final int ROWS_AT_ONCE = 64;

  private final DatasetSpec.Rules rules;
  private final DatasetOptions.Hub options;
  private final String id;
  private final @Nullable HubSet known;
  private final RowPrompts prompts;
  private final OnceRead<HubFiles> files;
  private final OnceRead<List<RowFile>> split;

  /**
   * A set.
   *
   * @param path a folder in the Hub's layout, a file, or where there is none the Hub's name
   * @param environment whose {@code HF_…} variables are honoured
   * @param fetched told what is fetched from the Hub
   * @throws DatasetException if it is none that is known and no columns are named
   */
  public HubRequests(
      Path path,
      DatasetSpec.Rules rules,
      DatasetOptions.Hub options,
      Map<String, String> environment,
      Consumer<String> fetched) {
    this.rules = rules;
    this.options = options;
    this.id = options.name() == null ? path.toString().replace('\\', '/') : options.name();
    HubColumns columns = options.columns();
    this.known = columns == null ? known(id) : null;
    this.prompts = columns == null ? RowPrompts.of(known(id)) : named(columns);
    this.files = new OnceRead<>(() -> files(path, environment, fetched));
    this.split = new OnceRead<>(() -> split(files.get()));
  }

  private static RowPrompts named(HubColumns columns) {
    NamedColumns prompts = new NamedColumns(columns);
    return columns.reference() == null ? prompts : new Referenced(prompts, columns.reference());
  }

  private static HubFiles files(
      Path path, Map<String, String> environment, Consumer<String> fetched) {
    if (Files.exists(path)) {
      return new FolderFiles(path);
    }
    String id = path.toString().replace('\\', '/');
    if (!HubCache.isId(id)) {
      throw new DatasetException(
          "dataset_path: expected a folder, a file or a Hub id such as openai/gsm8k, found neither"
              + " at "
              + path);
    }
    return new FetchedFiles(id, environment, fetched);
  }

  private static HubSet known(String id) {
    return HubSet.of(id)
        .orElseThrow(
            () ->
                new DatasetException(
                    "dataset_path: expected, or hf_name to say, one of "
                        + String.join(", ", HubSet.all())
                        + "; or hf_prompt_column or hf_messages_column for any other set; found \""
                        + id
                        + "\""));
  }

  private List<RowFile> split(HubFiles from) {
    HubSet set = known;
    if (set == HubSet.TOOL_CALLS) {
      return ToolCalls.files(from, options.categories());
    }
    HubLayout layout = new HubLayout(from.names(), from.readme());
    String subset = set == null ? options.subset() : set.subset(options.subset());
    if (options.subset() == null && subset != null && !layout.has(subset)) {
      subset = null; // nobody asked for it, and a folder of the user's own may not have it
    }
    List<String> names =
        layout.files(subset, set == null ? options.split() : set.split(options.split()));
    return names.stream().map(name -> RowFile.of(from.path(name))).toList();
  }

  @Override
  public void load() {
    for (RowFile file : split.get()) {
      try (RowFile.Open open = file.open()) {
        Optional<JsonPlace> first = open.next();
        if (first.isPresent()) {
          tryOut(first.get());
          return;
        }
      }
    }
    throw none();
  }

  /** Wrong columns are said before a run begins, without a tokenizer. */
  private void tryOut(JsonPlace row) {
    Sampling sampling =
        new Sampling(1, null, null, 0, new TrialTokenizer(), done -> {}, warning -> {});
    DatasetSpec.Rules untemplated =
        new DatasetSpec.Rules(false, false, true, rules.enableMultimodalChat());
    var unused = prompts.of(row, new Ask(sampling, untemplated, options, id, files.get()));
  }

  @Override
  public List<Prompt> prompts(Sampling sampling) {
    List<RowFile> from = split.get();
    Ask ask = new Ask(sampling, rules, options, id, files.get());
    PromptStore made = new PromptStore();
    try (RowExtents extents = new RowExtents(from);
        OrderedRows rows = new OrderedRows(from, order(extents, sampling.seed()))) {
      while (made.size() < sampling.count()) {
        // Each gives one prompt at most, so none is tokenized in vain.
        List<JsonPlace> some = rows.next(Math.min(ROWS_AT_ONCE, sampling.count() - made.size()));
        if (some.isEmpty()) {
          break;
        }
        some.parallelStream()
            .map(row -> made(row, ask))
            .toList()
            .forEach(each -> each.get().ifPresent(made::add));
        sampling.progress().accept(made.size());
      }
    }
    Rows.oversample(made, sampling.count(), rules.noOversample(), sampling.seed(), none());
    return made;
  }

  /** The prompt, or what is to be thrown: the first row in order that is refused is told. */
  private Supplier<Optional<Prompt>> made(JsonPlace row, Ask ask) {
    try {
      Optional<Prompt> prompt = prompts.of(row, ask);
      return () -> prompt;
    } catch (DatasetException e) {
      return () -> {
        throw e;
      };
    }
  }

  private Iterator<RowNumber> order(RowExtents extents, long seed) {
    if (known == HubSet.TOOL_CALLS) {
      return RowOrders.dealt(extents, rules, seed);
    }
    if (rules.disableShuffle()) {
      return RowOrders.kept(extents, IntStream.range(0, extents.files()).toArray());
    }
    return options.noStream() || known == HubSet.EARNINGS
        ? RowOrders.mixed(extents, seed)
        : new StreamShuffle(extents, seed);
  }

  private DatasetException none() {
    return new DatasetException(
        "dataset_path: expected a row of " + id + " that can be used, found none");
  }
}
