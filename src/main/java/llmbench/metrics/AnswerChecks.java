// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

/**
 * How many answers were right, of those that completed and were checked.
 *
 * @param checked answers that had something to be compared with
 * @param correct those that were right
 */
public record AnswerChecks(int checked, int correct) {
  /** Right answers as a share of those checked; 0 if none was. */
  public double ratio() {
    return checked == 0 ? 0 : (double) correct / checked;
  }

  static AnswerChecks of(RequestTable table, int[] rows) {
    int checked = 0;
    int correct = 0;
    for (int row : rows) {
      Boolean right = table.about(row).correct();
      if (right != null && table.succeeded(Reading.OUTPUT, row)) {
        checked++;
        correct += right ? 1 : 0;
      }
    }
    return new AnswerChecks(checked, correct);
  }
}
