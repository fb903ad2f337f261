// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client must bring.
 *
 * @param apiKey the key to be sent as {@code Authorization: Bearer …} to every route under {@code
 *     /v1}; null for none
 * @param certificate a PEM file with the server's certificate chain; null for plain HTTP
 * @param privateKey a PEM file with its private key (PKCS #8); null for plain HTTP
 * @param clientCa a PEM file with the authority of certificates that clients must show; null for
 *     none
 * @param models further names that the engine answers to, as to adapters
 */
public record EngineAccess(
    @Nullable String apiKey,
    @Nullable Path certificate,
    @Nullable Path privateKey,
    @Nullable Path clientCa,
    Set<String> models) {
  /** Copies the names. */
  public EngineAccess {
    models = Set.copyOf(models);
  }

  /** A key, and TLS where it has a certificate. */
  public EngineAccess(
      @Nullable String apiKey, @Nullable Path certificate, @Nullable Path privateKey) {
    this(apiKey, certificate, privateKey, null, Set.of());
  }

  /** The same that wants a certificate of its clients. */
  public EngineAccess withClientCa(Path authority) {
    return new EngineAccess(apiKey, certificate, privateKey, authority, models);
  }

  /** The same that answers to more names. */
  public EngineAccess withModels(Set<String> names) {
    return new EngineAccess(apiKey, certificate, privateKey, clientCa, names);
  }

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
      SslContextBuilder builder =
          SslContextBuilder.forServer(certificate.toFile(), privateKey.toFile())
              .sslProvider(SslProvider.JDK);
      if (clientCa != null) {
        builder.trustManager(clientCa.toFile()).clientAuth(ClientAuth.REQUIRE);
      }
      return builder.build();
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
