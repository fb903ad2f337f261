// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Requests and answers in full, a line of JSON for each try, beside its record ({@code index} and
 * {@code attempt} are the record's). A body that is no UTF-8 is written in base64. Each line is
 * written as it comes, so that a killed run has those of all that ended. Used by several threads.
 */
public final class BodyLog implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FileChannel file;
  private final Consumer<String> failed;

  private BodyLog(FileChannel file, Consumer<String> failed) {
    this.file = file;
    this.failed = failed;
  }

  /**
   * Begins a log in place of any that is there.
   *
   * @param failed told once what went wrong, if a line cannot be written
   * @throws IOException if the file cannot be made
   */
  public static BodyLog open(Path path, Consumer<String> failed) throws IOException {
    Files.createDirectories(path.toAbsolutePath().getParent());
    return new BodyLog(
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE),
        failed);
  }

  /**
   * Adds a try.
   *
   * @param status 0 if no answer came
   * @param length how many bytes of {@code answer} count
   */
  public void add(
      int index,
      int attempt,
      String requestId,
      int status,
      byte[] request,
      byte[] answer,
      int length) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("index", index);
    if (attempt > 0) {
      line.put("attempt", attempt);
    }
    line.put("id", requestId);
    put(line, "request", request, request.length);
    line.put("status", status);
    put(line, "answer", answer, length);
    try {
      byte[] json = JSON.writeValueAsBytes(line);
      ByteBuffer bytes = ByteBuffer.allocate(json.length + 1).put(json).put((byte) '\n').flip();
      synchronized (this) {
        while (bytes.hasRemaining()) {
          file.write(bytes);
        }
      }
    } catch (IOException e) {
      failed.accept("bodies are incomplete: " + e.getMessage());
    }
  }

  private static void put(Map<String, Object> line, String key, byte[] bytes, int length) {
    ByteBuffer view = ByteBuffer.wrap(bytes, 0, length);
    try {
      line.put(key, StandardCharsets.UTF_8.newDecoder().decode(view).toString());
    } catch (CharacterCodingException e) {
      byte[] whole = new byte[length];
      System.arraycopy(bytes, 0, whole, 0, length);
      line.put(key + "_base64", Base64.getEncoder().encodeToString(whole));
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
