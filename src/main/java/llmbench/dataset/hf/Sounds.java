// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.hf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;

/**
 * How long sound lasts, from the heads of WAV (RIFF), FLAC (RFC 9639 §8.2) and Ogg (RFC 3533 with
 * Vorbis or Opus) files.
 */
final class Sounds {
  private static final int RIFF_HEAD = 12;
  private static final int CHUNK_HEAD = 8;
  private static final int FLAC_INFO = 18;
  private static final int OGG_HEAD = 27;
  private static final double OPUS_RATE = 48_000;

  private Sounds() {}

  /** The name of a file's format as its ending; {@code bin} if it is none of these. */
  static String format(byte[] file) {
    if (begins(file, 0, "RIFF") && begins(file, 8, "WAVE")) {
      return "wav";
    }
    if (begins(file, 0, "fLaC")) {
      return "flac";
    }
    if (begins(file, 0, "OggS")) {
      return "ogg";
    }
    boolean frame = file.length > 1 && file[0] == -1 && (file[1] & 0xE0) == 0xE0;
    return begins(file, 0, "ID3") || frame ? "mp3" : "bin";
  }

  /** Seconds; empty where the head does not tell. */
  static OptionalDouble seconds(byte[] file) {
    try {
      return switch (format(file)) {
        case "wav" -> wav(file);
        case "flac" -> flac(file);
        case "ogg" -> ogg(file);
        default -> OptionalDouble.empty();
      };
    } catch (IndexOutOfBoundsException e) {
      return OptionalDouble.empty(); // cut short
    }
  }

  private static boolean begins(byte[] file, int at, String text) {
    byte[] wanted = text.getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < wanted.length; i++) {
      if (at + i >= file.length || file[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  private static OptionalDouble wav(byte[] file) {
    ByteBuffer numbers = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    long rate = 0;
    int frame = 0;
    for (long at = RIFF_HEAD; at + CHUNK_HEAD <= file.length; ) {
      int chunk = (int) at;
      long size = numbers.getInt(chunk + 4) & 0xFFFF_FFFFL;
      if (begins(file, chunk, "fmt ")) {
        rate = numbers.getInt(chunk + CHUNK_HEAD + 4);
        frame = numbers.getShort(chunk + CHUNK_HEAD + 12);
      } else if (begins(file, chunk, "data")) {
        return rate > 0 && frame > 0
            ? OptionalDouble.of(frames(size, file.length - at - CHUNK_HEAD, frame) / (double) rate)
            : OptionalDouble.empty();
      }
      at += CHUNK_HEAD + size + size % 2;
    }
    return OptionalDouble.empty();
  }

  /** A stream's head may claim more than there is. */
  private static long frames(long claimed, long there, int frame) {
    return Math.min(claimed, there) / frame;
  }

  private static OptionalDouble flac(byte[] file) {
    long packed = ByteBuffer.wrap(file).getLong(FLAC_INFO);
    long rate = packed >>> 44;
    long samples = packed & 0xF_FFFF_FFFFL;
    return rate > 0 && samples > 0
        ? OptionalDouble.of((double) samples / rate)
        : OptionalDouble.empty();
  }

  private static OptionalDouble ogg(byte[] file) {
    ByteBuffer numbers = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int first = OGG_HEAD + numbers.get(OGG_HEAD - 1);
    boolean opus = begins(file, first, "OpusHead");
    double rate = opus ? OPUS_RATE : numbers.getInt(first + 12);
    int before = opus ? numbers.getShort(first + 10) & 0xFFFF : 0;
    for (int at = file.length - OGG_HEAD; at >= 0; at--) {
      if (begins(file, at, "OggS")) {
        return OptionalDouble.of((numbers.getLong(at + 6) - before) / rate);
      }
    }
    return OptionalDouble.empty();
  }
}
