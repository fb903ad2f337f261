// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.hf;

import static llmbench.dataset.hf.Ask.column;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import llmbench.dataset.ContentPart;
import llmbench.dataset.DatasetException;
import llmbench.dataset.JsonPlace;
import llmbench.dataset.Prompt;
import llmbench.dataset.PromptParts;
import org.jspecify.annotations.Nullable;

/**
 * {@code ASRDataset}: speech to be written down. The prompt depends on the tokenizer's name. The
 * medium is the file's own bytes, where vLLM sends what it has decoded as WAV; its length is 0
 * where the file's head does not tell.
 */
final class Speech {
  private static final int OUTPUT_LEN = 1024;
  private static final String WHISPER = "<|startoftranscript|><|en|><|transcribe|><|notimestamps|>";
  private static final String COHERE =
      "<|startofcontext|><|startoftranscript|><|emo:undefined|><|en|><|en|><|pnc|><|noitn|>"
          + "<|notimestamp|><|nodiarize|>";

  private Speech() {}

  /** Sets with a column {@code audio}. */
  static Optional<Prompt> spoken(JsonPlace row, Ask ask) {
    return prompt(column(row, "audio"), ask);
  }

  /** {@code ArtificialAnalysis/Earnings22-Cleaned-AA}: {@code url} is a file of the set. */
  static Optional<Prompt> earnings(JsonPlace row, Ask ask) {
    return prompt(column(row, "url"), ask);
  }

  private static Optional<Prompt> prompt(JsonPlace audio, Ask ask) {
    Sound sound = sound(audio, ask);
    OptionalDouble seconds = Sounds.seconds(sound.bytes);
    if (seconds.isPresent()
        ? !ask.options().speech().has(seconds.getAsDouble())
        : !ask.options().speech().has(0) || !ask.options().speech().has(Double.MAX_VALUE)) {
      if (seconds.isPresent()) {
        return Optional.empty();
      }
      throw new DatasetException(
          audio.row()
              + ": expected WAV, FLAC or Ogg where asr_min_audio_len_sec or asr_max_audio_len_sec is"
              + " given, found a file whose head does not tell how long it is");
    }
    String format = Sounds.format(sound.bytes);
    Map<String, Object> part =
        ContentPart.audioFile(sound.name, "audio/" + format, sound.bytes, seconds.orElse(0));
    String text = text(ask.options().tokenizer());
    return Optional.of(
        new Prompt(
            text,
            ask.length(text),
            ask.outputLen(OUTPUT_LEN),
            PromptParts.NONE.withMedia(List.of(part))));
  }

  private static String text(@Nullable String tokenizer) {
    if (tokenizer == null) {
      return "";
    }
    if (tokenizer.contains("openai")) {
      return WHISPER;
    }
    return tokenizer.toLowerCase(Locale.ROOT).contains("cohere") ? COHERE : "";
  }

  private record Sound(String name, byte[] bytes) {}

  private static Sound sound(JsonPlace audio, Ask ask) {
    JsonNode bytes = audio.node().isBinary() ? audio.node() : audio.node().path("bytes");
    JsonNode path = audio.node().isTextual() ? audio.node() : audio.node().path("path");
    try {
      if (bytes.isBinary()) {
        byte[] file = bytes.binaryValue();
        String name = path.isTextual() ? name(path) : "audio." + Sounds.format(file);
        return new Sound(name, file);
      }
      if (path.isTextual()) {
        Path file = ask.files().path(path.textValue());
        return new Sound(name(path), Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new DatasetException(
          audio.row() + ": expected a readable file, found " + e.getMessage(), e);
    }
    throw audio.unexpected("speech as {bytes, path} or a path");
  }

  private static String name(JsonNode path) {
    return String.valueOf(Path.of(path.textValue()).getFileName());
  }
}
