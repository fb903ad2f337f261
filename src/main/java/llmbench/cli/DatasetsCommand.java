// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import llmbench.config.DatasetCatalog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code datasets}: lists the data sets with their options. */
@Command(
    name = "datasets",
    description = "Lists the data sets; datasets show NAME looks into one.",
    subcommands = DatasetsShowCommand.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  llmbench datasets",
      "  llmbench datasets show sharegpt --dataset-path sharegpt.json --tokenizer ./tokenizer"
    })
final class DatasetsCommand implements Callable<Integer> {
  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private JsonOption json;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.print(json.asked() ? json() : text());
    out.flush();
    return 0;
  }

  private static String text() {
    StringBuilder text = new StringBuilder();
    for (DatasetCatalog.Entry entry : DatasetCatalog.all()) {
      text.append(String.format(Locale.ROOT, "%-18s %s", entry.name(), entry.about()));
      text.append('\n');
      for (String option : entry.options()) {
        text.append("                     ").append(ConfigOptions.flag(option)).append('\n');
      }
    }
    return text.toString();
  }

  private static String json() throws IOException {
    JsonMapper mapper = new JsonMapper();
    ArrayNode list = mapper.createArrayNode();
    for (DatasetCatalog.Entry entry : DatasetCatalog.all()) {
      ObjectNode one = list.addObject();
      one.put("name", entry.name()).put("about", entry.about()).put("file", entry.hasFile());
      ArrayNode options = one.putArray("options");
      entry.options().forEach(options::add);
    }
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(list) + "\n";
  }
}
