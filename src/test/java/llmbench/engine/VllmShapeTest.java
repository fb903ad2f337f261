// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Chunk for chunk and key for key what the real vLLM sent to the same request. */
class VllmShapeTest {
  private static final String CHAT = "/v1/chat/completions";
  private static final String COMPLETIONS = "/v1/completions";
  private static final String MESSAGES =
      "\"messages\":[{\"role\":\"user\",\"content\":"
          + "[{\"type\":\"text\",\"text\":\"Say three words about the sea.\"}]}]";
  private static final String PROMPT = "\"prompt\":\"Say three words about the sea.\"";
  private static EmbeddedEngine engine;

  @BeforeAll
  static void start() throws IOException {
    engine = EmbeddedEngine.start(EngineSpecs.fast(), "tiny-qwen3", EngineTokenizer.builtIn(), 0);
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "chat-stream|\"max_tokens\":6,\"stream_options\":{\"include_usage\":true}",
        "chat-stream-no-usage|\"max_tokens\":3",
        "chat-stream-continuous-usage|\"max_tokens\":3,\"stream_options\":"
            + "{\"include_usage\":true,\"continuous_usage_stats\":true}",
        "chat-stream-token-ids|\"max_tokens\":3,\"return_token_ids\":true,"
            + "\"stream_options\":{\"include_usage\":true}"
      })
  void chatStream(String golden, String options) throws IOException {
    RawConnection.Response response =
        RawConnection.post(engine.baseUri(), CHAT, body(MESSAGES, "\"stream\":true," + options));
    assertThat(VllmGolden.shapes(response.events()))
        .isEqualTo(VllmGolden.shapes(VllmGolden.of(golden).events()));
    assertThat(response.headers())
        .contains("content-type: text/event-stream; charset=utf-8", "transfer-encoding: chunked");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "completions-stream|\"max_tokens\":6,\"logprobs\":null",
        "completions-stream-logprobs|\"max_tokens\":3,\"logprobs\":2",
        "completions-stream-token-ids|\"max_tokens\":3,\"return_token_ids\":true"
      })
  void completionsStream(String golden, String options) throws IOException {
    String streamed = "\"stream\":true,\"stream_options\":{\"include_usage\":true}," + options;
    RawConnection.Response response =
        RawConnection.post(engine.baseUri(), COMPLETIONS, body(PROMPT, streamed));
    assertThat(VllmGolden.shapes(response.events()))
        .isEqualTo(VllmGolden.shapes(VllmGolden.of(golden).events()));
  }

  @Test
  void chatStreamWithLogprobs() throws IOException {
    String options =
        "\"stream\":true,\"stream_options\":{\"include_usage\":true},"
            + "\"max_tokens\":3,\"logprobs\":true,\"top_logprobs\":2";
    RawConnection.Response response =
        RawConnection.post(engine.baseUri(), CHAT, body(MESSAGES, options));
    List<String> ours = VllmGolden.shapes(response.events());
    List<String> theirs = VllmGolden.shapes(VllmGolden.of("chat-stream-logprobs").events());
    // In the recording the last two tokens share a chunk, so only these can be compared.
    assertThat(ours.subList(0, 2)).isEqualTo(theirs.subList(0, 2));
    assertThat(ours.subList(4, 6)).isEqualTo(theirs.subList(3, 5));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "chat|/v1/chat/completions|\"max_tokens\":6",
        "chat-logprobs|/v1/chat/completions|"
            + "\"max_tokens\":2,\"logprobs\":true,\"top_logprobs\":1",
        "completions|/v1/completions|\"max_tokens\":6",
        "completions-logprobs|/v1/completions|\"max_tokens\":2,\"logprobs\":1"
      })
  void wholeResponse(String golden, String path, String options) throws IOException {
    String input = path.equals(CHAT) ? MESSAGES : PROMPT;
    RawConnection.Response response =
        RawConnection.post(engine.baseUri(), path, body(input, options));
    assertThat(VllmGolden.shape(response.body()))
        .isEqualTo(VllmGolden.shape(VllmGolden.of(golden).body()));
    assertThat(response.headers()).contains("content-type: application/json");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "error-not-an-object|/v1/chat/completions|[1]",
        "error-empty-body|/v1/chat/completions|~~",
        "error-missing-messages|/v1/chat/completions|{\"model\":\"tiny-qwen3\"}",
        "error-missing-prompt|/v1/completions|{\"model\":\"tiny-qwen3\"}",
        "error-empty-prompt|/v1/completions|{\"prompt\":\"\",\"max_tokens\":1}",
        "error-messages-text|/v1/chat/completions|{\"messages\":\"Hi\",\"max_tokens\":1}",
        "error-empty-messages|/v1/chat/completions|{\"messages\":[],\"max_tokens\":1}",
        "error-max-tokens-too-large|/v1/chat/completions|"
            + "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"max_tokens\":5000}",
        "error-completions-max-tokens-too-large|/v1/completions|"
            + "{\"prompt\":\"Hi\",\"max_tokens\":5000}",
        "error-max-tokens-zero|/v1/chat/completions|"
            + "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"max_tokens\":0}",
        "error-max-tokens-negative|/v1/completions|{\"prompt\":\"Hi\",\"max_tokens\":-1}",
        "error-max-tokens-text|/v1/completions|{\"prompt\":\"Hi\",\"max_tokens\":\"many\"}",
        "error-n-two-n-zero|/v1/completions|{\"prompt\":\"Hi\",\"n\":0}",
        "error-temperature|/v1/completions|{\"prompt\":\"Hi\",\"temperature\":-1}",
        "error-stream-options-without-stream|/v1/completions|"
            + "{\"prompt\":\"Hi\",\"stream_options\":{\"include_usage\":true}}",
        "error-logprobs-too-many|/v1/completions|{\"prompt\":\"Hi\",\"logprobs\":50}",
        "error-token-range|/v1/completions|{\"prompt\":[999999],\"max_tokens\":1}",
        "error-unknown-model|/v1/chat/completions|{\"model\":\"nope\",\"messages\":[]}",
        "error-unknown-model-completions|/v1/completions|{\"model\":\"nope\",\"prompt\":\"Hi\"}",
        "error-unknown-route|/v1/nope|{}",
        "error-tokenize|/tokenize|{\"model\":\"tiny-qwen3\"}",
        "error-tokenize-model|/tokenize|{\"model\":\"nope\",\"prompt\":\"Hi\"}",
        "error-detokenize|/detokenize|{\"model\":\"tiny-qwen3\"}"
      })
  void refusalsAreWordForWord(String golden, String path, String body) throws IOException {
    RawConnection.Response response =
        RawConnection.post(engine.baseUri(), path, body == null ? "" : body);
    RawConnection.Response expected = VllmGolden.of(golden);
    assertThat(response.body()).isEqualTo(expected.body());
    assertThat(response.status()).isEqualTo(expected.status());
  }

  @Test
  void aPromptLongerThanTheModelIsRefusedInVllmsWords() throws IOException {
    String body = "{\"prompt\":\"" + " bala".repeat(5000) + "\",\"max_tokens\":10}";
    RawConnection.Response response = RawConnection.post(engine.baseUri(), COMPLETIONS, body);
    assertThat(response.body()).isEqualTo(VllmGolden.of("error-prompt-too-long").body());
    assertThat(response.status()).isEqualTo(400);
  }

  @Test
  void brokenJsonIsRefusedInVllmsForm() throws IOException {
    // The place is Jackson's, which differs from CPython's by a little.
    RawConnection.Response response = RawConnection.post(engine.baseUri(), CHAT, "{\"model\": ");
    assertThat(response.body().replaceAll("body\\.\\d+", "body.N"))
        .isEqualTo(VllmGolden.of("error-bad-json").body().replaceAll("body\\.\\d+", "body.N"));
    assertThat(response.status()).isEqualTo(400);
  }

  @Test
  void anotherContentTypeIsRefused() throws IOException {
    RawConnection.Response response =
        RawConnection.post(engine.baseUri(), COMPLETIONS, "{}", "content-type: text/plain");
    assertThat(response.body()).isEqualTo(VllmGolden.of("error-wrong-content-type").body());
  }

  @Test
  void aWrongMethodIsRefused() throws IOException {
    RawConnection.Response response = RawConnection.get(engine.baseUri(), CHAT);
    assertThat(response.body()).isEqualTo(VllmGolden.of("error-wrong-method").body());
    assertThat(response.status()).isEqualTo(405);
    assertThat(response.headers()).contains("allow: POST");
  }

  @Test
  void tokenizeAndDetokenizeAreInversesInVllmsForm() throws IOException {
    RawConnection.Response tokens =
        RawConnection.post(engine.baseUri(), "/tokenize", "{\"prompt\":\" bala sea, 世界\"}");
    assertThat(VllmGolden.shape(tokens.body()))
        .isEqualTo(VllmGolden.shape(VllmGolden.of("tokenize").body()));
    String ids = tokens.body().replaceFirst(".*\"tokens\":(\\[[^]]*]).*", "$1");
    RawConnection.Response text =
        RawConnection.post(engine.baseUri(), "/detokenize", "{\"tokens\":" + ids + "}");
    assertThat(text.body()).isEqualTo("{\"prompt\":\" bala sea, 世界\"}");
  }

  @Test
  void tokenizeTakesMessages() throws IOException {
    RawConnection.Response tokens =
        RawConnection.post(engine.baseUri(), "/tokenize", "{" + MESSAGES + "}");
    RawConnection.Response chat =
        RawConnection.post(engine.baseUri(), CHAT, body(MESSAGES, "\"max_tokens\":1"));
    String count = tokens.body().replaceFirst(".*\"count\":(\\d+).*", "$1");
    assertThat(chat.body()).contains("\"prompt_tokens\":" + count + ",");
  }

  @Test
  void modelsNamesTheModelAndItsLength() throws IOException {
    RawConnection.Response response = RawConnection.get(engine.baseUri(), "/v1/models");
    assertThat(response.body())
        .contains("\"id\":\"tiny-qwen3\"", "\"root\":\"tiny-qwen3\"", "\"max_model_len\":4096");
    List<String> keys = keys(VllmGolden.of("models").body());
    assertThat(keys(response.body())).isSubsetOf(keys);
  }

  private static List<String> keys(String json) {
    List<String> keys = new ArrayList<>();
    Pattern.compile("\"(\\w+)\":")
        .matcher(json)
        .results()
        .forEach(match -> keys.add(match.group(1)));
    return keys;
  }

  @Test
  void healthIsEmptyAndVersionNamesTheSimulator() throws IOException {
    assertThat(RawConnection.get(engine.baseUri(), "/health").status()).isEqualTo(200);
    assertThat(RawConnection.get(engine.baseUri(), "/health").body()).isEmpty();
    assertThat(RawConnection.get(engine.baseUri(), "/version").body())
        .isEqualTo("{\"version\":\"0.32.0+llmbench.engine\"}");
  }

  private static String body(String input, String options) {
    return "{\"model\":\"tiny-qwen3\"," + input + ",\"ignore_eos\":true," + options + "}";
  }
}
