// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import llmbench.plan.DatasetOptions;
import llmbench.plan.DatasetSpec;
import llmbench.plan.MediaBucket;
import llmbench.tokenizer.Tokenizers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Data sets with media that are our own: noise to hear, and files of a folder. */
class OwnMediaTest {
  private static final Path MEDIA = Path.of("src/test/resources/datasets/media");

  @Test
  void soundsStandBesidePictures() throws Exception {
    DatasetOptions options =
        new DatasetOptions.RandomMm(
            0,
            0,
            0,
            2,
            0,
            Map.of("image", 1, "audio", 1),
            List.of(
                new MediaBucket(new MediaBucket.Image(8, 8), 1),
                new MediaBucket(new MediaBucket.Audio(0.25), 1)));
    for (Prompt prompt : prompts(options, null, 0, 5, 12)) {
      assertThat(prompt.parts().media())
          .extracting(part -> part.get("type"))
          .containsExactlyInAnyOrder("image_url", "input_audio");
      Map<?, ?> audio =
          (Map<?, ?>)
              prompt.parts().media().stream()
                  .filter(part -> part.containsKey("input_audio"))
                  .map(part -> Objects.requireNonNull(part.get("input_audio")))
                  .findFirst()
                  .orElseThrow();
      assertThat(audio.get("format")).isEqualTo("wav");
      assertThat(seconds(audio.get("data"))).isEqualTo(0.25);
    }
  }

  @Test
  void noiseHasTheLengthsThatAreAskedFor() throws Exception {
    DatasetOptions options = new DatasetOptions.RandomAudio(0.5, 0.2);
    List<Prompt> prompts = prompts(options, null, 3, 40, 9);
    assertThat(prompts).hasSize(40).allMatch(prompt -> prompt.outputLen() == 9);
    double sum = 0;
    for (Prompt prompt : prompts) {
      Map<String, Object> file = prompt.parts().media().get(0);
      assertThat(file).containsEntry("type", "audio_file").containsEntry("filename", "audio.wav");
      double said = Double.parseDouble(String.valueOf(file.get("seconds")));
      assertThat(said).isBetween(0.4, 0.6).isEqualTo(seconds(file.get("data")));
      sum += said;
    }
    assertThat(sum / 40).isCloseTo(0.5, within(0.03));
    assertThat(prompts(options, null, 3, 40, 9)).isEqualTo(prompts);
    assertThat(prompts(options, null, 4, 40, 9)).isNotEqualTo(prompts);
  }

  @Test
  void filesOfAFolderAreSentAsTheyAre() throws Exception {
    List<Prompt> prompts =
        prompts(new DatasetOptions.MediaFolder("What is it?", false), MEDIA, 0, 13, 5);
    assertThat(prompts).hasSize(13).allMatch(prompt -> prompt.text().equals("What is it?"));
    TreeSet<String> seen = new TreeSet<>();
    prompts.forEach(prompt -> seen.add(prompt.parts().media().toString()));
    assertThat(seen).hasSize(13);
    assertThat(seen)
        .contains(
            List.of(
                    ContentPart.image(
                        "image/webp", Files.readAllBytes(MEDIA.resolve("noise.webp"))))
                .toString(),
            List.of(ContentPart.inputAudio("flac", Files.readAllBytes(MEDIA.resolve("tone.flac"))))
                .toString());
    assertThat(prompts(new DatasetOptions.MediaFolder("x", false), MEDIA, 0, 20, 5))
        .as("copies")
        .hasSize(20);
  }

  @Test
  void soundsOfAFolderCanBeFilesOfAForm() throws Exception {
    List<Prompt> prompts = prompts(new DatasetOptions.MediaFolder("x", true), MEDIA, 0, 6, null);
    assertThat(prompts)
        .allMatch(prompt -> "audio_file".equals(prompt.parts().media().get(0).get("type")))
        .extracting(prompt -> prompt.parts().media().get(0).get("filename"))
        .containsExactlyInAnyOrder(
            "tone.wav", "wide.wav", "float.wav", "bytes.wav", "law.wav", "tone.flac");
    for (Prompt prompt : prompts) {
      if ("tone.flac".equals(prompt.parts().media().get(0).get("filename"))) {
        assertThat(prompt.parts().media().get(0))
            .containsEntry("content_type", "audio/flac")
            .containsEntry("seconds", 0.05);
      }
    }
  }

  @Test
  void moreMediaThanTheLimitsAllowAreRefused() {
    DatasetOptions options =
        new DatasetOptions.RandomMm(
            0,
            0,
            0,
            3,
            0,
            Map.of("image", 2),
            List.of(new MediaBucket(new MediaBucket.Image(1, 1), 1)));
    assertThatThrownBy(() -> prompts(options, null, 0, 1, 1))
        .isInstanceOf(DatasetException.class)
        .hasMessage(
            "random_mm_base_items_per_request: expected at most 2 media in a request"
                + " (random_mm_limit_mm_per_prompt), found at least 3");
  }

  private static List<Prompt> prompts(
      DatasetOptions options, @Nullable Path path, long seed, int count, @Nullable Integer output) {
    return Datasets.of(new DatasetSpec("x", path, DatasetSpec.Rules.DEFAULT, options, null))
        .prompts(
            new Dataset.Sampling(
                count,
                10,
                output,
                seed,
                Tokenizers.open("src/test/resources/tokenizers/llmbench-small", Map.of(), w -> {}),
                done -> {},
                warning -> {}));
  }

  /** Of a WAV file of 16 bits, one channel and 16 kHz. */
  private static double seconds(@Nullable Object base64) throws Exception {
    byte[] file = Base64.getDecoder().decode(String.valueOf(base64));
    try (AudioInputStream in = AudioSystem.getAudioInputStream(new ByteArrayInputStream(file))) {
      AudioFormat format = in.getFormat();
      assertThat(format.getSampleSizeInBits()).isEqualTo(16);
      assertThat(format.getChannels()).isEqualTo(1);
      assertThat(format.getSampleRate()).isEqualTo(16_000f);
      return in.getFrameLength() / 16_000.0;
    }
  }
}
