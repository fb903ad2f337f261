// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import llmbench.dataset.Prompt;

/**
 * Writes a request's body: the API's own fields, then {@code extra_body} merged over them as
 * Python's {@code dict.update} does (a field that is there keeps its place and takes the new value;
 * a new one is appended). Source: vLLM {@code endpoint_request_func.py}, {@code
 * _update_payload_common}.
 */
final class BodyWriter {
  private static final int HEADROOM = 512;
  private static final ObjectMapper JSON = new ObjectMapper(new JsonFactory());

  private BodyWriter() {}

  /**
   * A body of vLLM's.
   *
   * @param fields the API's own, in a map of insertion order that is changed
   * @param prompt whose text tells how large the body gets
   */
  static byte[] write(Map<String, Object> fields, Payload payload, Prompt prompt) {
    update(fields, payload, prompt);
    return json(fields, prompt);
  }

  /** vLLM's {@code ignore_eos}, {@code extra_body} and what the prompt itself asks for. */
  static void update(Map<String, Object> fields, Payload payload, Prompt prompt) {
    if (payload.ignoreEos()) {
      fields.put("ignore_eos", true);
    }
    fields.putAll(payload.extraBody());
    fields.putAll(prompt.parts().overrides());
  }

  /**
   * A body of an API that has no {@code ignore_eos} at the top; an object of {@code extra_body} is
   * merged into the object of that name, since such APIs keep their options in one.
   */
  static byte[] writeNested(Map<String, Object> fields, Payload payload, Prompt prompt) {
    payload.extraBody().forEach((key, value) -> fields.merge(key, value, BodyWriter::merged));
    return json(fields, prompt);
  }

  private static Object merged(Object own, Object other) {
    if (!(own instanceof Map<?, ?> ownMap) || !(other instanceof Map<?, ?> otherMap)) {
      return other;
    }
    Map<Object, Object> both = new LinkedHashMap<>(ownMap);
    both.putAll(otherMap);
    return both;
  }

  /** A body of just these fields. */
  static byte[] json(Map<String, Object> fields, Prompt prompt) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(prompt.text().length() + HEADROOM);
    try (JsonGenerator generator = JSON.createGenerator(out)) {
      JSON.writeValue(generator, fields);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
