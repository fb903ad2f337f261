// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

/** What a chat's answer is, by where its text stands in a chunk's {@code delta}. */
enum DeltaKind {
  CONTENT("{\"content\":\"", "\"}"),
  REASONING("{\"reasoning\":\"", "\"}"),
  TOOL_CALL("{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"", "\"}}]}");

  private final String before;
  private final String after;

  DeltaKind(String before, String after) {
    this.before = before;
    this.after = after;
  }

  /** What stands before the escaped text. */
  String before() {
    return before;
  }

  String after() {
    return after;
  }
}
