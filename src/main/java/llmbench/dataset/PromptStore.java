// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The prompts of a case, whose texts and parts lie packed in blocks: in memory, and beyond {@value
 * #MEMORY_BYTES} bytes in a temporary file that is mapped, so that their number is not bound by the
 * heap. A text is made anew each time it is asked for. Filled by one thread, then read by any.
 */
public final class PromptStore extends AbstractList<Prompt> implements RandomAccess {
  private static final ObjectMapper JSON = DatasetFile.JSON;
  private static final byte[] NO_PARTS = {};

  /** Texts beyond this go to a file. */
  static final long MEMORY_BYTES = 96L << 20;

  /** No text lies in two blocks; a longer one has a block of its own. */
  private static final int BLOCK_BYTES = 8 << 20;

  private static final int FIRST_CAPACITY = 64;

  private final long memoryBytes;
  private final List<ByteBuffer> blocks = new ArrayList<>();
  private final BitSet wide = new BitSet(); // characters beyond Latin-1: two bytes each
  private int[] block = new int[FIRST_CAPACITY];
  private int[] offset = new int[FIRST_CAPACITY];
  private int[] bytes = new int[FIRST_CAPACITY];
  private int[] partsBytes = new int[FIRST_CAPACITY];
  private int[] promptLen = new int[FIRST_CAPACITY];
  private int[] outputLen = new int[FIRST_CAPACITY];
  private int size;
  private long inMemory;
  private @Nullable FileChannel file;

  /** One that keeps {@value #MEMORY_BYTES} bytes in memory. */
  public PromptStore() {
    this(MEMORY_BYTES);
  }

  /** One with another limit of memory. */
  PromptStore(long memoryBytes) {
    this.memoryBytes = memoryBytes;
  }

  @Override
  public boolean add(Prompt prompt) {
    boolean latin = prompt.text().chars().allMatch(c -> c <= 0xFF);
    byte[] text = prompt.text().getBytes(latin ? StandardCharsets.ISO_8859_1 : UTF_16);
    byte[] parts = packed(prompt.parts());
    int length = Math.addExact(text.length, parts.length);
    if (blocks.isEmpty() || last().remaining() < length) {
      seal();
      blocks.add(ByteBuffer.allocate(Math.max(BLOCK_BYTES, length)));
      inMemory += last().capacity();
    }
    makeRoom();
    wide.set(size, !latin);
    block[size] = blocks.size() - 1;
    offset[size] = last().position();
    bytes[size] = text.length;
    partsBytes[size] = parts.length;
    promptLen[size] = prompt.promptLen();
    outputLen[size] = prompt.outputLen();
    last().put(text).put(parts);
    size++;
    return true;
  }

  /** Adds a prompt that is there already once more; its text and parts are not stored again. */
  void addCopy(int index) {
    makeRoom();
    wide.set(size, wide.get(index));
    block[size] = block[index];
    offset[size] = offset[index];
    bytes[size] = bytes[index];
    partsBytes[size] = partsBytes[index];
    promptLen[size] = promptLen[index];
    outputLen[size] = outputLen[index];
    size++;
  }

  private void makeRoom() {
    if (size == block.length) {
      grow();
    }
  }

  /** A half surrogate pair becomes U+FFFD, as it would in the body. */
  private static final Charset UTF_16 = StandardCharsets.UTF_16BE;

  private ByteBuffer last() {
    return blocks.get(blocks.size() - 1);
  }

  private void grow() {
    int capacity = 2 * size;
    block = Arrays.copyOf(block, capacity);
    offset = Arrays.copyOf(offset, capacity);
    bytes = Arrays.copyOf(bytes, capacity);
    partsBytes = Arrays.copyOf(partsBytes, capacity);
    promptLen = Arrays.copyOf(promptLen, capacity);
    outputLen = Arrays.copyOf(outputLen, capacity);
  }

  /** The last block is full: if too much lies in memory, it goes to the file. */
  private void seal() {
    if (blocks.isEmpty() || inMemory < memoryBytes) {
      return;
    }
    ByteBuffer full = last();
    try {
      FileChannel to = file == null ? open() : file;
      file = to;
      long at = to.size();
      int length = full.position();
      for (ByteBuffer left = full.duplicate().flip(); left.hasRemaining(); ) {
        to.write(left, at + left.position());
      }
      blocks.set(blocks.size() - 1, to.map(MapMode.READ_ONLY, at, length));
      inMemory -= full.capacity();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "prompts beyond memory cannot be kept in a temporary file: " + e.getMessage(), e);
    }
  }

  /** A file without a name where the system allows that: it goes with the process. */
  private static FileChannel open() throws IOException {
    Path path = Files.createTempFile("llmbench-prompts", ".bin");
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      Files.delete(path);
    } catch (IOException e) {
      path.toFile().deleteOnExit();
    }
    return channel;
  }

  @Override
  public Prompt get(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(index + " of " + size);
    }
    byte[] text = new byte[bytes[index]];
    blocks.get(block[index]).get(offset[index], text);
    return new Prompt(
        new String(text, wide.get(index) ? UTF_16 : StandardCharsets.ISO_8859_1),
        promptLen[index],
        outputLen[index],
        parts(index));
  }

  private static byte[] packed(PromptParts parts) {
    try {
      return parts.equals(PromptParts.NONE) ? NO_PARTS : JSON.writeValueAsBytes(parts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PromptParts parts(int index) {
    if (partsBytes[index] == 0) {
      return PromptParts.NONE;
    }
    byte[] packed = new byte[partsBytes[index]];
    blocks.get(block[index]).get(offset[index] + bytes[index], packed);
    try {
      return JSON.readValue(packed, PromptParts.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int size() {
    return size;
  }
}
