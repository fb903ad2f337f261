// SPDX-License-Identifier: Apache-2.0
package llmbench.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a tokenizer's chat template is found, and what is said where there is none of use. */
class ChatTemplateTest {
  private static final Path TOKENIZER =
      Path.of("src/test/resources/tokenizers/llmbench-small/tokenizer.json");
  private static final String SAYS = "{{ messages[0].content }} by ";

  @TempDir Path folder;

  @BeforeEach
  void aTokenizerWithoutTemplate() throws IOException {
    Files.copy(TOKENIZER, folder.resolve("tokenizer.json"));
  }

  private ChatTemplate template() {
    return Tokenizers.open(folder.toString(), Map.of(), warning -> {}).chatTemplate();
  }

  private String rendered() {
    return template()
        .render(List.of(Map.of("role", "user", "content", "Hi")), true, Map.of("who", "you"));
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  @Test
  void theConfigurationsTextIsTaken() throws IOException {
    write("chat_template.json", "{\"chat_template\": \"" + SAYS + "the processor\"}");
    assertThat(rendered()).isEqualTo("Hi by the processor");
    write(
        "tokenizer_config.json",
        "{\"bos_token\": {\"content\": \"<s>\"}, \"eos_token\": null, \"chat_template\": \"{{ bos_token }}{{"
            + " eos_token }}"
            + SAYS
            + "{{ who }}\"}");
    assertThat(rendered()).isEqualTo("<s>Hi by you");
  }

  @Test
  void theDefaultOfAListIsTaken() throws IOException {
    write(
        "tokenizer_config.json",
        "{\"chat_template\": [{\"name\": \"rag\", \"template\": \"x\"}, {\"name\": \"default\","
            + " \"template\": \""
            + SAYS
            + "default\"}]}");
    assertThat(rendered()).isEqualTo("Hi by default");
  }

  @Test
  void aFileOfItsOwnGoesFirst() throws IOException {
    write("tokenizer_config.json", "{\"chat_template\": \"" + SAYS + "the configuration\"}");
    write("chat_template.jinja", SAYS + "the file\n");
    assertThat(rendered()).isEqualTo("Hi by the file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{{ 1 is nosuch }} | the test \"nosuch\" is not built",
        "{{ raise_exception('no system role') }} | line 1: no system role",
        "{% if true %} | line 1: Syntax error in '{% if true %}': Missing end tag: endif",
        "{% with x = 1 %}{% endwith %} | line 1: Syntax error in '{% with x = 1 %}': Unknown tag: with",
        "a {{ 1 | a tag that begins with {{ does not end",
      })
  void whatCannotBeRenderedIsSaid(String source, String why) throws IOException {
    write("chat_template.jinja", source);
    assertThatThrownBy(this::rendered)
        .isInstanceOf(TokenizerException.class)
        .hasMessageStartingWith(
            "chat template of " + folder.resolve("chat_template.jinja") + ": cannot be rendered: ")
        .hasMessageContaining(why)
        .hasMessageEndingWith("; set skip_chat_template: true to send prompts as they are");
  }

  @Test
  void noTemplateIsSaid() throws IOException {
    assertThatThrownBy(this::rendered)
        .isInstanceOf(TokenizerException.class)
        .hasMessage(
            "chat template: expected one in the tokenizer, found none; set skip_chat_template: true"
                + " to send prompts as they are, or give a folder whose tokenizer_config.json has a"
                + " chat_template");
    write(
        "tokenizer_config.json", "{\"chat_template\": [{\"name\": \"rag\", \"template\": \"x\"}]}");
    assertThatThrownBy(this::rendered)
        .isInstanceOf(TokenizerException.class)
        .hasMessage(
            folder.resolve("tokenizer_config.json")
                + " chat_template: expected a template named default, found rag; set"
                + " skip_chat_template: true to do without");
  }
}
