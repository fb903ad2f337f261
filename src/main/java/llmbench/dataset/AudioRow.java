// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import llmbench.dataset.Dataset.Sampling;
import llmbench.dataset.media.AudioClip;
import llmbench.plan.DatasetSpec;

/**
 * A row of {@code custom_audio}: a prompt and {@code audio}, a path or an object with {@code array}
 * and {@code sampling_rate} ({@code CustomAudioDataset}). What is sent is always WAV: in a chat
 * message with {@code enable_multimodal_chat}, else a file.
 */
final class AudioRow {
  private final DatasetSpec.Rules rules;
  private final MediaSource source = new MediaSource();

  AudioRow(DatasetSpec.Rules rules) {
    this.rules = rules;
  }

  Prompt prompt(JsonPlace row, UnaryOperator<String> template, Sampling sampling) {
    String text = template.apply(row.at("prompt").text());
    AudioClip clip = clip(row.at("audio"));
    Map<String, Object> part =
        rules.enableMultimodalChat() ? ContentPart.wav(clip.wav()) : ContentPart.audioFile(clip);
    return new Prompt(
        text,
        Rows.length(text, sampling),
        Rows.outputLen(row, sampling),
        PromptParts.NONE.withMedia(List.of(part)));
  }

  private AudioClip clip(JsonPlace audio) {
    if (audio.node().isTextual()) {
      return source.sound(audio, audio.text());
    }
    if (!audio.node().isObject()) {
      throw audio.unexpected("a path, or an object with array and sampling_rate");
    }
    JsonPlace array = audio.at("array").list(1);
    double[] values = new double[array.node().size()];
    for (int i = 0; i < values.length; i++) {
      JsonPlace value = array.at(i);
      if (!value.node().isNumber()) {
        throw value.unexpected("a number");
      }
      values[i] = value.node().doubleValue();
    }
    return AudioClip.of(values, audio.at("sampling_rate").wholeNumber(1));
  }
}
