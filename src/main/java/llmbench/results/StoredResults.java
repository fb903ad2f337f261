// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The results in a file or a folder.
 *
 * @param results in the files' natural order; several of one file as they stand in it
 * @param problems a sentence for each file that could not be read, or not to its end
 */
public record StoredResults(List<StoredResult> results, List<String> problems) {
  private static final Set<String> IN_EVERY_RESULT =
      Set.of("duration", "completed", "request_throughput");
  private static final List<String> NUMBERS =
      List.of("input_lens", "output_lens", "ttfts", "latencies", "start_times");
  private static final String GAPS = "itls";
  private static final String ERRORS = "errors";

  // vLLM writes Infinity for an infinite burstiness.
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  /** Copies the lists. */
  public StoredResults {
    results = List.copyOf(results);
    problems = List.copyOf(problems);
  }

  /**
   * Reads a file, or every {@code .json} file that lies directly in a folder. JSON that is no
   * result is passed over.
   *
   * @throws IOException with a message for the user, if there is no such file or folder
   */
  public static StoredResults of(Path place) throws IOException {
    if (!Files.exists(place)) {
      throw new IOException(
          place + ": no such file or folder; name a result file or the folder of a run's results");
    }
    List<StoredResult> results = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    List<Path> files = Files.isDirectory(place) ? AggregateCsv.jsonFiles(place) : List.of(place);
    for (Path file : files) {
      read(file, results, problems);
    }
    return new StoredResults(results, problems);
  }

  private static void read(Path file, List<StoredResult> results, List<String> problems) {
    try (InputStream in = Files.newInputStream(file);
        JsonParser json = JSON.createParser(in)) {
      while (json.nextToken() != null) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
          json.skipChildren();
          continue;
        }
        StoredResult result = result(file, json);
        if (IN_EVERY_RESULT.stream().allMatch(result.members()::has)) {
          results.add(result);
        }
      }
    } catch (JsonProcessingException e) {
      String where = e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr();
      problems.add(
          file
              + " is not JSON"
              + where
              + ": "
              + e.getOriginalMessage().lines().findFirst().orElse(""));
    } catch (IOException e) {
      problems.add(file + " cannot be read: " + IoReason.of(e));
    }
  }

  private static StoredResult result(Path file, JsonParser json) throws IOException {
    ObjectNode members = JSON.createObjectNode();
    Map<String, double[]> numbers = new HashMap<>();
    List<double[]> gaps = new ArrayList<>();
    List<String> errors = new ArrayList<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      boolean array = value == JsonToken.START_ARRAY;
      if (!array) {
        members.set(name, JSON.readTree(json));
      } else if (NUMBERS.contains(name)) {
        numbers.put(name, numbers(json));
      } else if (name.equals(GAPS)) {
        while (json.nextToken() == JsonToken.START_ARRAY) {
          gaps.add(numbers(json));
        }
      } else if (name.equals(ERRORS)) {
        while (json.nextToken() != JsonToken.END_ARRAY) {
          errors.add(json.getText());
        }
      } else {
        json.skipChildren();
      }
    }
    return new StoredResult(file, members, arrays(numbers, gaps, errors));
  }

  private static double[] numbers(JsonParser json) throws IOException {
    double[] values = new double[64];
    int count = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (count == values.length) {
        values = Arrays.copyOf(values, 2 * count);
      }
      if (json.currentToken().isNumeric()) {
        values[count++] = json.getDoubleValue();
      } else {
        json.skipChildren();
        values[count++] = 0;
      }
    }
    return Arrays.copyOf(values, count);
  }

  private static @Nullable StoredArrays arrays(
      Map<String, double[]> numbers, List<double[]> gaps, List<String> errors) {
    double[] latencies = numbers.get("latencies");
    double[] starts = numbers.get("start_times");
    double[] ttfts = numbers.get("ttfts");
    double[] inputs = numbers.get("input_lens");
    double[] outputs = numbers.get("output_lens");
    if (latencies == null || starts == null || ttfts == null || inputs == null || outputs == null) {
      return null;
    }
    int size = latencies.length;
    boolean whole =
        size > 0
            && starts.length == size
            && ttfts.length == size
            && inputs.length == size
            && outputs.length == size
            && gaps.size() == size
            && errors.size() == size;
    return whole ? new StoredArrays(inputs, outputs, ttfts, gaps, latencies, starts, errors) : null;
  }
}
