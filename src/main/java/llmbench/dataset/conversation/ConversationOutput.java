// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.conversation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * Writes conversations in the form in which {@link ConversationFile} reads them, to the byte as
 * Python's {@code json.dump(list, file, indent=4)}: vLLM's {@code --output-file}. A system prompt
 * is written as the first message.
 */
public final class ConversationOutput {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
          .build();

  private ConversationOutput() {}

  /**
   * Writes them in their order.
   *
   * @throws IOException if the writer fails
   */
  public static void write(Iterable<Conversation> conversations, Writer to) throws IOException {
    DefaultIndenter indent = new DefaultIndenter("    ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withArrayEmptySeparator(""));
    printer.indentArraysWith(indent);
    printer.indentObjectsWith(indent);
    JsonGenerator json = JSON.createGenerator(to);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.setPrettyPrinter(printer);
    json.writeStartArray();
    for (Conversation conversation : conversations) {
      json.writeStartObject();
      json.writeStringField("id", conversation.id());
      json.writeArrayFieldStart("messages");
      if (conversation.system() != null) {
        write(List.of(new Message(Message.SYSTEM, conversation.system())), json);
      }
      write(conversation.messages(), json);
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.close();
  }

  private static void write(List<Message> messages, JsonGenerator json) throws IOException {
    for (Message message : messages) {
      json.writeStartObject();
      json.writeStringField("role", message.role());
      json.writeStringField("content", message.content());
      json.writeEndObject();
    }
  }
}
