// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A share on the command line: {@code 5%} or {@code 0.05}; above 0 and below 1. */
final class ShareConverter implements ITypeConverter<Double> {
  @Override
  public Double convert(String text) {
    String stripped = text.strip();
    boolean percent = stripped.endsWith("%");
    String number = percent ? stripped.substring(0, stripped.length() - 1).strip() : stripped;
    if (number.matches("[0-9]{1,6}(\\.[0-9]{1,9})?")) {
      double share = Double.parseDouble(number) / (percent ? 100 : 1);
      if (share > 0 && share < 1) {
        return share;
      }
    }
    throw new TypeConversionException(
        "expected a share such as 5% or 0.05, above 0 and below 1, found " + text);
  }
}
