// SPDX-License-Identifier: Apache-2.0
package llmbench.live;

import llmbench.recording.RecordTimes;
import llmbench.recording.RequestRecord;

/** Where figures of a run that goes on are sent or offered. Told by the record log's threads. */
interface LiveSink extends AutoCloseable {
  /** A case begins. */
  void opened(LiveCase of);

  /** One of its requests ended: its last try. */
  void ended(LiveCase of, RequestRecord record, RecordTimes times);

  /** A case has ended. */
  void closed(LiveCase of);

  /** Nothing more comes. */
  @Override
  void close();
}
