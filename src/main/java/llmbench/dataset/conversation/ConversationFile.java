// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.conversation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.dataset.DatasetException;
import llmbench.dataset.FileMistakes;
import llmbench.dataset.JsonPlace;
import llmbench.tokenizer.Tokenizer;

/** Reads conversations, or makes those that a file describes. */
final class ConversationFile {
  private static final int LONGEST_TEXT = 256 << 20;
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxStringLength(LONGEST_TEXT).build())
              .build());

  private final Path path;
  private final String name;
  private final FileMistakes mistakes = new FileMistakes();

  private ConversationFile(Path path) {
    this.path = path;
    this.name = String.valueOf(path.getFileName());
  }

  /**
   * The conversations of a file in its order, or those that its generator makes.
   *
   * @param path vLLM's {@code --input-file}
   * @param seed of the generator, vLLM's {@code --seed}, from 0 to 2³² − 1; a list needs none
   * @param tokenizer of the generator; a list needs none
   * @throws DatasetException with all its mistakes, a line each
   */
  static Conversations read(Path path, long seed, Tokenizer tokenizer) {
    ConversationFile file = new ConversationFile(path);
    try (InputStream in = Files.newInputStream(path);
        JsonParser parser = JSON.createParser(in)) {
      return file.read(parser, seed, tokenizer);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new DatasetException(
          file.name + ":" + line + ": expected JSON in UTF-8, found " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new DatasetException(
          "dataset_path: expected a readable file, found " + path + ": " + e.getMessage(), e);
    }
  }

  private Conversations read(JsonParser parser, long seed, Tokenizer tokenizer) throws IOException {
    JsonToken first = parser.nextToken();
    if (first == JsonToken.START_ARRAY) {
      return list(parser);
    }
    JsonNode node = first == null ? JSON.missingNode() : JSON.readTree(parser);
    JsonPlace place = new JsonPlace(name + ":1", "", node);
    if (first != JsonToken.START_OBJECT) {
      throw place.unexpected("a list of conversations, or an object that describes them");
    }
    GeneratorSpec spec = GeneratorReader.spec(place, mistakes);
    return new Conversations(new ConversationGenerator(spec, path, tokenizer).make(seed), 0, spec);
  }

  private Conversations list(JsonParser parser) throws IOException {
    Map<String, Integer> lineOfId = new HashMap<>();
    Map<String, Conversation> read = new LinkedHashMap<>();
    ShareGptParts parts = new ShareGptParts();
    int number = 0;
    for (; parser.nextToken() != JsonToken.END_ARRAY; number++) {
      int line = parser.currentTokenLocation().getLineNr();
      JsonNode node = JSON.readTree(parser);
      JsonPlace item = new JsonPlace(name + ":" + line, "[" + number + "]", node);
      mistakes.collect(
          () -> {
            if (item.at("conversations").present() && !item.at("messages").present()) {
              parts.add(item);
              return;
            }
            Conversation conversation = conversation(item);
            Integer before = lineOfId.putIfAbsent(conversation.id(), line);
            if (before != null) {
              throw item.at("id")
                  .unexpected(
                      "each id once, the first \"" + conversation.id() + "\" is at line " + before);
            }
            read.put(conversation.id(), conversation);
          });
    }
    parts.conversations(read, mistakes);
    if (number == 0 || (read.isEmpty() && parts.leftOut() > 0)) {
      mistakes.add(name + ":1: expected a conversation whose roles take turns, found none");
    }
    mistakes.throwIfAny();
    return new Conversations(List.copyOf(read.values()), parts.leftOut(), null);
  }

  private static Conversation conversation(JsonPlace item) {
    if (!item.node().isObject()) {
      throw item.unexpected("an object with id and messages");
    }
    String id = item.at("id").text();
    List<Message> messages = MessageList.read(item.at("messages").list(1));
    boolean system = messages.get(0).role().equals(Message.SYSTEM);
    List<Message> turns = system ? messages.subList(1, messages.size()) : messages;
    if (turns.isEmpty()) {
      throw item.at("messages").unexpected("a message of the user", "a system message only");
    }
    int wrong = Conversation.firstOutOfTurn(turns);
    if (wrong >= 0) {
      throw item.at("messages")
          .at(system ? wrong + 1 : wrong)
          .at("role")
          .unexpected(
              "\"" + Conversation.roleAt(wrong) + "\", as roles take turns",
              "\"" + turns.get(wrong).role() + "\"");
    }
    return new Conversation(id, system ? messages.get(0).content() : null, turns);
  }
}
