// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** Samples as a WAV file. */
final class WavFile {
  private static final int BITS = 16;

  private WavFile() {}

  /**
   * One channel of 16 bits.
   *
   * @param samples two bytes each, the lower first
   */
  static byte[] of(byte[] samples, int samplesPerSecond) {
    AudioFormat format = new AudioFormat(samplesPerSecond, BITS, 1, true, false);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (AudioInputStream in =
        new AudioInputStream(new ByteArrayInputStream(samples), format, samples.length / 2L)) {
      AudioSystem.write(in, AudioFileFormat.Type.WAVE, file);
    } catch (IOException e) {
      throw new UncheckedIOException("audio cannot be written: " + e.getMessage(), e);
    }
    return file.toByteArray();
  }
}
