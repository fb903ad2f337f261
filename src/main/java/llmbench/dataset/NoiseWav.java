// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import llmbench.random.NumpyGenerator;

/** Noise as a WAV file: 16 bits, one channel, 16 kHz, which models of speech take. Our own. */
final class NoiseWav {
  static final int SAMPLES_PER_SECOND = 16_000;

  private NoiseWav() {}

  /**
   * A file of so many seconds, at least one sample.
   *
   * @param values two for each sample, lower half first
   */
  static byte[] of(NumpyGenerator.Bytes values, double seconds) {
    byte[] samples = new byte[2 * (int) Math.max(1, Math.round(seconds * SAMPLES_PER_SECOND))];
    values.fill(samples);
    return WavFile.of(samples, SAMPLES_PER_SECOND);
  }
}
