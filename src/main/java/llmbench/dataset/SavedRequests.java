// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * {@code requests}: the bodies of a run that was told to {@code save_requests}, sent again byte for
 * byte, in the same order. Rows are neither shuffled nor copied. A line of the file is {@code
 * {"index": 0, "request_id": "…", "prompt_len": 16, "output_len": 64, "body": "…"}}, the body as
 * text, so that not a blank of it changes; {@code arrival_seconds} stands there where the data set
 * had it, {@code workload} and {@code slo} where the request has a class and limits of its own. Our
 * own.
 */
public final class SavedRequests implements Dataset {
  private static final String BODY = "body";
  private static final String ARRIVAL = "arrival_seconds";
  private static final String REFERENCE = "reference";
  private static final String WORKLOAD = "workload";

  private final OnceRead<JsonLines> lines;

  SavedRequests(Path path) {
    this.lines = new OnceRead<>(() -> JsonLines.of(path));
  }

  /**
   * Writes the requests of a case.
   *
   * @param prompts in the order in which they are sent
   * @param id the request id at an index
   * @param body the body at an index, JSON in UTF-8
   * @throws IOException if {@code out} fails
   */
  public static void write(
      OutputStream out, List<Prompt> prompts, IntFunction<String> id, IntFunction<byte[]> body)
      throws IOException {
    for (int i = 0; i < prompts.size(); i++) {
      Prompt prompt = prompts.get(i);
      JsonGenerator line = DatasetFile.JSON.createGenerator(out);
      line.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      line.writeStartObject();
      line.writeNumberField("index", i);
      line.writeStringField("request_id", id.apply(i));
      line.writeNumberField("prompt_len", prompt.promptLen());
      line.writeNumberField("output_len", prompt.outputLen());
      if (prompt.parts().arrivalSeconds() != null) {
        line.writeNumberField(ARRIVAL, prompt.parts().arrivalSeconds());
      }
      if (prompt.parts().reference() != null) {
        line.writeStringField(REFERENCE, prompt.parts().reference());
      }
      if (prompt.parts().terms().workload() != null) {
        line.writeStringField(WORKLOAD, prompt.parts().terms().workload());
      }
      RowLimits.write(line, prompt.parts().terms().slo());
      line.writeStringField(BODY, new String(body.apply(i), StandardCharsets.UTF_8));
      line.writeEndObject();
      line.close();
      out.write('\n');
    }
  }

  @Override
  public void load() {
    var unused = lines.get();
  }

  @Override
  public List<Prompt> prompts(Sampling sampling) {
    JsonLines from = lines.get();
    PromptStore prompts = new PromptStore();
    int[] taken = IntStream.range(0, Math.min(from.size(), sampling.count())).toArray();
    try (Stream<JsonPlace> rows = from.rows(taken)) {
      for (Iterator<JsonPlace> each = rows.iterator(); each.hasNext(); ) {
        JsonPlace row = each.next();
        PromptParts parts = PromptParts.NONE.withBody(body(row.at(BODY)));
        JsonPlace reference = row.at(REFERENCE);
        if (reference.present()) {
          parts = parts.withReference(reference.text());
        }
        JsonPlace workload = row.at(WORKLOAD);
        parts =
            parts.withTerms(
                new PromptTerms(workload.present() ? workload.text() : null, RowLimits.of(row)));
        JsonPlace arrival = row.at(ARRIVAL);
        prompts.add(
            new Prompt(
                "",
                row.at("prompt_len").wholeNumber(0),
                row.at("output_len").wholeNumber(0),
                arrival.present() ? parts.withArrivalSeconds(arrival.number()) : parts));
        sampling.progress().accept(prompts.size());
      }
    }
    return prompts;
  }

  private static String body(JsonPlace place) {
    String text = place.text();
    JsonNode body;
    try {
      body = DatasetFile.JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw place.unexpected("the JSON text of a body");
    }
    if (!body.isObject()) {
      throw place.unexpected("the JSON text of an object");
    }
    return text;
  }
}
