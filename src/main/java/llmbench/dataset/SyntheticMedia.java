// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import java.util.Map;
import java.util.function.Supplier;
import llmbench.dataset.media.AudioClip;
import llmbench.dataset.media.JpegFile;
import llmbench.dataset.media.MotionJpeg;
import llmbench.plan.MediaBucket;
import llmbench.plan.MediaBucket.Audio;
import llmbench.plan.MediaBucket.Image;
import llmbench.plan.MediaBucket.Video;
import llmbench.random.NumpyGenerator;

/**
 * Media of random values: vLLM's {@code generate_mm_item} ({@code RandomMultiModalDataset}). The
 * values are vLLM's. Pictures are the same JPEG files, byte for byte; films have the same pictures,
 * each coded for itself (Motion JPEG) where vLLM's come from OpenCV's MPEG-4 coder. Audio is our
 * own.
 */
final class SyntheticMedia {
  private static final int CHANNELS = 3;
  private static final int SAMPLES_PER_SECOND = 16_000;

  private final NumpyGenerator random;

  SyntheticMedia(NumpyGenerator random) {
    this.random = random;
  }

  /**
   * A medium whose values are drawn.
   *
   * @param bytes what it holds in memory meanwhile
   * @param part makes it a part of a message; from any thread
   */
  record Drawn(long bytes, Supplier<Map<String, Object>> part) {}

  /** Draws a medium. Pictures are encoded later; films at once, since their values are many. */
  Drawn draw(MediaBucket.Shape shape) {
    if (shape instanceof Image image) {
      byte[] rgb = new byte[image.height() * image.width() * CHANNELS];
      random.bytes().fill(rgb);
      return new Drawn(
          rgb.length, () -> ContentPart.jpeg(JpegFile.ofRgb(rgb, image.height(), image.width())));
    }
    byte[] file =
        shape instanceof Video video ? mp4(video) : noise(((Audio) shape).seconds()).wav();
    return new Drawn(
        file.length, () -> shape instanceof Video ? ContentPart.mp4(file) : ContentPart.wav(file));
  }

  /** Noise of one channel at 16 kHz, which models of speech take; at least one sample. */
  AudioClip noise(double seconds) {
    int count = (int) Math.max(1, Math.round(seconds * SAMPLES_PER_SECOND));
    byte[] samples = new byte[2 * count];
    random.bytes().fill(samples);
    return new AudioClip(samples, SAMPLES_PER_SECOND, 1);
  }

  /** OpenCV takes the values for blue, green and red. */
  private byte[] mp4(Video video) {
    NumpyGenerator.Bytes values = random.bytes();
    byte[] bgr = new byte[video.height() * video.width() * CHANNELS];
    MotionJpeg film = new MotionJpeg(video.height(), video.width());
    for (int i = 0; i < video.frames(); i++) {
      values.fill(bgr);
      film.add(JpegFile.ofBgr(bgr, video.height(), video.width()));
    }
    return film.mp4();
  }
}
