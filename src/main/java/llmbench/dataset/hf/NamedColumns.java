// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.hf;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmbench.dataset.DatasetException;
import llmbench.dataset.JsonPlace;
import llmbench.dataset.Prompt;
import llmbench.dataset.PromptParts;
import llmbench.plan.HubColumns;
import org.jspecify.annotations.Nullable;

/**
 * Any set whose columns the user names. Our own: a prompt's or a chat's texts are sent as they are,
 * and no row is left out for its length.
 */
record NamedColumns(HubColumns columns) implements RowPrompts {
  private static final int OUTPUT_LEN = 256;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> MESSAGE = new TypeReference<>() {};

  @Override
  public Optional<Prompt> of(JsonPlace row, Ask ask) {
    int outputLen = outputLen(row, ask);
    if (outputLen < 1) {
      throw at(row, String.valueOf(columns.completion())).unexpected("a text of a token or more");
    }
    if (columns.messages() != null) {
      return Optional.of(chat(at(row, columns.messages()), outputLen, ask));
    }
    String text = at(row, String.valueOf(columns.prompt())).text();
    if (columns.image() != null) {
      return Optional.of(withImage(row, text, columns.image(), outputLen, ask));
    }
    String system = system(row);
    Prompt alone = new Prompt(text, ask.length(text), outputLen);
    return Optional.of(
        system == null
            ? alone
            : new Prompt(
                system + "\n\n" + text,
                ask.length(system + "\n\n" + text),
                outputLen,
                PromptParts.NONE.withMessages(
                    List.of(Ask.message("system", system), Ask.message("user", text)))));
  }

  private int outputLen(JsonPlace row, Ask ask) {
    Integer asked = ask.sampling().outputLen();
    if (asked != null || columns.completion() == null) {
      return asked == null ? OUTPUT_LEN : asked;
    }
    return ask.sampling().tokenizer().count(at(row, columns.completion()).text());
  }

  private @Nullable String system(JsonPlace row) {
    if (columns.system() == null) {
      return null;
    }
    JsonPlace system = at(row, columns.system());
    return system.present() ? system.text() : null;
  }

  private Prompt withImage(JsonPlace row, String text, String image, int outputLen, Ask ask) {
    JsonPlace place = at(row, image);
    List<Map<String, Object>> media =
        place.present() ? List.of(Pictures.part(place, ask)) : List.of();
    String system = system(row);
    if (system == null) {
      return ask.pictured(text, media, outputLen);
    }
    List<Map<String, Object>> content = new ArrayList<>();
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("type", "text");
    said.put("text", text);
    content.add(said);
    content.addAll(media);
    return new Prompt(
        text,
        ask.length(system + "\n\n" + text),
        outputLen,
        PromptParts.NONE.withMessages(
            List.of(Ask.message("system", system), Ask.message("user", content))));
  }

  /** A chat: its length is that of its texts, since only the server knows the template. */
  private static Prompt chat(JsonPlace chat, int outputLen, Ask ask) {
    List<Map<String, Object>> messages = new ArrayList<>();
    StringBuilder texts = new StringBuilder();
    for (int i = 0; i < chat.list(1).node().size(); i++) {
      JsonPlace message = chat.at(i);
      if (!message.node().isObject()) {
        throw message.unexpected("a message as {role, content}");
      }
      message.at("role").text();
      messages.add(JSON.convertValue(message.node(), MESSAGE));
      JsonPlace content = message.at("content");
      texts.append(i == 0 ? "" : "\n").append(content.node().isTextual() ? content.text() : "");
    }
    return new Prompt(
        texts.toString(),
        ask.length(texts.toString()),
        outputLen,
        PromptParts.NONE.withMessages(messages));
  }

  /** What a path of names and numbers leads to. */
  private static JsonPlace at(JsonPlace row, String path) {
    if (row.node().has(path)) {
      return row.at(path);
    }
    JsonPlace place = row;
    for (String step : path.split("\\.", -1)) {
      if (place.node().isArray() && step.matches("[0-9]{1,9}")) {
        place = place.at(Integer.parseInt(step));
      } else if (place.path().isEmpty()) {
        place = Ask.column(row, step);
      } else {
        place = place.at(step);
      }
      if (place.node().isMissingNode()) {
        throw new DatasetException(
            place.row() + " " + place.path() + ": expected a value, found nothing");
      }
    }
    return place;
  }
}
