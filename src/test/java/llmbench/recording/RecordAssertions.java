// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Compares records by value, arrays included. AssertJ's recursive comparison does so too, but takes
 * minutes to tell what differs between hundreds of them.
 */
final class RecordAssertions {
  private RecordAssertions() {}

  static void assertSame(List<RequestRecord> actual, List<RequestRecord> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      assertThat(values(actual.get(i))).as("record %d", i).isEqualTo(values(expected.get(i)));
    }
  }

  private static List<String> values(RequestRecord record) {
    List<String> values = new ArrayList<>();
    for (RecordComponent component : RequestRecord.class.getRecordComponents()) {
      try {
        Object value = component.getAccessor().invoke(record);
        if (value instanceof long[] array) {
          value = Arrays.toString(array);
        } else if (value instanceof int[] array) {
          value = Arrays.toString(array);
        } else if (value instanceof byte[] array) {
          value = Arrays.toString(array);
        }
        values.add(component.getName() + "=" + value);
      } catch (ReflectiveOperationException e) {
        throw new LinkageError(e.getMessage(), e);
      }
    }
    return values;
  }
}
