// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

/** Takes what a case measured. */
public interface CaseSink {
  /** One try has ended. Called on event loops: must neither wait nor compute. */
  void ended(StreamEnd end);

  /** A note for the result, such as why the case was stopped early. */
  void note(String text);

  /** The load has ended: nothing more comes. May take long. */
  void close();
}
