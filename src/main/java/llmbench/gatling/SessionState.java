// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import java.util.List;
import java.util.Map;
import llmbench.dataset.conversation.Conversation;

/**
 * What a load of conversations or graphs knows beyond its requests. May be asked by any thread, at
 * any time.
 */
public interface SessionState {
  /** What became of the conversations or graphs so far, for the end of the records. */
  Map<String, Object> counts();

  /** Conversations that ended, with the answers that came; empty where there are none. */
  List<Conversation> said();
}
