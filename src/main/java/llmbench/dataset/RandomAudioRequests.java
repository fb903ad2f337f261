// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import java.util.List;
import llmbench.plan.DatasetOptions;
import llmbench.random.NumpyGenerator;

/**
 * {@code random-audio}: noise to be transcribed, each sound a WAV file. Lengths are drawn first,
 * one after the other, then the values of each. Our own.
 */
final class RandomAudioRequests implements Dataset {
  private static final int DEFAULT_OUTPUT_LEN = 128;

  private final DatasetOptions.RandomAudio options;

  RandomAudioRequests(DatasetOptions.RandomAudio options) {
    this.options = options;
  }

  @Override
  public List<Prompt> prompts(Sampling sampling) {
    NumpyGenerator random = new NumpyGenerator(sampling.seed());
    SyntheticMedia media = new SyntheticMedia(random);
    double[] seconds = new double[sampling.count()];
    for (int i = 0; i < seconds.length; i++) {
      seconds[i] = options.seconds() * (1 + options.rangeRatio() * (2 * random.random() - 1));
    }
    Integer asked = sampling.outputLen();
    PromptStore prompts = new PromptStore();
    for (double length : seconds) {
      prompts.add(
          new Prompt(
              "",
              0,
              asked == null ? DEFAULT_OUTPUT_LEN : asked,
              PromptParts.NONE.withMedia(List.of(ContentPart.audioFile(media.noise(length))))));
      sampling.progress().accept(prompts.size());
    }
    return prompts;
  }
}
