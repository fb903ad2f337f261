// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import llmbench.dataset.conversation.ConversationRequests;
import llmbench.dataset.hf.HubRequests;
import llmbench.plan.DatasetOptions;
import llmbench.plan.DatasetSpec;

/** The data sets that are built. */
public final class Datasets {
  private Datasets() {}

  /**
   * The set that a plan names. It keeps what it has learnt of its file, so use one for all cases.
   *
   * @throws DatasetException if its file is not there; it is not read yet
   */
  public static Dataset of(DatasetSpec spec) {
    return of(spec, System.getenv(), fetched -> {});
  }

  /**
   * The set that a plan names.
   *
   * @param environment whose {@code HF_…} variables are honoured
   * @param fetched told what is fetched from the Hub, a line each
   */
  public static Dataset of(
      DatasetSpec spec, Map<String, String> environment, Consumer<String> fetched) {
    DatasetOptions options = spec.options();
    if (options instanceof DatasetOptions.Random random) {
      return new RandomRequests(random);
    } else if (options instanceof DatasetOptions.Mix mix) {
      return new MixedRequests(mix);
    } else if (options instanceof DatasetOptions.Workloads workloads) {
      return new WorkloadRequests(workloads);
    } else if (options instanceof DatasetOptions.Synthetic synthetic) {
      return new SyntheticRequests(synthetic);
    } else if (options instanceof DatasetOptions.RandomMm media) {
      return new RandomMediaRequests(media, spec.rules());
    } else if (options instanceof DatasetOptions.RandomRerank rerank) {
      return new RerankRequests(rerank);
    } else if (options instanceof DatasetOptions.Requests) {
      return new SavedRequests(file(spec));
    } else if (options instanceof DatasetOptions.MultiTurn turns) {
      return new ConversationRequests(file(spec), turns);
    } else if (options instanceof DatasetOptions.AgentGraphs) {
      return new GraphRequests(file(spec));
    } else if (options instanceof DatasetOptions.BurstGpt) {
      return new BurstGptRequests(file(spec));
    } else if (options instanceof DatasetOptions.TimedTrace trace) {
      return new TimedTraceRequests(file(spec), trace);
    } else if (options instanceof DatasetOptions.Trace trace) {
      return new TraceRequests(file(spec), trace);
    } else if (options instanceof DatasetOptions.PrefixRepetition repetition) {
      return new PrefixRepetitionRequests(repetition, spec.rules());
    } else if (options instanceof DatasetOptions.ShareGpt) {
      return new ShareGptRequests(file(spec), spec.rules());
    } else if (options instanceof DatasetOptions.Sonnet sonnet) {
      return new SonnetRequests(spec.path() == null ? null : file(spec), sonnet, spec.rules());
    } else if (options instanceof DatasetOptions.Custom) {
      return LineRequests.custom(file(spec), spec.rules());
    } else if (options instanceof DatasetOptions.CustomImage image) {
      return LineRequests.customImage(file(spec), spec.rules(), image);
    } else if (options instanceof DatasetOptions.CustomAudio) {
      return LineRequests.customAudio(file(spec), spec.rules());
    } else if (options instanceof DatasetOptions.RandomAudio audio) {
      return new RandomAudioRequests(audio);
    } else if (options instanceof DatasetOptions.MediaFolder folder) {
      return new FolderRequests(path(spec), spec.rules(), folder);
    } else if (options instanceof DatasetOptions.SpecBench bench) {
      return LineRequests.specBench(file(spec), spec.rules(), bench);
    } else if (options instanceof DatasetOptions.SpeedBench bench) {
      Path subset = path(spec).resolve(bench.subset() + ".jsonl");
      readable(subset);
      return LineRequests.speedBench(path(spec), spec.rules(), bench);
    }
    if (options instanceof DatasetOptions.Hub hub) {
      return new HubRequests(path(spec), spec.rules(), hub, environment, fetched);
    }
    throw new IllegalStateException("no data set for " + options);
  }

  private static Path file(DatasetSpec spec) {
    return readable(path(spec));
  }

  private static Path path(DatasetSpec spec) {
    Path path = spec.path();
    if (path == null) {
      throw new DatasetException("dataset_path: expected a file for " + spec.name());
    }
    return path;
  }

  private static Path readable(Path path) {
    if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
      throw new DatasetException(
          "dataset_path: expected a readable file, found none at " + path.toAbsolutePath());
    }
    return path;
  }
}
