// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import llmbench.dataset.Prompt;
import llmbench.plan.Api;
import llmbench.plan.TemplateSpec;
import org.jspecify.annotations.Nullable;

/**
 * {@code template}: an API that the user describes by a body with placeholders and by paths into
 * its answers, so that it needs no code.
 */
final class Template extends ShapedBackend {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)}");

  private final TemplateSpec spec;
  private final boolean stream;

  private Template(TemplateSpec spec, boolean stream) {
    super(Api.TEMPLATE, shape(spec, stream));
    this.spec = spec;
    this.stream = stream;
  }

  /**
   * Makes one.
   *
   * @throws IllegalArgumentException if it is told nothing
   */
  static Template of(@Nullable TemplateSpec spec, boolean stream) {
    if (spec == null) {
      throw new IllegalArgumentException("template: expected a description of the API, found none");
    }
    return new Template(spec, stream);
  }

  private static AnswerShape shape(TemplateSpec spec, boolean stream) {
    Framing framing =
        !stream
            ? Framing.WHOLE
            : spec.format() == TemplateSpec.Format.SSE ? Framing.EVENT_STREAM : Framing.JSON_LINES;
    AnswerShape shape = AnswerShape.of(framing);
    spec.reasoning().forEach(shape::reasoning);
    spec.text().forEach(shape::text);
    shape.error(spec.error() == null ? "error" : spec.error());
    shape.usage(spec.promptTokens(), spec.completionTokens());
    if (spec.finish() == null) {
      shape.unmarked();
    } else {
      shape.finish(spec.finish());
    }
    return spec.cumulative() ? shape.cumulative() : shape;
  }

  @Override
  public byte[] body(Prompt prompt, Payload payload) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("prompt", Inputs.text(prompt));
    values.put("model", payload.model());
    values.put("max_tokens", prompt.outputLen());
    values.put("messages", ChatMessages.of(prompt, false));
    values.put("prompt_token_ids", prompt.parts().tokenIds());
    values.put("stream", stream);
    Map<String, Object> fields = new LinkedHashMap<>();
    spec.body().forEach((key, value) -> fields.put(key, filled(value, values)));
    return BodyWriter.writeNested(fields, payload, prompt);
  }

  @SuppressWarnings("NullAway") // JSON's null is a value
  private static @Nullable Object filled(@Nullable Object value, Map<String, Object> values) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((key, each) -> copy.put(key, filled(each, values)));
      return copy;
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(each -> copy.add(filled(each, values)));
      return copy;
    }
    return value instanceof String text ? filledText(text, values) : value;
  }

  private static Object filledText(String text, Map<String, Object> values) {
    Matcher placeholder = PLACEHOLDER.matcher(text);
    if (placeholder.matches()) {
      return values.getOrDefault(placeholder.group(1), text);
    }
    return placeholder
        .reset()
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    String.valueOf(values.getOrDefault(found.group(1), found.group()))));
  }
}
