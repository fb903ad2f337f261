// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import java.util.List;
import java.util.Map;

/**
 * What the records of a case tell the page.
 *
 * @param timeline tokens and requests in flight over time
 * @param distributions of {@code ttft}, {@code tpot}, {@code itl} and {@code e2el}, where there are
 *     values
 * @param lanes the requests of the swim lane
 * @param requests how many there are
 * @param origin when the case began, on the records' clock
 * @param lengths of prompts and answers, by what they are
 */
record CaseStreams(
    Timeline timeline,
    Map<String, Distribution> distributions,
    List<Lane> lanes,
    int requests,
    long origin,
    Map<String, LengthTally> lengths) {
  static final CaseStreams NONE =
      new CaseStreams(Timeline.NONE, Map.of(), List.of(), 0, 0, Map.of());
}
