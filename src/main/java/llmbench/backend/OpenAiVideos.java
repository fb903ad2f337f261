// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import llmbench.backend.FrameScanner.Rule;
import llmbench.dataset.Prompt;
import llmbench.plan.Api;
import org.jspecify.annotations.Nullable;

/**
 * {@code openai-videos}: {@code /v1/videos}. The first answer is a job; it is asked after until it
 * is completed or has failed. Size and seconds are for {@code extra_body}. The video itself is not
 * fetched. Source: OpenAI's documentation of the API.
 */
final class OpenAiVideos extends ShapedBackend {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> PENDING = Set.of("queued", "in_progress");

  OpenAiVideos() {
    super(
        Api.OPENAI_VIDEOS,
        AnswerShape.of(Framing.WHOLE)
            .rule(Rule.word("status", "completed", Frame.CHOICES | Frame.OUTPUT))
            .rule(Rule.word("status", "failed", Frame.ERROR))
            .reason("status")
            .error("error"));
  }

  @Override
  public byte[] body(Prompt prompt, Payload payload) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("model", payload.model());
    fields.put("prompt", Inputs.text(prompt));
    return BodyWriter.writeNested(fields, payload, prompt);
  }

  @Override
  public @Nullable String pendingJob(byte[] body, int length) {
    try {
      JsonNode job = JSON.readTree(body, 0, length);
      String id = job.path("id").asText();
      return PENDING.contains(job.path("status").asText()) && !id.isEmpty() ? id : null;
    } catch (IOException e) {
      return null;
    }
  }
}
