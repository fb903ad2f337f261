// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import llmbench.plan.Api;
import llmbench.plan.DatasetOptions;
import llmbench.plan.HubColumns;
import llmbench.plan.HubSet;
import llmbench.plan.Weighted;
import org.jspecify.annotations.Nullable;

/** What the data set {@code hf} is told, and which of it goes together. */
final class HubReader {
  private static final List<String> CATEGORIES = List.of("simple", "live_simple", "multiple");
  private static final List<Key<String>> COLUMNS =
      List.of(
          DatasetKeys.HF_PROMPT_COLUMN,
          DatasetKeys.HF_COMPLETION_COLUMN,
          DatasetKeys.HF_SYSTEM_COLUMN,
          DatasetKeys.HF_IMAGE_COLUMN,
          DatasetKeys.HF_MESSAGES_COLUMN,
          DatasetKeys.HF_REFERENCE_COLUMN);

  private HubReader() {}

  static DatasetOptions.Hub options(Values values) {
    Set<String> categories = values.find(DatasetKeys.BFCL_CATEGORIES);
    String tokenizer = values.find(DatasetKeys.TOKENIZER);
    List<Weighted> models = values.find(TargetKeys.MODEL);
    return new DatasetOptions.Hub(
        values.find(DatasetKeys.HF_SUBSET),
        values.find(DatasetKeys.HF_SPLIT),
        values.find(DatasetKeys.HF_NAME),
        values.get(DatasetKeys.NO_STREAM),
        columns(values),
        new DatasetOptions.Range(
            values.get(DatasetKeys.BLAZEDIT_MIN_DISTANCE),
            values.get(DatasetKeys.BLAZEDIT_MAX_DISTANCE)),
        new DatasetOptions.Range(
            values.get(DatasetKeys.ASR_MIN_AUDIO_LEN_SEC),
            values.get(DatasetKeys.ASR_MAX_AUDIO_LEN_SEC)),
        categories == null ? CATEGORIES : List.copyOf(categories),
        tokenizer == null && models != null ? models.get(0).name() : tokenizer);
  }

  private static @Nullable HubColumns columns(Values values) {
    return named(values)
        ? new HubColumns(
            values.find(DatasetKeys.HF_PROMPT_COLUMN),
            values.find(DatasetKeys.HF_COMPLETION_COLUMN),
            values.find(DatasetKeys.HF_SYSTEM_COLUMN),
            values.find(DatasetKeys.HF_IMAGE_COLUMN),
            values.find(DatasetKeys.HF_MESSAGES_COLUMN),
            values.find(DatasetKeys.HF_REFERENCE_COLUMN))
        : null;
  }

  private static boolean named(Values values) {
    return values.find(DatasetKeys.HF_PROMPT_COLUMN) != null
        || values.find(DatasetKeys.HF_MESSAGES_COLUMN) != null;
  }

  /** Says what does not go together. */
  static void check(Values values) {
    checkColumns(values);
    Path path = values.find(DatasetKeys.DATASET_PATH);
    String name = values.find(DatasetKeys.HF_NAME);
    if (path == null && name == null) {
      return;
    }
    String id = name == null ? String.valueOf(path).replace('\\', '/') : name;
    Optional<HubSet> set = named(values) ? Optional.empty() : HubSet.of(id);
    if (set.isEmpty() && !named(values)) {
      values.mistake(
          name == null ? DatasetKeys.DATASET_PATH : DatasetKeys.HF_NAME,
          "one of the Hub's sets that are known (docs/config.md), hf_name to say which of them"
              + " dataset_path is, or hf_prompt_column or hf_messages_column",
          Found.quote(id));
      return;
    }
    onlyWith(
        values,
        set,
        HubSet.BLAZEDIT,
        DatasetKeys.BLAZEDIT_MIN_DISTANCE,
        DatasetKeys.BLAZEDIT_MAX_DISTANCE);
    onlyWith(values, set, HubSet.TOOL_CALLS, DatasetKeys.BFCL_CATEGORIES);
    if (set.filter(s -> s.kind() == HubSet.Kind.SPEECH).isEmpty()) {
      onlyWith(
          values,
          set,
          HubSet.SPEECH,
          DatasetKeys.ASR_MIN_AUDIO_LEN_SEC,
          DatasetKeys.ASR_MAX_AUDIO_LEN_SEC);
    }
    set.ifPresent(known -> checkBackend(values, known));
  }

  private static void checkColumns(Values values) {
    boolean prompt = values.find(DatasetKeys.HF_PROMPT_COLUMN) != null;
    boolean messages = values.find(DatasetKeys.HF_MESSAGES_COLUMN) != null;
    for (Key<String> key : COLUMNS) {
      boolean itself = key == DatasetKeys.HF_PROMPT_COLUMN || key == DatasetKeys.HF_MESSAGES_COLUMN;
      if (!itself && values.find(key) != null && !prompt && !messages) {
        values.mistake(key, "it with hf_prompt_column or hf_messages_column", "neither");
      }
    }
    for (Key<String> key :
        List.of(
            DatasetKeys.HF_PROMPT_COLUMN,
            DatasetKeys.HF_SYSTEM_COLUMN,
            DatasetKeys.HF_IMAGE_COLUMN)) {
      if (messages && values.find(key) != null) {
        values.mistake(
            key, "none with hf_messages_column, whose chats are sent as they are", "one");
      }
    }
    boolean chat = messages || values.find(DatasetKeys.HF_SYSTEM_COLUMN) != null;
    boolean media = values.find(DatasetKeys.HF_IMAGE_COLUMN) != null;
    if (values.sound(TargetKeys.BACKEND)) {
      if (media) {
        backend(values, List.of("openai-chat"), "images");
      } else if (chat) {
        backend(
            values,
            Arrays.stream(Api.values()).filter(Api::takesChats).map(Api::key).toList(),
            "chats");
      }
    }
  }

  private static void onlyWith(Values values, Optional<HubSet> set, HubSet wanted, Key<?>... keys) {
    for (Key<?> key : keys) {
      Object value = values.find(key);
      boolean vain = values.given(key) && value != null && !value.equals(key.defaultValue());
      if (vain && !set.equals(Optional.of(wanted))) {
        values.mistake(
            key,
            "it with " + String.join(", ", wanted.ids()),
            "it with a set that has no use for it");
      }
    }
  }

  private static void checkBackend(Values values, HubSet set) {
    if (values.sound(TargetKeys.BACKEND)) {
      switch (set.kind()) {
        case PICTURES -> backend(values, List.of("openai-chat"), "images and videos");
        case TOOLS -> backend(values, List.of("openai-chat"), "tools");
        case SPEECH -> backend(values, List.of("openai-audio"), "speech");
        case TEXTS, TEMPLATED -> {}
      }
    }
  }

  private static void backend(Values values, List<String> those, String what) {
    String backend = values.get(TargetKeys.BACKEND);
    if (!those.contains(backend)) {
      values.mistake(
          TargetKeys.BACKEND,
          String.join(" or ", those) + " for " + what + " of dataset_name: hf",
          Found.quote(backend));
    }
  }
}
