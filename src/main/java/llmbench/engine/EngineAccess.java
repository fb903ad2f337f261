// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a client must bring.
 *
 * @param apiKey the key to be sent as {@code Authorization: Bearer …} to every route under {@code
 *     /v1}; null for none
 * @param certificate a PEM file with the server's certificate chain; null for plain HTTP
 * @param privateKey a PEM file with its private key (PKCS #8); null for plain HTTP
 */
public record EngineAccess(
    @Nullable String apiKey, @Nullable Path certificate, @Nullable Path privateKey) {
  /** Plain HTTP for everybody. */
  public static final EngineAccess OPEN = new EngineAccess(null, null, null);

  /** Plain HTTP with a key. */
  public static EngineAccess withKey(String apiKey) {
    return new EngineAccess(apiKey, null, null);
  }

  /** HTTPS for everybody. */
  public static EngineAccess withTls(Path certificate, Path privateKey) {
    return new EngineAccess(null, certificate, privateKey);
  }

  @Nullable SslContext sslContext() throws IOException {
    if (certificate == null || privateKey == null) {
      return null;
    }
    try {
      return SslContextBuilder.forServer(certificate.toFile(), privateKey.toFile())
          .sslProvider(SslProvider.JDK)
          .build();
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "the engine's certificate "
              + certificate
              + " or key "
              + privateKey
              + " cannot be used: "
              + e.getMessage(),
          e);
    }
  }
}
