// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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
   * Writes a body.
   *
   * @param fields the API's own, in a map of insertion order that is changed
   * @param prompt whose text tells how large the body gets
   */
  static byte[] write(Map<String, Object> fields, Payload payload, Prompt prompt) {
    if (payload.ignoreEos()) {
      fields.put("ignore_eos", true);
    }
    fields.putAll(payload.extraBody());
    ByteArrayOutputStream out = new ByteArrayOutputStream(prompt.text().length() + HEADROOM);
    try (JsonGenerator generator = JSON.createGenerator(out)) {
      JSON.writeValue(generator, fields);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
