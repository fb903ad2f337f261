// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import java.util.SplittableRandom;

/**
 * Embeddings, pooling, ranks and images: answers that are whole, of numbers that mean nothing but
 * have the real ones' form.
 */
final class ValuesFormat extends PlainFormat {
  /** What is asked for. */
  enum Kind {
    EMBEDDINGS,
    RANKS,
    IMAGES
  }

  private static final int DIMENSIONS = 64;

  private final Kind kind;

  ValuesFormat(Kind kind, ResponseIdentity identity, GenerationRequest request, ResponsePlan plan) {
    super(identity, request, plan);
    this.kind = kind;
  }

  @Override
  public byte[] chunk(int from, int to) {
    throw new IllegalStateException("no stream of " + kind);
  }

  @Override
  public byte[] whole(int cachedTokens) {
    boolean empty = answer.text().isEmpty() && answer.finishReason().equals("stop");
    int items = empty ? 0 : request.sequences();
    String usage =
        style.usage()
            ? ",\"usage\":{\"prompt_tokens\":"
                + promptTokens()
                + ",\"total_tokens\":"
                + promptTokens()
                + ",\"completion_tokens\":0,\"prompt_tokens_details\":null}"
            : "";
    return bytes(
        switch (kind) {
          case EMBEDDINGS ->
              "{\"id\":"
                  + quoted(identity.id())
                  + ",\"object\":\"list\",\"created\":"
                  + identity.created()
                  + ",\"model\":"
                  + quoted(identity.model())
                  + ",\"data\":"
                  + list(items)
                  + usage
                  + "}";
          case RANKS ->
              "{\"id\":"
                  + quoted(identity.id())
                  + ",\"model\":"
                  + quoted(identity.model())
                  + usage
                  + ",\"results\":"
                  + list(items)
                  + "}";
          case IMAGES -> "{\"created\":" + identity.created() + ",\"data\":" + list(items) + "}";
        });
  }

  private String list(int items) {
    StringBuilder list = new StringBuilder("[");
    SplittableRandom random = new SplittableRandom(promptTokens());
    for (int i = 0; i < items; i++) {
      list.append(i == 0 ? "" : ",").append(item(i, random));
    }
    return list.append(']').toString();
  }

  private String item(int index, SplittableRandom random) {
    return switch (kind) {
      case EMBEDDINGS -> {
        StringBuilder vector = new StringBuilder();
        for (int i = 0; i < DIMENSIONS; i++) {
          vector.append(i == 0 ? "" : ",").append(random.nextDouble(-1, 1));
        }
        yield "{\"index\":" + index + ",\"object\":\"embedding\",\"embedding\":[" + vector + "]}";
      }
      case RANKS -> "{\"index\":" + index + ",\"relevance_score\":" + random.nextDouble() + "}";
      case IMAGES -> "{\"b64_json\":\"iVBORw0KGgo=\"}";
    };
  }
}
