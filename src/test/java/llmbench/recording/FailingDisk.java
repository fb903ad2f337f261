// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/**
 * Passes everything on to a channel until it is full: then takes what still fits, and fails as a
 * full disk does.
 */
final class FailingDisk implements SeekableByteChannel {
  private final SeekableByteChannel channel;
  private final long capacity;

  FailingDisk(SeekableByteChannel channel, long capacity) {
    this.channel = channel;
    this.capacity = capacity;
  }

  @Override
  public int write(ByteBuffer src) throws IOException {
    long room = capacity - channel.position();
    if (room <= 0) {
      throw new IOException("No space left on device");
    }
    int count = (int) Math.min(room, src.remaining());
    int written = channel.write(src.slice(src.position(), count));
    src.position(src.position() + written);
    return written;
  }

  @Override
  public int read(ByteBuffer dst) throws IOException {
    return channel.read(dst);
  }

  @Override
  public long position() throws IOException {
    return channel.position();
  }

  @Override
  public SeekableByteChannel position(long newPosition) throws IOException {
    channel.position(newPosition);
    return this;
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public SeekableByteChannel truncate(long size) throws IOException {
    channel.truncate(size);
    return this;
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
