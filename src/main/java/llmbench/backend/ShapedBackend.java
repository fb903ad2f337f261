// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import java.util.List;
import llmbench.plan.Api;

/** A backend whose answers are read by an {@link AnswerShape}; its subclasses write requests. */
abstract class ShapedBackend implements Backend {
  private final Api api;
  private final String endpoint;
  private final AnswerShape shape;
  private final FrameScanner scanner;

  ShapedBackend(Api api, AnswerShape shape) {
    this.api = api;
    this.endpoint = api.endpoint(shape.framing().streamed());
    this.shape = shape;
    this.scanner = shape.scanner();
  }

  @Override
  public final Api api() {
    return api;
  }

  @Override
  public String endpoint() {
    return endpoint;
  }

  @Override
  public final Framing framing() {
    return shape.framing();
  }

  @Override
  public final boolean endIsMarked() {
    return shape.marked();
  }

  @Override
  public final UsageFields usageFields() {
    return shape.usageFields();
  }

  @Override
  public final int scan(byte[] bytes, int from, int to) {
    return scanner.scan(bytes, from, to);
  }

  @Override
  public final Answer read(byte[] body, int length) {
    return new ShapeReader(shape, scanner).readAll(body, length).answer();
  }

  @Override
  public final String said(byte[] body, int length) {
    return new ShapeReader(shape, scanner).readAll(body, length).said();
  }

  @Override
  public final List<String> chunkTexts(byte[] body, int length) {
    return new ShapeReader(shape, scanner).readAll(body, length).chunkTexts();
  }
}
