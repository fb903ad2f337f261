// SPDX-License-Identifier: Apache-2.0
package llmbench.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import llmbench.dataset.conversation.Conversation;
import llmbench.dataset.conversation.Message;
import llmbench.plan.MultiTurnSpec;
import llmbench.plan.MultiTurnSpec.History;
import llmbench.plan.MultiTurnSpec.Limits;
import llmbench.plan.MultiTurnSpec.Sampling;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationRunTest {
  private static final Conversation ODD =
      new Conversation(
          "odd",
          "Be brief",
          List.of(Message.user("q0"), Message.assistant("four"), Message.user("q1")));

  /** Options that differ from the default. */
  private static final class Options {
    private int clients = 1;
    private @Nullable Integer active;
    private @Nullable Integer maxTurns;
    private Limits limits = Limits.OF_DATA;
    private boolean warmup;
    private boolean earlyStop = true;
    private boolean finish;
    private boolean verify;
    private boolean sendId;
    private History history = History.MODEL;
    private Sampling sampling = Sampling.ROUND_ROBIN;

    MultiTurnSpec spec() {
      return new MultiTurnSpec(
          clients, active, null, maxTurns, sampling, 0, limits, warmup, earlyStop, finish, verify,
          sendId, history, 0, 120);
    }
  }

  private static ConversationRun run(List<Conversation> conversations, Options options) {
    return ConversationRun.measured(conversations, options.spec(), 0, String::length);
  }

  private static Turn next(ConversationClient client) {
    return Objects.requireNonNull(client.next());
  }

  private static List<Conversation> conversations(int count, int messages) {
    List<Conversation> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Message> list = new ArrayList<>();
      for (int k = 0; k < messages; k++) {
        list.add(k % 2 == 0 ? Message.user(i + "." + k) : Message.assistant(i + "." + k));
      }
      all.add(Conversation.of("c" + i, list));
    }
    return all;
  }

  @Test
  void aTurnCarriesTheModelsAnswers() {
    ConversationRun run = run(List.of(ODD), new Options());
    ConversationClient client = run.clients().get(0);
    Turn first = next(client);
    assertThat(first.messages())
        .containsExactly(new Message(Message.SYSTEM, "Be brief"), Message.user("q0"));
    assertThat(first.inputTurns()).isEqualTo(1);
    assertThat(first.minTokens()).isEqualTo(4);
    assertThat(first.maxTokens()).isEqualTo(4);
    assertThat(first.sessionId()).isNull();
    assertThat(first.body().get(1)).containsEntry("role", "user").containsEntry("content", "q0");
    assertThat(first.tokens(String::length)).isEqualTo(new Turn.Tokens(10, 8));
    client.answered("said");
    Turn second = next(client);
    assertThat(second.history())
        .extracting(Message::content)
        .containsExactly("Be brief", "q0", "said");
    assertThat(second.number()).isEqualTo(1);
    assertThat(second.inputTurns()).isEqualTo(3);
    assertThat(second.maxTokens()).as("the data has no answer").isNull();
    client.answered("more");
    assertThat(client.next()).isNull();
    assertThat(run.output())
        .containsExactly(
            new Conversation(
                "odd",
                "Be brief",
                List.of(
                    Message.user("q0"),
                    Message.assistant("said"),
                    Message.user("q1"),
                    Message.assistant("more"))));
    assertThat(run.tally()).isEqualTo(new ConversationTally(1, 0, 0, 0, 0, 2, 0, 0));
  }

  @Test
  void orTheDatas() {
    Options options = new Options();
    options.history = History.DATASET;
    options.sendId = true;
    options.limits = new Limits(3, 900);
    ConversationClient client = run(List.of(ODD), options).clients().get(0);
    assertThat(next(client).sessionId()).isEqualTo("odd");
    client.answered("said");
    Turn second = next(client);
    assertThat(second.history())
        .extracting(Message::content)
        .containsExactly("Be brief", "q0", "four");
    assertThat(second.minTokens()).isEqualTo(3);
    assertThat(second.maxTokens()).isEqualTo(900);
    assertThat(second.timeoutSeconds()).isEqualTo(180);
  }

  @Test
  void anAnswerThatIsNotTheDatasEndsItsConversation() {
    Options options = new Options();
    options.verify = true;
    ConversationRun run = run(List.of(ODD, conversations(1, 2).get(0)), options);
    ConversationClient client = run.clients().get(0);
    assertThat(next(client).timeoutSeconds()).isEqualTo(120);
    assertThat(client.answered("four")).isTrue();
    next(client);
    assertThat(client.answered("anything, as the data has none")).isTrue();
    next(client);
    assertThat(client.answered("0.1!")).isFalse();
    assertThat(client.next()).isNull();
    assertThat(run.tally()).isEqualTo(new ConversationTally(1, 1, 0, 0, 0, 2, 1, 1));
  }

  @Test
  void theFirstClientWithoutWorkStopsAll() {
    Options options = new Options();
    options.clients = 2;
    ConversationRun run = run(conversations(2, 6), options);
    ConversationClient one = run.clients().get(0);
    ConversationClient two = run.clients().get(1);
    next(one);
    next(two);
    one.answered("a");
    two.failed();
    assertThat(two.next()).isNull();
    assertThat(one.next()).isNull();
    assertThat(run.ended()).isTrue();
    assertThat(run.tally()).isEqualTo(new ConversationTally(0, 1, 1, 0, 0, 1, 1, 0));
  }

  @Test
  void unlessTheOthersAreToGoOn() {
    Options options = new Options();
    options.clients = 2;
    options.earlyStop = false;
    ConversationRun run = run(conversations(2, 4), options);
    ConversationClient one = run.clients().get(0);
    ConversationClient two = run.clients().get(1);
    next(one);
    next(two);
    two.failed();
    assertThat(two.next()).isNull();
    one.answered("a");
    assertThat(next(one).number()).isEqualTo(1);
    assertThat(run.ended()).isFalse();
  }

  @Test
  void whatIsBegunIsLeftOrFinished() {
    Options options = new Options();
    options.active = 3;
    ConversationRun left = run(conversations(3, 4), options);
    assertThat(sendAll(left)).as("the third, second and first, then the third again").isEqualTo(4);
    assertThat(left.tally()).isEqualTo(new ConversationTally(1, 0, 2, 0, 0, 4, 0, 0));
    options.finish = true;
    ConversationRun finished = run(conversations(3, 4), options);
    assertThat(sendAll(finished)).isEqualTo(6);
    assertThat(finished.tally()).isEqualTo(new ConversationTally(3, 0, 0, 0, 0, 6, 0, 0));
  }

  private static int sendAll(ConversationRun run) {
    int sent = 0;
    for (ConversationClient client : run.clients()) {
      while (client.next() != null) {
        client.answered("a");
        sent++;
      }
    }
    return sent;
  }

  @Test
  void theWarmUpSendsFirstTurnsAndTheRunGoesOnFromThere() {
    Options options = new Options();
    options.warmup = true;
    List<Conversation> data = new ArrayList<>(conversations(2, 4));
    data.add(1, conversations(9, 2).get(8));
    ConversationRun warmUp = ConversationRun.warmUp(data, options.spec(), 0, String::length);
    ConversationClient client = warmUp.clients().get(0);
    next(client);
    client.failed();
    assertThat(next(client).conversation()).isEqualTo("c8");
    client.answered("warm");
    assertThat(next(client).conversation()).isEqualTo("c1");
    client.answered("warm");
    assertThat(client.next()).isNull();
    ConversationRun run = run(warmUp.warmedUp(), options);
    ConversationClient measured = run.clients().get(0);
    Turn turn = next(measured);
    assertThat(turn.conversation()).isEqualTo("c1");
    assertThat(turn.messages())
        .containsExactly(Message.user("1.0"), Message.assistant("warm"), Message.user("1.2"));
    measured.answered("b");
    assertThat(measured.next()).isNull();
    assertThat(run.tally()).isEqualTo(new ConversationTally(1, 0, 0, 0, 1, 1, 0, 0));
    options.history = History.DATASET;
    ConversationRun again = ConversationRun.warmUp(data, options.spec(), 0, String::length);
    sendAll(again);
    assertThat(again.warmedUp()).isEqualTo(data);
  }

  @Test
  void warmedUpConversationsThatMayHaveNoFurtherTurnAreNotBegun() {
    Options options = new Options();
    options.warmup = true;
    options.maxTurns = 2;
    ConversationRun run = run(conversations(3, 6), options);
    assertThat(sendAll(run)).isZero();
    assertThat(run.tally()).isEqualTo(new ConversationTally(0, 0, 0, 0, 3, 0, 0, 0));
  }

  @Test
  void turnsAreToldOfOneByOne() {
    ConversationClient client = run(conversations(1, 2), new Options()).clients().get(0);
    assertThatThrownBy(client::failed).isInstanceOf(IllegalStateException.class);
    next(client);
    assertThatThrownBy(client::next).isInstanceOf(IllegalStateException.class);
  }

  /** Whatever fails: no conversation is lost or sent by two, and turns come in their order. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void conversationsAddUp(long seed) {
    Random random = new Random(seed);
    Options options = new Options();
    options.clients = 3;
    options.active = 7;
    options.sampling = seed % 2 == 0 ? Sampling.RANDOM : Sampling.ROUND_ROBIN;
    options.earlyStop = seed % 3 == 0;
    options.finish = seed % 3 == 1;
    List<Conversation> data = conversations(40, 6);
    ConversationRun run = run(data, options);
    int[] turns = new int[40];
    int[] owner = new int[40];
    int failures = 0;
    List<ConversationClient> going = new ArrayList<>(run.clients());
    while (!going.isEmpty()) {
      ConversationClient client = going.get(random.nextInt(going.size()));
      Turn turn = client.next();
      if (turn == null) {
        going.remove(client);
        continue;
      }
      int at = Integer.parseInt(turn.conversation().substring(1));
      assertThat(turn.number()).isEqualTo(turns[at]++);
      assertThat(owner[at]).isIn(0, client.number() + 1);
      owner[at] = client.number() + 1;
      if (random.nextInt(8) == 0) {
        client.failed();
        failures++;
      } else {
        client.answered("a");
      }
    }
    ConversationTally tally = run.tally();
    assertThat(
            tally.finished()
                + tally.failed()
                + tally.unfinished()
                + tally.notBegun()
                + tally.warmedUpOnly())
        .isEqualTo(run.size());
    assertThat(tally.turnsFailed()).isEqualTo(failures).isEqualTo(tally.failed()).isPositive();
    assertThat(tally.finished()).isEqualTo(run.output().size()).isPositive();
    if (options.finish) {
      assertThat(tally.unfinished() + tally.notBegun()).isZero();
    }
  }
}
