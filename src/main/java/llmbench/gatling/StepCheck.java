// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import org.jspecify.annotations.Nullable;

/** A condition on a completed request, or a session attribute to keep one of its measures in. */
public interface StepCheck {
  /** What is wrong; null if nothing. */
  @Nullable String failure(StreamResult result);

  /** The attribute to keep the measure in; null if this is a condition. */
  @Nullable String attribute();

  /** The measure; NaN if it is not there. */
  double value(StreamResult result);
}
