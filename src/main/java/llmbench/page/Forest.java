// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import llmbench.compare.FigureChange;
import org.jspecify.annotations.Nullable;

/**
 * The picture of a case's intervals: one strip a figure, all to one scale, with the change as a
 * mark, its interval as a bar, and the threshold shaded. It is drawn as the page is written, so it
 * needs no script; the figures stand in words beside it.
 *
 * @param reach what the scale shows to both sides of 0, in per cent
 * @param threshold the least change that matters, in per cent
 */
record Forest(double reach, double threshold) {
  private static final double WIDTH = 240;
  private static final double HEIGHT = 20;
  private static final double ROOM = 6;
  private static final List<Double> REACHES = List.of(10.0, 20.0, 30.0, 50.0, 100.0);

  /** The scale on which those changes are drawn. */
  static Forest of(List<FigureChange> changes, double threshold) {
    double most =
        changes.stream()
            .flatMap(each -> Stream.of(value(each.change()), value(each.low()), value(each.high())))
            .flatMapToDouble(end -> Double.isNaN(end) ? DoubleStream.empty() : DoubleStream.of(end))
            .map(Math::abs)
            .max()
            .orElse(0);
    double least = Math.max(most, 100 * threshold);
    double last = REACHES.get(REACHES.size() - 1);
    return new Forest(
        REACHES.stream().filter(reach -> reach >= least).findFirst().orElse(last), 100 * threshold);
  }

  private static double value(@Nullable Double percent) {
    return percent == null ? Double.NaN : percent;
  }

  /** The ends of the scale and its middle, in words. */
  List<String> scale() {
    String end = Long.toString(Math.round(reach));
    return List.of("−" + end + " %", "0", "+" + end + " %");
  }

  /** The strip of a figure. An end beyond the scale, or that is not known, is an arrow. */
  String svg(FigureChange change) {
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg class=\"forest %s\" viewBox=\"0 0 %.0f %.0f\" preserveAspectRatio=\"none\" aria-hidden=\"true\">",
            change.verdict().key(),
            WIDTH,
            HEIGHT));
    if (!change.inPoints()) {
      rect(svg, "band", x(-threshold), 0, x(threshold), HEIGHT);
    }
    line(svg, "zero", x(0), 0, x(0), HEIGHT);
    double middle = HEIGHT / 2;
    if (change.low() != null || change.high() != null) {
      double from = change.low() == null ? -reach * 2 : change.low();
      double to = change.high() == null ? reach * 2 : change.high();
      line(svg, "bar", x(from), middle, x(to), middle);
      end(svg, from);
      end(svg, to);
    }
    Double point = change.change();
    if (point != null && Math.abs(point) <= reach) {
      line(svg, "point", x(point), middle - 3.5, x(point), middle + 3.5);
    }
    return svg.append("</svg>").toString();
  }

  private void end(StringBuilder svg, double percent) {
    double at = x(percent);
    double middle = HEIGHT / 2;
    if (Math.abs(percent) <= reach) {
      line(svg, "bar", at, middle - 4, at, middle + 4);
      return;
    }
    double back = percent < 0 ? 5 : -5;
    line(svg, "bar", at, middle, at + back, middle - 4);
    line(svg, "bar", at, middle, at + back, middle + 4);
  }

  private double x(double percent) {
    double within = Math.max(-reach, Math.min(reach, percent));
    return WIDTH / 2 + within / reach * (WIDTH / 2 - ROOM);
  }

  private static void line(
      StringBuilder svg, String kind, double fromX, double fromY, double toX, double toY) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
            kind,
            fromX,
            fromY,
            toX,
            toY));
  }

  private static void rect(
      StringBuilder svg, String kind, double fromX, double fromY, double toX, double toY) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
            kind,
            fromX,
            fromY,
            toX - fromX,
            toY - fromY));
  }
}
