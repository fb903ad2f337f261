// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where results go and what they hold.
 *
 * @param resultDir the folder; a case's file lies directly in it
 * @param resultFilename the file of a single case; null for the case's own name
 * @param resume whether cases that the folder holds whole are kept and not run
 * @param saveDetailed whether arrays per request are kept in the result
 * @param saveRequests whether the requests of each case are written, for the data set {@code
 *     requests}
 * @param saveBodies whether requests and answers are kept in full beside the records
 * @param answerCheck how answers are found to be right; null where they are not checked
 * @param datasetStats whether the lengths of each case's requests are shown before its load
 * @param plots which pictures are drawn
 * @param metadata vLLM's {@code --metadata}, in the user's order
 * @param label vLLM's {@code --label}; null without
 * @param live what is shown while the run goes on
 * @param export how results are written beside their own form
 * @param maxFailedRatio failed requests that a case may have, as a share of those sent, in [0, 1]
 * @param gate what the results must keep to; null without
 */
public record OutputSpec(
    Path resultDir,
    @Nullable String resultFilename,
    boolean resume,
    boolean saveDetailed,
    boolean saveRequests,
    boolean saveBodies,
    @Nullable AnswerCheck answerCheck,
    boolean datasetStats,
    PlotSpec plots,
    Map<String, String> metadata,
    @Nullable String label,
    LiveSpec live,
    ExportSpec export,
    double maxFailedRatio,
    @Nullable GateSpec gate) {

  /** The same in another folder. */
  public OutputSpec withResultDir(Path folder) {
    return new OutputSpec(
        folder,
        resultFilename,
        resume,
        saveDetailed,
        saveRequests,
        saveBodies,
        answerCheck,
        datasetStats,
        plots,
        metadata,
        label,
        live,
        export,
        maxFailedRatio,
        gate);
  }

  /** The same with another label and other metadata. */
  public OutputSpec withTexts(@Nullable String otherLabel, Map<String, String> otherMetadata) {
    return new OutputSpec(
        resultDir,
        resultFilename,
        resume,
        saveDetailed,
        saveRequests,
        saveBodies,
        answerCheck,
        datasetStats,
        plots,
        otherMetadata,
        otherLabel,
        live,
        export,
        maxFailedRatio,
        gate);
  }
}
