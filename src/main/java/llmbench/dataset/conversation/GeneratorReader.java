// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.conversation;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import llmbench.dataset.DatasetException;
import llmbench.dataset.FileMistakes;
import llmbench.dataset.JsonPlace;
import org.jspecify.annotations.Nullable;

/** Reads a {@link GeneratorSpec} from JSON; all mistakes at once. */
final class GeneratorReader {
  private static final String FILETYPE = "generate_conversations";
  private static final Set<String> TOP =
      Set.of(
          "filetype",
          "num_conversations",
          "text_files",
          "print_stats",
          "prompt_input",
          "prompt_output");
  private static final Set<String> INPUT =
      Set.of("num_turns", "common_prefix_num_tokens", "prefix_num_tokens", "num_tokens");

  private final FileMistakes mistakes;

  private GeneratorReader(FileMistakes mistakes) {
    this.mistakes = mistakes;
  }

  /**
   * The values of that object.
   *
   * @param mistakes told what is wrong
   * @throws DatasetException if anything was
   */
  static GeneratorSpec spec(JsonPlace file, FileMistakes mistakes) {
    JsonPlace type = file.at("filetype");
    if (!type.node().asText().equals(FILETYPE)) {
      mistakes.add(String.valueOf(type.unexpected("\"" + FILETYPE + "\"").getMessage()));
      mistakes.throwIfAny();
    }
    GeneratorReader reader = new GeneratorReader(mistakes);
    reader.onlyKnown(file, TOP);
    JsonPlace input = file.at("prompt_input");
    JsonPlace output = file.at("prompt_output");
    reader.onlyKnown(input, INPUT);
    reader.onlyKnown(output, Set.of("num_tokens"));
    JsonPlace stats = file.at("print_stats");
    GeneratorSpec spec =
        new GeneratorSpec(
            reader.value(file.at("num_conversations"), place -> place.wholeNumber(1), 1),
            reader.value(file.at("text_files"), GeneratorReader::texts, List.of()),
            stats.present() && reader.value(stats, GeneratorReader::flag, false),
            reader.distribution(input.at("num_turns"), false),
            reader.distribution(input.at("common_prefix_num_tokens"), true),
            reader.distribution(input.at("prefix_num_tokens"), false),
            reader.distribution(input.at("num_tokens"), false),
            reader.distribution(output.at("num_tokens"), false));
    mistakes.throwIfAny();
    return spec;
  }

  private <T> T value(JsonPlace place, Function<JsonPlace, T> read, T otherwise) {
    try {
      return read.apply(place);
    } catch (DatasetException e) {
      mistakes.add(String.valueOf(e.getMessage()));
      return otherwise;
    }
  }

  private void onlyKnown(JsonPlace object, Set<String> known) {
    for (Iterator<String> names = object.node().fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        List<String> sorted = new ArrayList<>(known);
        sorted.sort(null);
        mistakes.add(
            String.valueOf(
                object
                    .at(name)
                    .unexpected("one of " + String.join(", ", sorted), "\"" + name + "\"")
                    .getMessage()));
      }
    }
  }

  private static List<String> texts(JsonPlace list) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < list.list(1).node().size(); i++) {
      texts.add(list.at(i).text());
    }
    return texts;
  }

  private static boolean flag(JsonPlace place) {
    if (!place.node().isBoolean()) {
      throw place.unexpected("true or false");
    }
    return place.node().booleanValue();
  }

  private NumberDistribution distribution(JsonPlace place, boolean optional) {
    if (optional && place.node().isMissingNode()) {
      return NumberDistribution.ZERO;
    }
    return value(place, this::read, NumberDistribution.ZERO);
  }

  private NumberDistribution read(JsonPlace place) {
    if (!place.node().isObject()) {
      throw place.unexpected("an object with a distribution");
    }
    JsonPlace name = place.at("distribution");
    return switch (name.text()) {
      case "constant" -> {
        onlyKnown(place, Set.of("distribution", "value"));
        yield new NumberDistribution.Constant(place.at("value").number());
      }
      case "uniform" -> {
        onlyKnown(place, Set.of("distribution", "min", "max"));
        yield uniform(place.at("min"), place.at("max"));
      }
      case "zipf" -> {
        onlyKnown(place, Set.of("distribution", "alpha", "max"));
        yield new NumberDistribution.Zipf(above(place.at("alpha"), 1), max(place));
      }
      case "poisson" -> {
        onlyKnown(place, Set.of("distribution", "alpha", "max"));
        yield new NumberDistribution.Poisson(place.at("alpha").number(), max(place));
      }
      case "lognormal" -> lognormal(place);
      default ->
          throw name.unexpected(
              "one of constant, uniform, lognormal, zipf, poisson", "\"" + name.text() + "\"");
    };
  }

  private static NumberDistribution uniform(JsonPlace min, JsonPlace max) {
    if (min.node().isIntegralNumber() && max.node().isIntegralNumber()) {
      int least = min.wholeNumber(1);
      return new NumberDistribution.Uniform(least, max.wholeNumber(least));
    }
    double least = above(min, 0);
    if (max.number() < least) {
      throw max.unexpected("a number ≥ " + least);
    }
    return new NumberDistribution.UniformReal(least, max.number());
  }

  private NumberDistribution lognormal(JsonPlace place) {
    if (!place.at("average").node().isMissingNode()) {
      onlyKnown(place, Set.of("distribution", "average", "median_ratio", "max"));
      double average = place.at("average").number();
      if (average < 1) {
        throw place.at("average").unexpected("a number ≥ 1");
      }
      JsonPlace ratio = place.at("median_ratio");
      double share =
          ratio.present()
              ? ratio.number()
              : NumberDistribution.LognormalAverage.DEFAULT_MEDIAN_RATIO;
      if (share <= 0 || share >= 1) {
        throw ratio.unexpected("a number above 0 and below 1");
      }
      return new NumberDistribution.LognormalAverage(average, share, max(place));
    }
    onlyKnown(place, Set.of("distribution", "mean", "sigma", "max"));
    double mean = above(place.at("mean"), 0);
    return new NumberDistribution.Lognormal(mean, place.at("sigma").number(), max(place));
  }

  private static double above(JsonPlace place, int limit) {
    if (!place.node().isNumber() || !(place.node().doubleValue() > limit)) {
      throw place.unexpected("a number above " + limit);
    }
    return place.node().doubleValue();
  }

  private static @Nullable Integer max(JsonPlace place) {
    JsonPlace max = place.at("max");
    return max.present() ? (Integer) max.wholeNumber(1) : null;
  }
}
