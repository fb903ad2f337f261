// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request carries beside, or instead of, one text: the other fields of vLLM's {@code
 * SampleRequest} ({@code vllm/benchmarks/datasets/datasets.py}). Values are as Jackson reads them.
 *
 * @param texts several inputs in place of the one text: a batch, or a query and its documents;
 *     empty for none
 * @param tokenIds the prompt as token ids in place of its text; empty for none
 * @param media parts that follow the text in a chat message's content: {@code image_url}, {@code
 *     video_url} or {@code input_audio}; or one {@code audio_file} to be sent as a file of a form,
 *     with {@code filename}, {@code content_type}, {@code seconds} (a number) and {@code data}
 *     (Base64); empty for none
 * @param messages a whole chat, sent as it is; empty for none
 * @param arrivalSeconds when the set says the request came, in seconds; null if it does not
 * @param overrides fields of the body, merged into it after the API's own (vLLM's {@code
 *     request_overrides}); empty for none
 * @param source which data set of a mix it is from; null without a mix
 * @param reference what the set says a right answer is; null if it does not
 * @param body the whole body, JSON, sent as it is in place of all else; null to make one
 * @param terms its class and limits
 */
public record PromptParts(
    List<String> texts,
    List<Integer> tokenIds,
    List<Map<String, Object>> media,
    List<Map<String, Object>> messages,
    @Nullable Double arrivalSeconds,
    Map<String, Object> overrides,
    @Nullable String source,
    @Nullable String reference,
    @Nullable String body,
    PromptTerms terms) {

  /** Nothing. */
  public static final PromptParts NONE =
      new PromptParts(
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          null,
          Map.of(),
          null,
          null,
          null,
          PromptTerms.NONE);

  /** The same with several texts. */
  public PromptParts withTexts(List<String> other) {
    return new PromptParts(
        other,
        tokenIds,
        media,
        messages,
        arrivalSeconds,
        overrides,
        source,
        reference,
        body,
        terms);
  }

  /** The same with token ids. */
  public PromptParts withTokenIds(List<Integer> other) {
    return new PromptParts(
        texts, other, media, messages, arrivalSeconds, overrides, source, reference, body, terms);
  }

  /** The same with media. */
  public PromptParts withMedia(List<Map<String, Object>> other) {
    return new PromptParts(
        texts,
        tokenIds,
        other,
        messages,
        arrivalSeconds,
        overrides,
        source,
        reference,
        body,
        terms);
  }

  /** The same with the messages of a chat. */
  public PromptParts withMessages(List<Map<String, Object>> other) {
    return new PromptParts(
        texts, tokenIds, media, other, arrivalSeconds, overrides, source, reference, body, terms);
  }

  /** The same with a time of arrival. */
  public PromptParts withArrivalSeconds(@Nullable Double other) {
    return new PromptParts(
        texts, tokenIds, media, messages, other, overrides, source, reference, body, terms);
  }

  /** The same with fields of the body. */
  public PromptParts withOverrides(Map<String, Object> other) {
    return new PromptParts(
        texts, tokenIds, media, messages, arrivalSeconds, other, source, reference, body, terms);
  }

  /** The same from that data set of a mix. */
  public PromptParts withSource(@Nullable String other) {
    return new PromptParts(
        texts, tokenIds, media, messages, arrivalSeconds, overrides, other, reference, body, terms);
  }

  /** The same with what a right answer is. */
  public PromptParts withReference(@Nullable String other) {
    return new PromptParts(
        texts, tokenIds, media, messages, arrivalSeconds, overrides, source, other, body, terms);
  }

  /** The same with a whole body. */
  public PromptParts withBody(@Nullable String other) {
    return new PromptParts(
        texts,
        tokenIds,
        media,
        messages,
        arrivalSeconds,
        overrides,
        source,
        reference,
        other,
        terms);
  }

  /** The same of that class, with those limits. */
  public PromptParts withTerms(PromptTerms other) {
    return new PromptParts(
        texts,
        tokenIds,
        media,
        messages,
        arrivalSeconds,
        overrides,
        source,
        reference,
        body,
        other);
  }
}
