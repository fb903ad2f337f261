// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import llmbench.plan.DatasetOptions;
import llmbench.plan.DatasetSpec;
import llmbench.tokenizer.Tokenizers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rows and files of media of no use are refused with, and what is read from elsewhere. */
class MediaMistakesTest {
  private static final Path MEDIA = Path.of("src/test/resources/datasets/media");
  private static final DatasetOptions NAMED = new DatasetOptions.CustomImage(false);
  private static final DatasetOptions READ = new DatasetOptions.CustomImage(true);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | :1: expected an object with prompt and image_files, or with content, found neither",
        "`{\"prompt\": \"a\"}` | :1: expected an object with prompt and image_files, or with content, found neither",
        "`\n{\"prompt\": 7, \"image_files\": [\"a\"]}` | :2 prompt: expected a string, found 7",
        "`{\"prompt\": \"a\", \"image_files\": []}` | :1 image_files: expected a list of at least 1, found one of 0",
        "`{\"prompt\": \"a\", \"image_files\": \"a\"}` | :1 image_files: expected a list, found a string",
        "`{\"prompt\": \"a\", \"image_files\": [\"a\", null]}` | :1 image_files[1]: expected a string, found null",
        "`{\"content\": null}` | :1 content: expected a list, found null",
        "`{\"content\": []}` | :1 content: expected a list of at least 1, found one of 0",
        "`{\"content\": [\"a\"]}` | :1 content[0]: expected an object, found a string",
        "`{\"content\": [{\"type\": \"text\"}]}` | :1 content[0].text: expected a string, found nothing",
        "`{\"content\": [{\"type\": \"video\"}]}` | :1 content[0].type: expected text, image or image_url, found a string",
        "`{\"content\": [{\"type\": \"image\"}]}` | :1 content[0].image: expected a string, found nothing",
        "`{\"content\": [{\"type\": \"image_url\"}]}` | :1 content[0].image_url: expected a string or an object, found nothing",
        "`{\"content\": [{\"type\": \"image_url\", \"image_url\": {}}]}` | :1 content[0].image_url.url: expected a string, found nothing",
      })
  void customImage(String text, String message) throws IOException {
    refused(NAMED, text, "c.jsonl" + message);
  }

  @Test
  void picturesThatAreReadMustBeThereAndBePictures() throws IOException {
    Path text = Files.writeString(folder.resolve("a.png"), "no picture");
    Path half = folder.resolve("half.png");
    byte[] png = Files.readAllBytes(MEDIA.resolve("colour.png"));
    Files.write(half, Arrays.copyOf(png, png.length / 2));
    refused(
        READ,
        images("no/such.png"),
        "c.jsonl:1 image_files[0]: expected a readable file, found none at ");
    refused(
        READ,
        images("file://" + text),
        "c.jsonl:1 image_files[0]: expected a PNG, JPEG, GIF, BMP, TIFF or WebP file, found another"
            + " at file://");
    refused(
        READ,
        images(half.toString()),
        "c.jsonl:1 image_files[0]: expected a PNG, JPEG, GIF, BMP, TIFF or WebP file, found one"
            + " that cannot be read: ");
  }

  @Test
  void picturesAreDownloaded() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] png = Files.readAllBytes(MEDIA.resolve("colour.png"));
    server.createContext(
        "/",
        exchange -> {
          boolean there = exchange.getRequestURI().getPath().equals("/there.png");
          exchange.sendResponseHeaders(there ? 200 : 404, there ? png.length : -1);
          exchange.getResponseBody().write(there ? png : new byte[0]);
          exchange.close();
        });
    server.start();
    String base = "http://127.0.0.1:" + server.getAddress().getPort();
    try {
      List<Prompt> prompts = prompts(READ, images(base + "/there.png"));
      assertThat(prompts.get(0).parts().media().get(0).toString())
          .contains("url=data:image/png;base64,");
      refused(
          READ,
          images(base + "/none.png"),
          "c.jsonl:1 image_files[0]: expected a picture within 30 s, found HTTP 404 from " + base);
    } finally {
      server.stop(0);
    }
    refused(
        READ,
        images(base + "/there.png"),
        "c.jsonl:1 image_files[0]: expected a picture within 30 s, found none from " + base);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | :1 prompt: expected a string, found nothing",
        "`{\"prompt\": \"a\"}` | :1 audio: expected a path, or an object with array and sampling_rate, found nothing",
        "`{\"prompt\": \"a\", \"audio\": \"no/such.wav\"}` | :1 audio: expected a readable file, found none at ",
        "`{\"prompt\": \"a\", \"audio\": \"pom.xml\"}` | :1 audio: expected a WAV, AIFF, AU or FLAC file, found another; convert it: ffmpeg -i FILE -c:a pcm_s16le FILE.wav at pom.xml",
        "`{\"prompt\": \"a\", \"audio\": {\"array\": [], \"sampling_rate\": 1}}` | :1 audio.array: expected a list of at least 1, found one of 0",
        "`{\"prompt\": \"a\", \"audio\": {\"array\": [0, \"x\"], \"sampling_rate\": 1}}` | :1 audio.array[1]: expected a number, found a string",
        "`{\"prompt\": \"a\", \"audio\": {\"array\": [0]}}` | :1 audio.sampling_rate: expected an integer ≥ 1, found nothing",
        "`{\"prompt\": \"a\", \"audio\": {\"array\": [0], \"sampling_rate\": 8000}}` | :1 output_tokens: expected an integer ≥ 1, found nothing",
      })
  void customAudio(String text, String message) throws IOException {
    refused(new DatasetOptions.CustomAudio(), text, "c.jsonl" + message);
  }

  @Test
  void aFolderMustHaveMedia() throws IOException {
    DatasetOptions chat = new DatasetOptions.MediaFolder("x", false);
    assertThatThrownBy(() -> Datasets.of(spec(chat, folder.resolve("none"))))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith("dataset_path: expected a folder, found none at ");
    Files.writeString(folder.resolve("notes.txt"), "x");
    assertThatThrownBy(() -> Datasets.of(spec(chat, folder)).load())
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith(
            "dataset_path: expected a folder with pictures, films or sounds, found none in ");
    Files.writeString(folder.resolve("a.MP3"), "x");
    assertThatThrownBy(
            () ->
                Datasets.of(spec(new DatasetOptions.MediaFolder("x", true), folder))
                    .prompts(sampling()))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith("a.MP3: expected a WAV, AIFF, AU or FLAC file, found another;");
  }

  private static String images(String address) {
    return "{\"prompt\": \"a\", \"output_tokens\": 1, \"image_files\": [\"" + address + "\"]}";
  }

  private List<Prompt> prompts(DatasetOptions options, String text) throws IOException {
    Path file = Files.writeString(folder.resolve("c.jsonl"), text);
    return Datasets.of(spec(options, file)).prompts(sampling());
  }

  private void refused(DatasetOptions options, String text, String message) {
    assertThatThrownBy(() -> prompts(options, text))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith(message);
  }

  private static DatasetSpec spec(DatasetOptions options, Path file) {
    return new DatasetSpec("x", file, DatasetSpec.Rules.DEFAULT, options, null);
  }

  private static Dataset.Sampling sampling() {
    return new Dataset.Sampling(
        2,
        null,
        null,
        0,
        Tokenizers.open("src/test/resources/tokenizers/llmbench-small", Map.of(), w -> {}),
        done -> {},
        warning -> {});
  }
}
