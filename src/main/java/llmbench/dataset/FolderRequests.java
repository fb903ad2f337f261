// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import llmbench.dataset.media.AudioClip;
import llmbench.dataset.media.MediaException;
import llmbench.plan.DatasetOptions;
import llmbench.plan.DatasetSpec;

/**
 * {@code media_folder}: the user's pictures, films and sounds, one in each request with the same
 * prompt, sent as they are. Files are in the order of their names, then shuffled and copied as rows
 * of a file are. Files of other kinds are left out. Our own.
 */
final class FolderRequests implements Dataset {
  private static final int DEFAULT_OUTPUT_LEN = 256;

  /** Kinds of files by the end of their names. */
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("jpeg", "image/jpeg"),
          Map.entry("gif", "image/gif"),
          Map.entry("bmp", "image/bmp"),
          Map.entry("webp", "image/webp"),
          Map.entry("mp4", "video/mp4"),
          Map.entry("webm", "video/webm"),
          Map.entry("mov", "video/quicktime"),
          Map.entry("wav", "audio/wav"),
          Map.entry("flac", "audio/flac"),
          Map.entry("mp3", "audio/mpeg"));

  private final Path folder;
  private final DatasetSpec.Rules rules;
  private final DatasetOptions.MediaFolder options;

  FolderRequests(Path folder, DatasetSpec.Rules rules, DatasetOptions.MediaFolder options) {
    if (!Files.isDirectory(folder)) {
      throw new DatasetException(
          "dataset_path: expected a folder, found none at " + folder.toAbsolutePath());
    }
    this.folder = folder;
    this.rules = rules;
    this.options = options;
  }

  @Override
  public void load() {
    var unused = files();
  }

  @Override
  public List<Prompt> prompts(Sampling sampling) {
    List<Path> files = files();
    int promptLen = Rows.length(options.prompt(), sampling);
    Integer asked = sampling.outputLen();
    PromptStore prompts = new PromptStore();
    for (int index : Rows.order(files.size(), rules, sampling.seed())) {
      if (prompts.size() == sampling.count()) {
        break;
      }
      prompts.add(
          new Prompt(
              options.prompt(),
              promptLen,
              asked == null ? DEFAULT_OUTPUT_LEN : asked,
              PromptParts.NONE.withMedia(List.of(part(files.get(index))))));
      sampling.progress().accept(prompts.size());
    }
    Rows.oversample(prompts, sampling.count(), rules.noOversample(), sampling.seed(), nothing());
    return prompts;
  }

  private List<Path> files() {
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> files =
          all.filter(file -> Files.isRegularFile(file) && wanted(file)).sorted().toList();
      if (files.isEmpty()) {
        throw nothing();
      }
      return files;
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  /** Sounds alone can be sent as files of a form, and only they are then taken. */
  private boolean wanted(Path file) {
    String type = TYPES.get(ending(file));
    return type != null && (!options.asFiles() || type.startsWith("audio/"));
  }

  private Map<String, Object> part(Path file) {
    String type = TYPES.getOrDefault(ending(file), "");
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    if (type.startsWith("image/")) {
      return ContentPart.image(type, bytes);
    } else if (type.startsWith("video/")) {
      return ContentPart.video(type, bytes);
    }
    return options.asFiles()
        ? ContentPart.audioFile(
            String.valueOf(file.getFileName()), type, bytes, seconds(file, bytes))
        : ContentPart.inputAudio(ending(file), bytes);
  }

  private static double seconds(Path file, byte[] bytes) {
    try {
      return AudioClip.read(bytes).seconds();
    } catch (MediaException e) {
      throw new DatasetException(
          file.getFileName() + ": expected " + e.expected() + ", found " + e.found(), e);
    }
  }

  private static String ending(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private DatasetException nothing() {
    return new DatasetException(
        "dataset_path: expected a folder with "
            + (options.asFiles() ? "sounds (wav, flac)" : "pictures, films or sounds")
            + ", found none in "
            + folder.toAbsolutePath());
  }

  private static DatasetException unreadable(Path path, IOException why) {
    return new DatasetException(
        "dataset_path: expected a readable file, found " + path + ": " + why.getMessage(), why);
  }
}
