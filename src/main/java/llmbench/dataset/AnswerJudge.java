// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import llmbench.plan.AnswerCheck;
import llmbench.plan.AnswerCheck.Kind;
import org.jspecify.annotations.Nullable;

/** Says whether answers are right. Used by several threads at once. */
public final class AnswerJudge {
  private static final Pattern NUMBER = Pattern.compile("-?\\d[\\d,]*(?:\\.\\d+)?");

  /** A letter by itself, in brackets or not: {@code B}, {@code (B)}, {@code B.}. */
  private static final Pattern CHOICE =
      Pattern.compile("(?<![\\p{L}\\p{N}'’])([A-Z])(?![\\p{L}\\p{N}'’])");

  private static final Pattern FENCED = Pattern.compile("```(?:json)?\\s*(.*?)```", Pattern.DOTALL);

  private final AnswerCheck check;
  private final @Nullable Pattern pattern;
  private final @Nullable Schema schema;

  private AnswerJudge(AnswerCheck check) {
    this.check = check;
    String text = check.text() == null ? "" : check.text();
    this.pattern = check.kind() == Kind.REGEX ? Pattern.compile(text, Pattern.DOTALL) : null;
    this.schema =
        check.kind() == Kind.JSON_SCHEMA
            ? SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text, InputFormat.JSON)
            : null;
  }

  /**
   * A judge by that check.
   *
   * @throws DatasetException if the regular expression or the schema is of no use
   */
  public static AnswerJudge of(AnswerCheck check) {
    try {
      AnswerJudge judge = new AnswerJudge(check);
      if (judge.schema != null) {
        judge.schema.initializeValidators();
      }
      return judge;
    } catch (PatternSyntaxException e) {
      throw new DatasetException(
          "check_answers: expected a regular expression, found " + e.getDescription(), e);
    } catch (SchemaException e) {
      throw new DatasetException(
          "check_answers: expected a JSON schema, found " + e.getMessage(), e);
    }
  }

  /** Whether an answer is to be given without its reasoning. */
  public boolean withoutReasoning() {
    return check.verbatim();
  }

  /**
   * Whether an answer is right; null where the set does not say what would be.
   *
   * @param reference what the set has; null for nothing
   */
  public @Nullable Boolean right(String answer, @Nullable String reference) {
    if (check.needsReference() && reference == null) {
      return null;
    }
    return switch (check.kind()) {
      case NUMBER -> sameNumber(answer, String.valueOf(reference));
      case CHOICE -> choice(answer).equals(choice(String.valueOf(reference)));
      case EXACT -> answer.strip().equals(String.valueOf(reference).strip());
      case VERBATIM -> answer.equals(reference);
      case REGEX -> pattern != null && pattern.matcher(answer).find();
      case JSON_SCHEMA -> schema != null && valid(schema, answer);
    };
  }

  private static boolean sameNumber(String answer, String reference) {
    BigDecimal given = lastNumber(answer);
    BigDecimal wanted = lastNumber(reference);
    return given != null && wanted != null && given.compareTo(wanted) == 0;
  }

  private static @Nullable BigDecimal lastNumber(String text) {
    BigDecimal last = null;
    for (Matcher number = NUMBER.matcher(text); number.find(); ) {
      last = new BigDecimal(number.group().replace(",", ""));
    }
    return last;
  }

  /** The last choice that a text names; empty if it names none. */
  private static String choice(String text) {
    String last = "";
    for (Matcher letter = CHOICE.matcher(text); letter.find(); ) {
      last = letter.group(1);
    }
    return last;
  }

  private static boolean valid(Schema schema, String answer) {
    Matcher fenced = FENCED.matcher(answer);
    String json = fenced.find() ? fenced.group(1) : answer;
    try {
      return schema.validate(json.strip(), InputFormat.JSON).isEmpty();
    } catch (RuntimeException e) {
      return false; // no JSON
    }
  }
}
