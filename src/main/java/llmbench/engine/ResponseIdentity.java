// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

/**
 * What every chunk of a response repeats.
 *
 * @param id such as {@code chatcmpl-…}
 * @param created seconds since 1970
 */
record ResponseIdentity(String id, long created, String model) {
  /** Where vLLM names its version and settings. */
  static final String FINGERPRINT = ",\"system_fingerprint\":\"llmbench-engine\"";

  /** What ends OpenAI's streams. */
  static final byte[] DONE = {'[', 'D', 'O', 'N', 'E', ']'};

  /** The JSON of a chunk as far as the opening bracket of its {@code choices}. */
  JsonBytes open(String object) {
    return new JsonBytes()
        .raw("{\"id\":")
        .string(id)
        .raw(",\"object\":\"" + object + "\",\"created\":")
        .number(created)
        .raw(",\"model\":")
        .string(model)
        .raw(",\"choices\":[");
  }
}
