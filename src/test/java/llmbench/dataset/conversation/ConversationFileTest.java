// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import llmbench.dataset.DatasetException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConversationFileTest {
  @TempDir Path folder;

  @Test
  void aListIsReadInItsOrder() throws IOException {
    Conversations read =
        read(
            """
            [{"id": "b", "messages": [{"role": "system", "content": "s"},
              {"role": "user", "content": "1"}, {"role": "assistant", "content": "2"},
              {"role": "user", "content": "3"}]},
             {"id": "a", "messages": [{"role": "user", "content": ""}]}]
            """);
    assertThat(read.list())
        .containsExactly(
            new Conversation(
                "b", "s", List.of(Message.user("1"), Message.assistant("2"), Message.user("3"))),
            Conversation.of("a", List.of(Message.user(""))));
    assertThat(read.list().get(0).turns()).isEqualTo(2);
    assertThat(read.leftOut()).isZero();
    assertThat(read.generator()).isNull();
  }

  @Test
  void partsOfShareGptArePutTogether() throws IOException {
    Conversations read =
        read(
            """
            [{"id": "x_0", "conversations": [{"from": "gpt", "value": "late"},
               {"from": "human", "value": "1"}, {"from": "gpt", "value": "2"}]},
             {"id": "y", "conversations": [{"from": "system", "value": "s"},
               {"from": "user", "value": "q"}]},
             {"id": "twice_0", "conversations": [{"from": "human", "value": "1"},
               {"from": "human", "value": "2"}]},
             {"id": "nothing_0", "conversations": []},
             {"id": "x_1", "conversations": [{"from": "gpt", "value": "again"},
               {"from": "human", "value": "3"}, {"from": "bard", "value": "4"}]}]
            """);
    assertThat(read.list())
        .containsExactly(
            Conversation.of(
                "x",
                List.of(
                    Message.user("1"),
                    Message.assistant("2"),
                    Message.user("3"),
                    Message.assistant("4"))),
            new Conversation("y", "s", List.of(Message.user("q"))));
    assertThat(read.leftOut()).isEqualTo(2);
  }

  @Test
  void everyMistakeHasItsPlace() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    [{"id": "a", "messages": [{"role": "user", "content": "1"}]},
                     {"id": 7, "messages": []},
                     {"id": "a", "messages": [{"role": "user", "content": "1"}]},
                     {"id": "c", "messages": []},
                     {"id": "d", "messages": [{"role": "assistant", "content": "1"}]},
                     {"id": "e", "messages": [{"role": "user", "content": "1"},
                        {"role": "tool", "content": "1"}]},
                     {"id": "f", "messages": [{"role": "user", "content": null}]},
                     {"id": "g", "messages": [{"role": "system", "content": "1"}]},
                     {"id": "h", "conversations": [{"from": "alien", "value": "1"}]},
                     {"id": "a_0", "conversations": [{"from": "user", "value": "1"}]},
                     "text"]
                    """))
        .isInstanceOf(DatasetException.class)
        .hasMessage(
            """
            chats.json:2 [1].id: expected a string, found 7
            chats.json:3 [2].id: expected each id once, the first "a" is at line 1, found a string
            chats.json:4 [3].messages: expected a list of at least 1, found one of 0
            chats.json:5 [4].messages[0].role: expected "user", as roles take turns, found \
            "assistant"
            chats.json:6 [5].messages[1].role: expected one of user, assistant, system, found "tool"
            chats.json:8 [6].messages[0].content: expected a string, found null
            chats.json:9 [7].messages: expected a message of the user, found a system message only
            chats.json:10 [8].conversations[0].from: expected one of human, user, gpt, bing, \
            chatgpt, bard, assistant, system, found a string
            chats.json:12 [10]: expected an object with id and messages, found a string
            chats.json:11 [9].id: expected each id once, found "a" again""");
  }

  @Test
  void ofManyMistakesTheFirstAreShown() {
    assertThatThrownBy(() -> read("[" + "1,".repeat(24) + "1]"))
        .hasMessageStartingWith("chats.json:1 [0]: expected an object")
        .hasMessageEndingWith("[19]: expected an object with id and messages, found 1\nand 5 more");
  }

  @Test
  void whatIsNoListOrDescriptionIsRefused() {
    assertThatThrownBy(() -> read("[]")).hasMessageContaining("found none");
    assertThatThrownBy(() -> read("")).hasMessageContaining("expected a list of conversations");
    assertThatThrownBy(() -> read("12")).hasMessageContaining("expected a list of conversations");
    assertThatThrownBy(() -> read("{\"filetype\": \"csv\"}"))
        .hasMessageContaining("filetype: expected \"generate_conversations\"");
    assertThatThrownBy(() -> read("[\n{\"id\": \n]"))
        .hasMessageContaining("chats.json:3: expected JSON in UTF-8");
    assertThatThrownBy(
            () ->
                ConversationFile.read(
                    folder.resolve("no.json"), 0, ConversationGeneratorTest.tokenizer("small")))
        .hasMessageContaining("expected a readable file");
  }

  @Test
  void aSampleIsTheBeginOfPythonsShuffle() throws IOException {
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < 10; i++) {
      text.append(i == 0 ? "" : ",")
          .append(
              "{\"id\": \"" + i + "\", \"messages\": [{\"role\": \"user\", \"content\": \"\"}]}");
    }
    Conversations read = read(text + "]");
    // x = list(range(10)); random.seed(3); random.shuffle(x); x[:4]
    assertThat(read.sample(4, 3).list())
        .extracting(Conversation::id)
        .containsExactly("1", "5", "6", "0");
    assertThat(read.sample(10, 3)).isSameAs(read);
  }

  private Conversations read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("chats.json"), text);
    return ConversationFile.read(file, 0, ConversationGeneratorTest.tokenizer("small"));
  }
}
