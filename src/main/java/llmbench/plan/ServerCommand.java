// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A server that is started for the run and ended after it.
 *
 * @param command program and arguments, with quotes as in a shell
 * @param readyTimeout from its start until it must be healthy
 */
public record ServerCommand(String command, Duration readyTimeout) {
  /**
   * A flag that takes a secret, and its value. {@code --tokenizer} and {@code …-tokens} are none.
   */
  private static final Pattern SECRET =
      Pattern.compile(
          "(--[\\w.-]*(?:api[-_]key|token|password|secret)[=\\s]\\s*)(\"[^\"]*\"|'[^']*'|\\S+)");

  private static final Pattern SECRET_FLAG =
      Pattern.compile("--[\\w.-]*(?:api[-_]key|token|password|secret)");

  /** Variables of the environment whose values a server takes for keys. */
  private static final List<String> VARIABLES =
      List.of("OPENAI_API_KEY", "VLLM_API_KEY", "HF_TOKEN", "HUGGING_FACE_HUB_TOKEN");

  /**
   * What a server under that command may print, and its log may not keep: the values of flags that
   * take secrets, and keys of the environment.
   *
   * @param words program and arguments
   */
  public static Secrets secrets(List<String> words, Map<String, String> environment) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      int equals = word.indexOf('=');
      String flag = equals < 0 ? word : word.substring(0, equals);
      if (SECRET_FLAG.matcher(flag).matches()) {
        if (equals >= 0) {
          values.add(word.substring(equals + 1));
        } else if (i + 1 < words.size()) {
          values.add(words.get(i + 1));
        }
      }
    }
    VARIABLES.stream().map(environment::get).filter(Objects::nonNull).forEach(values::add);
    return Secrets.of(values);
  }

  /** The command for people and files: {@code ***} in place of what {@code --api-key} takes. */
  public String masked() {
    return masked(command);
  }

  /** The same of any command. */
  public static String masked(String command) {
    return SECRET.matcher(command).replaceAll("$1***");
  }
}
