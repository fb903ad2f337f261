// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import llmbench.plan.MediaBucket;

/** The keys of data sets with pictures, films and sounds; as in {@link Keys}. */
final class MediaKeys {
  private static final List<Key<?>> ALL = new ArrayList<>();

  static final Key<Integer> RANDOM_MM_BASE_ITEMS_PER_REQUEST =
      required("random_mm_base_items_per_request", ScalarTypes.integer(0), "1");
  static final Key<Double> RANDOM_MM_NUM_MM_ITEMS_RANGE_RATIO =
      required(
          "random_mm_num_mm_items_range_ratio",
          ScalarTypes.number("in [0, 1]", r -> r >= 0 && r <= 1),
          "0.0");
  static final Key<Map<String, Integer>> RANDOM_MM_LIMIT_MM_PER_PROMPT =
      required(
          "random_mm_limit_mm_per_prompt", MediaTypes.limits(), "{\"image\": 255, \"video\": 1}");
  static final Key<List<MediaBucket>> RANDOM_MM_BUCKET_CONFIG =
      required(
          "random_mm_bucket_config", MediaTypes.buckets(), "{256x256x1: 0.5, 720x1280x1: 0.5}");
  static final Key<Double> RANDOM_AUDIO_SECONDS =
      required(
          "random_audio_seconds",
          ScalarTypes.number("in (0, 3600]", s -> s > 0 && s <= 3600),
          "10");
  static final Key<Double> RANDOM_AUDIO_RANGE_RATIO =
      required(
          "random_audio_range_ratio", ScalarTypes.number("in [0, 1)", r -> r >= 0 && r < 1), "0");
  static final Key<Boolean> CUSTOM_ENSURE_CLIENT_SIDE_DATA =
      required("custom_ensure_client_side_data", ScalarTypes.flag(), "false");
  static final Key<String> MEDIA_FOLDER_PROMPT =
      required("media_folder_prompt", ScalarTypes.text(), "Describe it.");
  static final Key<Integer> MEDIA_FOLDER_OUTPUT_LEN =
      required("media_folder_output_len", ScalarTypes.integer(1), "256");

  private MediaKeys() {}

  /** In the order of this file. */
  static List<Key<?>> all() {
    return Collections.unmodifiableList(ALL);
  }

  private static <T> Key<T> required(String name, ValueType<T> type, String defaultText) {
    Key<T> key = Key.required(name, type, defaultText);
    ALL.add(key);
    return key;
  }
}
