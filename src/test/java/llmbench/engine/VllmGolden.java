// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Responses recorded from the real vLLM, and what is left of one when its values are taken out. */
final class VllmGolden {
  private VllmGolden() {}

  /** The status and body of a recorded response. */
  static RawConnection.Response of(String name) throws IOException {
    String path = "/golden/streams/" + name + ".http";
    try (InputStream in = VllmGolden.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IOException("no recorded response " + path);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      int headEnd = text.indexOf("\r\n\r\n");
      List<String> head = List.of(text.substring(0, headEnd).split("\r\n", -1));
      return new RawConnection.Response(
          Integer.parseInt(head.get(0).substring(9, 12)),
          head.subList(1, head.size()),
          text.substring(headEnd + 4),
          RawConnection.Ending.COMPLETE,
          List.of());
    }
  }

  /** Keys, their order, nulls and structure; ids, texts and numbers are gone. */
  static String shape(String json) {
    return json.replaceAll("\"system_fingerprint\":\"[^\"]*\"", "\"system_fingerprint\":FP")
        .replaceAll("\"(id|content|text|model|token)\":\"(\\\\.|[^\"\\\\])+\"", "\"$1\":TEXT")
        .replaceAll("\"tokens\":\\[\"[^]]*\"]", "\"tokens\":[TEXTS]")
        .replaceAll("\"top_logprobs\":\\[\\{\"(?!token\")[^]]*]", "\"top_logprobs\":[MAPS]")
        .replaceAll("\\[-?\\d[^\\]\\[]*]", "[NUMBERS]")
        .replaceAll("-?\\d+\\.\\d+(E-?\\d+)?|(?<=[:,\\[])-?\\d+", "N");
  }

  static List<String> shapes(List<String> events) {
    List<String> shapes = new ArrayList<>();
    events.forEach(event -> shapes.add(shape(event)));
    return shapes;
  }
}
