// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmbench.plan.DatasetSpec;

/**
 * {@code sharegpt}: the first turn of each conversation asks, the second one's length is the
 * answer's ({@code ShareGPTDataset}). Only what is taken is tokenized.
 */
final class ShareGptRequests implements Dataset {
  /** So few at once keep memory bounded, whatever the number of prompts. */
  private static final int ENTRIES_AT_ONCE = 256;

  private final DatasetSpec.Rules rules;
  private final OnceRead<ShareGptFile> entries;

  ShareGptRequests(Path path, DatasetSpec.Rules rules) {
    this.entries = new OnceRead<>(() -> ShareGptFile.of(path));
    this.rules = rules;
  }

  @Override
  public void load() {
    var unused = entries.get();
  }

  @Override
  public List<Prompt> prompts(Sampling sampling) {
    ShareGptFile from = entries.get();
    PromptStore prompts = new PromptStore();
    int[] order = Rows.order(from.size(), rules, sampling.seed());
    try (FileChannel file = from.open()) {
      int next = 0;
      while (next < order.length && prompts.size() < sampling.count()) {
        // Each gives one prompt at most, so none is tokenized in vain.
        int some = Math.min(ENTRIES_AT_ONCE, sampling.count() - prompts.size());
        List<Turns> turns = new ArrayList<>();
        for (int i = 0; i < some && next < order.length; i++) {
          turns.add(Turns.of(from.entry(file, order[next++])));
        }
        turns.parallelStream()
            .flatMap(each -> prompt(each, sampling).stream())
            .toList()
            .forEach(prompts::add);
        sampling.progress().accept(prompts.size());
      }
    } catch (IOException e) {
      throw from.unreadable(e);
    }
    Rows.oversample(prompts, sampling.count(), rules.noOversample(), sampling.seed(), from.none());
    return prompts;
  }

  /** What is asked and answered in an entry. */
  private record Turns(JsonPlace entry, String text, String answer) {
    static Turns of(JsonPlace entry) {
      JsonPlace turns = entry.at("conversations");
      return new Turns(entry, turns.at(0).at("value").text(), turns.at(1).at("value").text());
    }
  }

  /** None where the lengths are not valid. */
  private Optional<Prompt> prompt(Turns turns, Sampling sampling) {
    Integer asked = sampling.outputLen();
    int promptLen = Rows.length(turns.text, sampling);
    int outputLen = asked == null ? Rows.length(turns.answer, sampling) : asked;
    return Rows.valid(promptLen, outputLen, asked)
        ? Optional.of(new Prompt(turns.text, promptLen, outputLen, parts(turns.entry, turns.text)))
        : Optional.empty();
  }

  private PromptParts parts(JsonPlace entry, String text) {
    return ContentPart.parts(text, media(entry), rules.enableMultimodalChat());
  }

  private static List<Map<String, Object>> media(JsonPlace entry) {
    String image = address(entry.at("image"));
    if (!image.isEmpty()) {
      return List.of(ContentPart.imageUrl(ContentPart.pictureUrl(image)));
    }
    String video = address(entry.at("video"));
    return video.isEmpty() ? List.of() : List.of(ContentPart.video(video));
  }

  private static String address(JsonPlace place) {
    return place.present() ? place.text() : "";
  }
}
