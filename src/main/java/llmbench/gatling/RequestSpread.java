// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which model and which address each request of a case goes to, where that is drawn beforehand.
 *
 * @param models the payload's model of each request; null where it is the same for all
 * @param urls the number of the address of each request; null where it is not drawn
 */
public record RequestSpread(@Nullable List<String> models, int @Nullable [] urls) {
  /** Nothing drawn. */
  public static final RequestSpread NONE = new RequestSpread(null, null);
}
