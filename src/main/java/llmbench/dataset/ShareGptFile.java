// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * A JSON list of conversations, of which only the places are held: of those with at least two turns
 * ({@code ShareGPTDataset.load_data}). The file is read through once; an entry is read again when
 * it is needed.
 */
final class ShareGptFile {
  private static final int LEAST_TURNS = 2;
  private static final String CONVERSATIONS = "conversations";

  private final DatasetFile file;
  private long[] offsets = new long[1024];
  private int[] lines = new int[1024];
  private int[] numbers = new int[1024];
  private int size;

  private ShareGptFile(Path path) {
    this.file = new DatasetFile(path);
  }

  /**
   * Finds the entries of a file.
   *
   * @throws DatasetException if it is no such list
   */
  static ShareGptFile of(Path path) {
    ShareGptFile entries = new ShareGptFile(path);
    try (InputStream in = Files.newInputStream(path);
        JsonParser parser = DatasetFile.JSON.createParser(in)) {
      try {
        entries.find(parser);
      } catch (JsonProcessingException e) {
        throw entries.file.broken(parser.currentLocation().getLineNr(), e);
      }
    } catch (JsonProcessingException e) {
      throw entries.file.broken(1, e);
    } catch (IOException e) {
      throw entries.file.unreadable(e);
    }
    return entries;
  }

  private void find(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      throw new DatasetException(
          file.row(1) + ": expected a list of conversations, found " + name(parser.currentToken()));
    }
    for (int number = 0; parser.nextToken() != JsonToken.END_ARRAY; number++) {
      long offset = parser.currentTokenLocation().getByteOffset();
      int line = parser.currentTokenLocation().getLineNr();
      String row = file.row(line) + " [" + number + "]";
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw new DatasetException(
            row + ": expected an object, found " + name(parser.currentToken()));
      }
      if (offset < 0) {
        throw new DatasetException(row + ": expected UTF-8, found another encoding");
      }
      if (turns(parser, row) >= LEAST_TURNS) {
        add(offset, line, number);
      }
    }
    if (parser.nextToken() != null) {
      throw new DatasetException(
          file.row(parser.currentTokenLocation().getLineNr())
              + ": expected the end of the file after the list, found "
              + name(parser.currentToken()));
    }
  }

  /** How many turns the object has that begins here; -1 without the member. */
  private static int turns(JsonParser parser, String row) throws IOException {
    int turns = -1;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean wanted = parser.currentName().equals(CONVERSATIONS);
      JsonToken value = parser.nextToken();
      if (!wanted) {
        parser.skipChildren();
        continue;
      }
      if (value != JsonToken.START_ARRAY) {
        throw new DatasetException(
            row + "." + CONVERSATIONS + ": expected a list, found " + name(value));
      }
      turns = 0;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        parser.skipChildren();
        turns++;
      }
    }
    return turns;
  }

  private static String name(JsonToken token) {
    if (token == null) {
      return "nothing";
    }
    return switch (token) {
      case START_ARRAY -> "a list";
      case START_OBJECT -> "an object";
      case VALUE_STRING -> "a string";
      case VALUE_NULL -> "null";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "true or false";
      default -> "something else";
    };
  }

  private void add(long offset, int line, int number) {
    if (size == offsets.length) {
      offsets = Arrays.copyOf(offsets, 2 * size);
      lines = Arrays.copyOf(lines, 2 * size);
      numbers = Arrays.copyOf(numbers, 2 * size);
    }
    offsets[size] = offset;
    lines[size] = line;
    numbers[size] = number;
    size++;
  }

  /** How many entries have two turns. */
  int size() {
    return size;
  }

  /** The file, to read entries from; to be closed. */
  FileChannel open() {
    try {
      return FileChannel.open(file.path(), StandardOpenOption.READ);
    } catch (IOException e) {
      throw file.unreadable(e);
    }
  }

  /** An entry. */
  JsonPlace entry(FileChannel from, int index) {
    try {
      return new JsonPlace(
          file.row(lines[index]),
          "[" + numbers[index] + "]",
          file.valueAt(from, offsets[index], lines[index]));
    } catch (IOException e) {
      throw file.unreadable(e);
    }
  }

  /** No entry can be used. */
  DatasetException none() {
    return file.empty(
        "a conversation of two turns whose prompt has 4 to 1024 tokens, the answer at least 4, both"
            + " at most 2048");
  }

  /** The file failed while it was closed. */
  DatasetException unreadable(IOException e) {
    return file.unreadable(e);
  }
}
