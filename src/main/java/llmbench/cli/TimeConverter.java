// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A length of time on the command line: {@code 500ms}, {@code 10s}, {@code 2m} or {@code 1h}. */
final class TimeConverter implements ITypeConverter<Duration> {
  private static final Pattern TIME = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|h)");

  @Override
  public Duration convert(String text) {
    Matcher time = TIME.matcher(text);
    if (!time.matches()) {
      throw new TypeConversionException(
          "expected a time such as 500ms, 10s, 2m or 1h, found " + text);
    }
    long nanos =
        switch (time.group(2)) {
          case "ms" -> 1_000_000L;
          case "s" -> 1_000_000_000L;
          case "m" -> 60_000_000_000L;
          default -> 3_600_000_000_000L;
        };
    BigDecimal all = new BigDecimal(time.group(1)).multiply(BigDecimal.valueOf(nanos));
    return Duration.ofNanos(all.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue());
  }
}
