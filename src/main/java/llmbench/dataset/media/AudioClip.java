// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.media;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * Sound in 16 bits. What is read has the samples that libsndfile would write after it read the file
 * ({@code sf.read} and {@code sf.write} in vLLM's {@code datasets.py}): the upper 16 bits of each.
 *
 * @param samples two bytes each, the lower first, channels side by side
 * @param samplesPerSecond in each channel
 * @param channels 1 or more
 */
public record AudioClip(byte[] samples, int samplesPerSecond, int channels) {
  private static final String READABLE = "a WAV, AIFF, AU or FLAC file";
  private static final int BYTES = 2;
  private static final int BITS = 16;
  private static final double FULL_SCALE = 0x1.0p31;
  private static final int FLOAT_BITS = 32;

  /**
   * Reads a file's bytes.
   *
   * @throws MediaException if they are of no format that is known
   */
  public static AudioClip read(byte[] file) throws MediaException {
    try (AudioInputStream in = AudioSystem.getAudioInputStream(new ByteArrayInputStream(file));
        AudioInputStream pcm = linear(in)) {
      AudioFormat format = pcm.getFormat();
      byte[] samples = pcm.readAllBytes();
      if (samples.length == 0) {
        throw new MediaException(READABLE + " with sound", "none in it");
      }
      return new AudioClip(
          sixteenBits(samples, format), Math.round(format.getSampleRate()), format.getChannels());
    } catch (UnsupportedAudioFileException | IllegalArgumentException | IOException e) {
      throw new MediaException(
          READABLE, "another; convert it: ffmpeg -i FILE -c:a pcm_s16le FILE.wav");
    }
  }

  /** One channel of numbers in [-1, 1]; beyond that they are cut. */
  public static AudioClip of(double[] values, int samplesPerSecond) {
    ByteBuffer out = ByteBuffer.allocate(BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      out.putShort((short) (scaled(value) >> BITS));
    }
    return new AudioClip(out.array(), samplesPerSecond, 1);
  }

  /** Its length. */
  public double seconds() {
    return samples.length / (double) (BYTES * channels) / samplesPerSecond;
  }

  /** It as a WAV file. */
  public byte[] wav() {
    AudioFormat format = new AudioFormat(samplesPerSecond, BITS, channels, true, false);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (AudioInputStream in =
        new AudioInputStream(
            new ByteArrayInputStream(samples),
            format,
            samples.length / (long) format.getFrameSize())) {
      AudioSystem.write(in, AudioFileFormat.Type.WAVE, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toByteArray();
  }

  /** Numbers as they are; what is coded otherwise, decoded. */
  private static AudioInputStream linear(AudioInputStream in) {
    AudioFormat format = in.getFormat();
    Encoding encoding = format.getEncoding();
    if (encoding.equals(Encoding.PCM_SIGNED)
        || encoding.equals(Encoding.PCM_UNSIGNED)
        || encoding.equals(Encoding.PCM_FLOAT)) {
      return in;
    }
    boolean companded = encoding.equals(Encoding.ULAW) || encoding.equals(Encoding.ALAW);
    int bits = companded ? BITS : format.getSampleSizeInBits();
    int frame = format.getChannels() * bits / Byte.SIZE;
    return AudioSystem.getAudioInputStream(
        new AudioFormat(
            Encoding.PCM_SIGNED,
            format.getSampleRate(),
            bits,
            format.getChannels(),
            frame,
            format.getSampleRate(),
            false),
        in);
  }

  private static byte[] sixteenBits(byte[] from, AudioFormat format) {
    int bits = format.getSampleSizeInBits();
    int size = bits / Byte.SIZE;
    int count = from.length / size;
    ByteBuffer in =
        ByteBuffer.wrap(from)
            .order(format.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    ByteBuffer out = ByteBuffer.allocate(BYTES * count).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      long sample;
      if (format.getEncoding().equals(Encoding.PCM_FLOAT)) {
        sample = scaled(bits == FLOAT_BITS ? in.getFloat(i * size) : in.getDouble(i * size));
      } else {
        sample = whole(in, i * size, size);
        if (format.getEncoding().equals(Encoding.PCM_UNSIGNED)) {
          sample = (int) (sample ^ Integer.MIN_VALUE);
        }
      }
      out.putShort((short) (sample >> BITS));
    }
    return out.array();
  }

  /** The bytes of a number as the upper ones of 32 bits. */
  private static int whole(ByteBuffer in, int at, int size) {
    int value = 0;
    for (int i = 0; i < size; i++) {
      int place = in.order() == ByteOrder.BIG_ENDIAN ? at + i : at + size - 1 - i;
      value |= (in.get(place) & 0xFF) << (Integer.SIZE - Byte.SIZE * (i + 1));
    }
    return value;
  }

  private static long scaled(double value) {
    double whole = Math.rint(value * FULL_SCALE);
    return (long) Math.min(Math.max(whole, Integer.MIN_VALUE), Integer.MAX_VALUE);
  }
}
