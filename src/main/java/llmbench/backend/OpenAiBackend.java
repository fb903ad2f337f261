// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import java.util.List;
import java.util.Map;
import llmbench.plan.Api;

/**
 * What chat and completions have in common by OpenAI's specification: the stream of chunks with
 * {@code choices}, the whole answer with the same, the end mark, and usage.
 */
abstract class OpenAiBackend implements Backend {
  private final Api api;
  private final boolean stream;

  OpenAiBackend(Api api, boolean stream) {
    this.api = api;
    this.stream = stream;
  }

  @Override
  public final Api api() {
    return api;
  }

  @Override
  public final String endpoint() {
    return api.endpoint(stream);
  }

  @Override
  public final Framing framing() {
    return stream ? Framing.EVENT_STREAM : Framing.WHOLE;
  }

  /** {@code stream} and {@code stream_options}, which only a stream may have. */
  final void putStream(Map<String, Object> fields) {
    fields.put("stream", stream);
    if (stream) {
      fields.put("stream_options", Map.of("include_usage", true));
    }
  }

  @Override
  public final int scan(byte[] bytes, int from, int to) {
    return OpenAiFrames.scan(bytes, from, to);
  }

  @Override
  public final Answer read(byte[] body, int length) {
    return stream ? AnswerReader.read(body, length) : AnswerReader.readWhole(body, length);
  }

  @Override
  public final String said(byte[] body, int length) {
    return AnswerReader.said(framing(), body, length);
  }

  @Override
  public final List<String> chunkTexts(byte[] body, int length) {
    return ChunkTexts.of(framing(), body, length);
  }
}
