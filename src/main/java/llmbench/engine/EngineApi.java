// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

/**
 * An API that generates: how its requests are read, and how its answers are written.
 *
 * @param idPrefix what its answers' ids begin with
 * @param job whether an answer is a job that is asked after
 */
record EngineApi(String idPrefix, Reading reading, Writing writing, boolean job) {

  /** One whose answers are no jobs. */
  EngineApi(String idPrefix, Reading reading, Writing writing) {
    this(idPrefix, reading, writing, false);
  }

  /** Reads a request, or refuses it. */
  @FunctionalInterface
  interface Reading {
    /** The request, checked. */
    GenerationRequest read(HttpRequestData request) throws ApiError;
  }

  /** Makes the format of one answer. */
  @FunctionalInterface
  interface Writing {
    /** The format. */
    ResponseFormat format(ResponseIdentity identity, GenerationRequest request, ResponsePlan plan);
  }
}
