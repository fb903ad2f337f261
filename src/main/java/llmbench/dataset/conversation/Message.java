// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.conversation;

/**
 * One message of a chat.
 *
 * @param role {@link #USER}, {@link #ASSISTANT} or {@link #SYSTEM}
 * @param content its text; may be empty
 */
public record Message(String role, String content) {
  /** Who asks. */
  public static final String USER = "user";

  /** Who answers. */
  public static final String ASSISTANT = "assistant";

  /** Who sets the scene. */
  public static final String SYSTEM = "system";

  /** A question. */
  public static Message user(String content) {
    return new Message(USER, content);
  }

  /** An answer. */
  public static Message assistant(String content) {
    return new Message(ASSISTANT, content);
  }
}
