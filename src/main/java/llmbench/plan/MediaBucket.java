// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

/**
 * A kind of media that {@code random-mm} may put into a request: vLLM's {@code (height, width,
 * frames)} of {@code --random-mm-bucket-config}, and audio of our own.
 *
 * @param shape what it is
 * @param weight how often it is drawn beside the others, above 0
 */
public record MediaBucket(Shape shape, double weight) {

  /** What one medium is like. */
  public sealed interface Shape {
    /** Its limit's name in {@code random_mm_limit_mm_per_prompt}. */
    String modality();
  }

  /** A picture of so many pixels. */
  public record Image(int height, int width) implements Shape {
    @Override
    public String modality() {
      return "image";
    }
  }

  /** A film of two or more pictures. */
  public record Video(int height, int width, int frames) implements Shape {
    @Override
    public String modality() {
      return "video";
    }
  }

  /** Sound of so many seconds. */
  public record Audio(double seconds) implements Shape {
    @Override
    public String modality() {
      return "audio";
    }
  }
}
