// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

/** One entry of Gatling's log. Times are milliseconds since 1970. */
sealed interface SimulationEvent {

  /** A user of a scenario that started, or ended. */
  record User(String scenario, boolean start, long epochMillis) implements SimulationEvent {}

  /**
   * A request as Gatling logged it.
   *
   * @param message why it failed; empty if it did not, or without a reason
   */
  record Request(
      RequestPath path, long startEpochMillis, long endEpochMillis, boolean ok, String message)
      implements SimulationEvent {}

  /**
   * A group that a user has left.
   *
   * @param path the group's own name under the groups around it
   * @param cumulatedResponseMillis the response times of its requests added up
   */
  record Group(
      RequestPath path,
      long startEpochMillis,
      long endEpochMillis,
      int cumulatedResponseMillis,
      boolean ok)
      implements SimulationEvent {}

  /** Something that went wrong before a request could be sent. */
  record Crash(String message, long epochMillis) implements SimulationEvent {}
}
