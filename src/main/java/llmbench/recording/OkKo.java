// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

/**
 * How many requests succeeded and how many failed, by whoever counted.
 *
 * @param ok 0 or more
 * @param ko 0 or more
 */
record OkKo(long ok, long ko) {
  /** No request at all. */
  static final OkKo NONE = new OkKo(0, 0);

  /** Both. */
  long total() {
    return ok + ko;
  }

  OkKo plus(boolean succeeded) {
    return succeeded ? new OkKo(ok + 1, ko) : new OkKo(ok, ko + 1);
  }

  /** Such as {@code 38 OK and 2 KO}. */
  @Override
  public String toString() {
    return ok + " OK and " + ko + " KO";
  }
}
