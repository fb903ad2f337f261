// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import llmbench.plan.MediaBucket;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;

/** The types whose value says which media requests have. */
final class MediaTypes {
  /** A tuple of Python. */
  private static final Pattern TUPLE =
      Pattern.compile("\\(\\s*(\\d+)\\s*,\\s*(\\d+)\\s*,\\s*(\\d+)\\s*,?\\s*\\)");

  private static final Pattern PICTURES = Pattern.compile("(\\d{1,5})x(\\d{1,5})x(\\d{1,5})");
  private static final String AUDIO = "audio:";

  /** The most that JPEG can hold. */
  private static final int MOST_PIXELS_A_SIDE = 65_500;

  /** What one medium may have of pixels, all pictures together: it is held in memory. */
  private static final long MOST_PIXELS = 100_000_000;

  private static final double MOST_SECONDS = 3600;

  private MediaTypes() {}

  /** vLLM's {@code --random-mm-limit-mm-per-prompt}. */
  static ValueType<Map<String, Integer>> limits() {
    ValueType<Integer> limit = ScalarTypes.integer(0);
    return new ValueType<>() {
      @Override
      public String expected() {
        return "a map of image, video or audio to the most of each, or its JSON as text";
      }

      @Override
      public @Nullable Map<String, Integer> read(Node node, Report report) {
        if (!(JsonTypes.mapInText(node) instanceof MappingNode map)) {
          report.expected(node, expected());
          return null;
        }
        Map<String, Integer> limits = new LinkedHashMap<>();
        for (NodeTuple tuple : map.getValue()) {
          String key = Scalars.text(tuple.getKeyNode());
          Integer most = limit.read(tuple.getValueNode(), report);
          if (key == null || !List.of("image", "video", "audio").contains(key)) {
            report.expected(tuple.getKeyNode(), "image, video or audio");
          } else if (most != null) {
            limits.put(key, most);
          }
        }
        return limits.size() < map.getValue().size() ? null : limits;
      }
    };
  }

  /** vLLM's {@code --random-mm-bucket-config}; those with a share of 0 are left out. */
  static ValueType<List<MediaBucket>> buckets() {
    ValueType<Double> share = ScalarTypes.number("≥ 0", s -> s >= 0 && Double.isFinite(s));
    return new ValueType<>() {
      @Override
      public String expected() {
        return "a map such as {720x1280x1: 0.9, audio:5: 0.1}, or vLLM's in quotes";
      }

      @Override
      public @Nullable List<MediaBucket> read(Node node, Report report) {
        if (!(JsonTypes.mapInText(withoutTuples(node)) instanceof MappingNode map)) {
          report.expected(node, expected());
          return null;
        }
        if (map.getValue().stream().anyMatch(MediaTypes::isTornTuple)) {
          report.expected(node, "a map with Python's tuples in quotes", "one without");
          return null;
        }
        List<MediaBucket> buckets = new ArrayList<>();
        boolean sound = true;
        for (NodeTuple tuple : map.getValue()) {
          MediaBucket.Shape shape = shape(tuple.getKeyNode(), report);
          Double weight = share.read(tuple.getValueNode(), report);
          sound &= shape != null && weight != null;
          if (shape != null && weight != null && weight > 0) {
            buckets.add(new MediaBucket(shape, weight));
          }
        }
        if (sound && buckets.isEmpty()) {
          report.expected(node, "a share above 0", "none");
        }
        return sound && !buckets.isEmpty() ? List.copyOf(buckets) : null;
      }
    };
  }

  /** YAML takes the commas of a tuple for those between keys. */
  private static boolean isTornTuple(NodeTuple tuple) {
    String key = Scalars.text(tuple.getKeyNode());
    return key != null && withoutTuples(key).startsWith("(");
  }

  private static Node withoutTuples(Node node) {
    String text = Scalars.text(node);
    return text == null ? node : ListTypes.scalarAt(node, withoutTuples(text));
  }

  private static String withoutTuples(String text) {
    return TUPLE.matcher(text).replaceAll("$1x$2x$3");
  }

  private static MediaBucket.@Nullable Shape shape(Node key, Report report) {
    String text = Scalars.text(key);
    String written = text == null ? "" : withoutTuples(text.strip());
    MediaBucket.Shape shape =
        written.startsWith(AUDIO) ? audio(written.substring(AUDIO.length())) : pictures(written);
    if (shape == null) {
      report.expected(
          key,
          "HEIGHTxWIDTHxFRAMES with sides from 1 to "
              + MOST_PIXELS_A_SIDE
              + " and at most "
              + MOST_PIXELS
              + " pixels in all, or audio:SECONDS up to 3600",
          Found.describe(key));
    }
    return shape;
  }

  private static MediaBucket.@Nullable Shape audio(String text) {
    var seconds = Scalars.real(text.strip());
    return seconds == null || seconds.signum() <= 0 || seconds.doubleValue() > MOST_SECONDS
        ? null
        : new MediaBucket.Audio(seconds.doubleValue());
  }

  private static MediaBucket.@Nullable Shape pictures(String text) {
    Matcher sizes = PICTURES.matcher(text);
    if (!sizes.matches()) {
      return null;
    }
    int height = Integer.parseInt(sizes.group(1));
    int width = Integer.parseInt(sizes.group(2));
    int frames = Integer.parseInt(sizes.group(3));
    boolean possible =
        height >= 1
            && width >= 1
            && frames >= 1
            && height <= MOST_PIXELS_A_SIDE
            && width <= MOST_PIXELS_A_SIDE
            && (long) height * width * frames <= MOST_PIXELS;
    if (!possible) {
      return null;
    }
    return frames == 1
        ? new MediaBucket.Image(height, width)
        : new MediaBucket.Video(height, width, frames);
  }
}
