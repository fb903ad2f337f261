// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import llmbench.recording.RequestRecord;

/**
 * A request in the swim lane. Times are nanoseconds on the records' clock.
 *
 * @param index position of its prompt
 * @param attempt which try, from 0
 * @param due when it was due
 * @param sent when it was sent
 * @param first first output; -1 if none came
 * @param end last output of a completed one, else when its failure was seen
 * @param outcome how it ended
 * @param tokens output tokens
 * @param gaps begin and end of the longest gaps beyond the threshold, in order of time
 */
record Lane(
    int index,
    int attempt,
    long due,
    long sent,
    long first,
    long end,
    String outcome,
    int tokens,
    List<long[]> gaps) {

  static Lane of(RequestRecord request, StreamOf stream, long gapNanos, int mostGaps) {
    boolean streamed = stream.streamed() && stream.any();
    List<long[]> gaps = new ArrayList<>();
    long[] at = stream.outputNanos();
    for (int i = 1; i < at.length; i++) {
      if (at[i] - at[i - 1] > gapNanos) {
        gaps.add(new long[] {at[i - 1], at[i]});
      }
    }
    if (gaps.size() > mostGaps) {
      gaps.sort(Comparator.comparingLong((long[] gap) -> gap[0] - gap[1]));
      gaps = new ArrayList<>(gaps.subList(0, mostGaps));
      gaps.sort(Comparator.comparingLong(gap -> gap[0]));
    }
    return new Lane(
        request.index(),
        request.attempt(),
        request.intendedNanos(),
        request.sentNanos(),
        streamed ? stream.first() : -1,
        stream.completed() ? stream.last() : request.endNanos(),
        request.outcome().key(),
        request.outputTokens(),
        gaps);
  }

  boolean completed() {
    return outcome.equals("completed");
  }

  long latency() {
    return end - sent;
  }

  /** To the first output; -1 where none came. */
  long toFirst() {
    return first < 0 ? -1 : first - sent;
  }
}
