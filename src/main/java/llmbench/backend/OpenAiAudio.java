// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import llmbench.backend.FrameScanner.Rule;
import llmbench.backend.FrameScanner.Test;
import llmbench.dataset.Prompt;
import llmbench.plan.Api;
import org.jspecify.annotations.Nullable;

/**
 * {@code openai-audio}: {@code /v1/audio/transcriptions} and {@code translations}, a form with the
 * recording and the fields of vLLM's {@code async_request_openai_audio} ({@code
 * endpoint_request_func.py}), their values written as Python's {@code str}. vLLM streams chunks
 * like a chat's; OpenAI's own events, {@code transcript.text.delta} and {@code .done}, are read
 * too.
 */
final class OpenAiAudio extends ShapedBackend {
  /** Between the parts; nothing in a recording is likely to be the same. */
  private static final String BOUNDARY = "llmbench-7d9b1c5e3f6a4820b1c7e5d3a9f86042";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final boolean stream;

  OpenAiAudio(boolean stream) {
    super(Api.OPENAI_AUDIO, stream ? events() : whole());
    this.stream = stream;
  }

  private static AnswerShape events() {
    return AnswerShape.of(Framing.EVENT_STREAM)
        .text("choices.0.delta.content")
        .text("delta")
        .rule(Rule.of("choices", Test.NOT_EMPTY, Frame.CHOICES))
        .finish("choices.0.finish_reason")
        .rule(Rule.word("type", "transcript.text.done", Frame.FINISH))
        .error("error")
        .usage("usage.prompt_tokens", "usage.completion_tokens");
  }

  private static AnswerShape whole() {
    return AnswerShape.of(Framing.WHOLE)
        .text("text")
        .error("error")
        .usage("usage.prompt_tokens", "usage.completion_tokens");
  }

  @Override
  public String contentType() {
    return "multipart/form-data; boundary=" + BOUNDARY;
  }

  @Override
  public byte[] body(Prompt prompt, Payload payload) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("model", payload.model());
    fields.put(payload.maxTokensField("max_completion_tokens"), prompt.outputLen());
    fields.put("stream", stream);
    fields.put("language", "en");
    if (stream) {
      fields.put("stream_include_usage", true);
      fields.put("stream_continuous_usage_stats", true);
    }
    BodyWriter.update(fields, payload, prompt);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    Map<String, Object> audio = part(prompt);
    text(body, "--" + BOUNDARY + "\r\n");
    text(
        body,
        "Content-Disposition: form-data; name=\"file\"; filename=\""
            + audio.get("filename")
            + "\"");
    text(body, "\r\nContent-Type: " + audio.get("content_type") + "\r\n\r\n");
    body.writeBytes(Base64.getDecoder().decode(String.valueOf(audio.get("data"))));
    for (Map.Entry<String, Object> field : fields.entrySet()) {
      text(body, "\r\n--" + BOUNDARY + "\r\n");
      text(body, "Content-Disposition: form-data; name=\"" + field.getKey() + "\"\r\n\r\n");
      text(body, written(field.getValue()));
    }
    text(body, "\r\n--" + BOUNDARY + "--\r\n");
    return body.toByteArray();
  }

  /** As Python's {@code str} has it; a list or an object as JSON. */
  private static String written(@Nullable Object value) {
    if (value == null) {
      return "None";
    }
    if (value instanceof Boolean flag) {
      return flag ? "True" : "False";
    }
    if (value instanceof Map<?, ?> || value instanceof Iterable<?>) {
      try {
        return JSON.writeValueAsString(value);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return value.toString();
  }

  private static void text(ByteArrayOutputStream body, String text) {
    body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public double audioSeconds(Prompt prompt) {
    return part(prompt).get("seconds") instanceof Number seconds ? seconds.doubleValue() : 0;
  }

  /** The recording among the prompt's media ({@link llmbench.dataset.PromptParts#media}). */
  private static Map<String, Object> part(Prompt prompt) {
    for (Map<String, Object> medium : prompt.parts().media()) {
      if ("audio_file".equals(medium.get("type"))) {
        return medium;
      }
    }
    throw new IllegalArgumentException("openai-audio: a request without a recording");
  }
}
