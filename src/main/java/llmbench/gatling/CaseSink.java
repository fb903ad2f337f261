// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.netty.channel.EventLoop;
import java.util.List;

/** Takes what a case measured. */
public interface CaseSink {
  /** One try has ended. Called on event loops: must neither wait nor compute. */
  void ended(StreamEnd end);

  /** The first request of the load is about to be sent; its streams are read by these loops. */
  void loadBegins(List<EventLoop> loops);

  /** Something that happened to the case, for the result. */
  void note(String text);

  /** The case is stopped because its first answers were all the same refusal. */
  void refused(String text);

  /** The load has ended: nothing more comes. May take long. */
  void close();
}
