// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import llmbench.backend.Backend;
import llmbench.dataset.Prompt;
import llmbench.dataset.conversation.Conversation;
import llmbench.plan.Plan;
import llmbench.plan.Secrets;
import llmbench.plan.ThinkTime;
import llmbench.recording.NanoClock;
import llmbench.session.ConversationRun;
import llmbench.session.TalkListener;
import llmbench.traffic.ThinkTimes;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a case that come of what became of others: the feeds that tell of them, first the
 * warm-up's, then the measured one, and the threads that read answers and make what follows.
 */
final class CaseSessions {
  private static final double NANOS = 1e9;
  private static final int THREADS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  private final SessionLoad load;
  private final Backend backend;
  private final List<Prompt> prompts;
  private final ConversationFeed.BodyMaker bodies;
  private final TalkListener listener;
  private final Consumer<String> problem;
  private final Consumer<String> hopeless;
  private final NanoClock clock;
  private final Secrets secrets;
  private final @Nullable ThinkTimes think;
  private final ExecutorService readers =
      Executors.newFixedThreadPool(
          THREADS,
          task -> {
            Thread thread = new Thread(task, "llmbench-turns");
            thread.setDaemon(true);
            return thread;
          });
  private @Nullable ConversationRun warmedUp;
  private long warmUpBegan;
  private volatile @Nullable SessionFeed feed;

  /**
   * Those of a case.
   *
   * @param prompts the case's
   * @param bodies makes the body of a turn
   * @param seed of think times
   * @param listener hears what clients of conversations do and say
   * @param problem told what goes wrong, for the result
   * @param hopeless told why the case is of no use
   * @param secrets taken out of what the model says
   */
  CaseSessions(
      SessionLoad load,
      Plan plan,
      Backend backend,
      List<Prompt> prompts,
      ConversationFeed.BodyMaker bodies,
      long seed,
      TalkListener listener,
      Consumer<String> problem,
      Consumer<String> hopeless,
      NanoClock clock,
      Secrets secrets) {
    this.secrets = secrets;
    this.load = load;
    this.backend = backend;
    this.prompts = prompts;
    this.bodies = bodies;
    this.listener = listener;
    this.problem = problem;
    this.hopeless = hopeless;
    this.clock = clock;
    ThinkTime time = plan.load().users().thinkTime();
    this.think = time == null ? null : new ThinkTimes(time, seed);
  }

  /** The feed of the first turns that are sent ahead; null if none are. */
  @Nullable Feed warmUp() {
    if (load instanceof SessionLoad.Conversations talk && talk.spec().warmupStep()) {
      ConversationRun first =
          ConversationRun.warmUp(talk.list(), talk.spec(), talk.seed(), talk.tokens());
      warmedUp = first;
      warmUpBegan = clock.nanoTime();
      return begun(conversations(first, talk, null));
    }
    return null;
  }

  /** The feed of what is measured; asked when what is sent ahead has ended. */
  SessionFeed measured() {
    if (load instanceof SessionLoad.Conversations talk) {
      ConversationRun before = warmedUp;
      List<Conversation> left = before == null ? talk.list() : before.warmedUp();
      Double warmUpSeconds =
          before == null ? null : (Double) ((clock.nanoTime() - warmUpBegan) / NANOS);
      int lost = talk.list().size() - left.size();
      if (left.isEmpty()) {
        hopeless.accept("no conversation was answered in the warm-up: nothing was measured");
      } else if (lost > 0) {
        problem.accept(lost + " conversations failed in the warm-up and were not measured");
      }
      return begun(
          conversations(
              ConversationRun.measured(left, talk.spec(), talk.seed(), talk.tokens()),
              talk,
              warmUpSeconds));
    }
    return begun(new GraphFeed((SessionLoad.Graphs) load, prompts, backend, readers, clock));
  }

  private SessionFeed conversations(
      ConversationRun run, SessionLoad.Conversations talk, @Nullable Double warmUpSeconds) {
    run.tells(listener);
    return new ConversationFeed(
        run,
        new ConversationFeed.Surroundings(
            backend, talk.tokens(), think, bodies, readers, listener, problem, clock, secrets),
        warmUpSeconds);
  }

  private SessionFeed begun(SessionFeed made) {
    feed = made;
    return made;
  }

  /** The call at an index, which is due or under way; null before there is a feed. */
  @Nullable SessionCall call(int index) {
    SessionFeed now = feed;
    return now == null ? null : now.call(index);
  }

  /** A try has ended; on its event loop, before its bytes are given away. */
  void ended(StreamEnd end) {
    SessionFeed now = feed;
    if (now != null) {
      now.ended(end);
    }
  }

  /** The load is over. */
  void close() {
    readers.shutdown();
  }
}
