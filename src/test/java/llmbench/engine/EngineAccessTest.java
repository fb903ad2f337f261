// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import llmbench.engine.RawConnection.Response;
import org.junit.jupiter.api.Test;

class EngineAccessTest {
  private static final String BODY = EmbeddedEngineTest.completion("sea", 3, true);

  @Test
  void withoutTheKeyEveryApiRouteIsRefusedAsByVllm() throws IOException {
    try (EmbeddedEngine engine = start(EngineAccess.withKey("s3cret"))) {
      for (String header :
          new String[] {"x: y", "authorization: Bearer wrong", "authorization: x"}) {
        Response response = RawConnection.post(engine.baseUri(), "/v1/completions", BODY, header);
        assertThat(response.status()).isEqualTo(401);
        assertThat(response.body()).isEqualTo("{\"error\":\"Unauthorized\"}");
      }
      assertThat(RawConnection.get(engine.baseUri(), "/v1/models").status()).isEqualTo(401);
      assertThat(RawConnection.get(engine.baseUri(), "/health").status()).isEqualTo(200);
    }
  }

  @Test
  void withTheKeyItAnswers() throws IOException {
    try (EmbeddedEngine engine = start(EngineAccess.withKey("s3cret"))) {
      Response response =
          RawConnection.post(
              engine.baseUri(), "/v1/completions", BODY, "Authorization: Bearer s3cret");
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.events()).endsWith("[DONE]");
    }
  }

  @Test
  void tlsIsServedToThoseWhoTrustTheCertificate() throws Exception {
    try (EmbeddedEngine engine = start(tls())) {
      assertThat(engine.baseUri().getScheme()).isEqualTo("https");
      SSLContext trusting = trusting(resource("/tls/server-cert.pem"));
      try (RawConnection connection =
          new RawConnection(
              trusting.getSocketFactory().createSocket("127.0.0.1", engine.baseUri().getPort()))) {
        Response response = connection.send("POST", "/v1/completions", BODY);
        assertThat(response.events()).hasSize(5).endsWith("[DONE]");
      }
    }
  }

  @Test
  void othersDoNotTrustIt() throws Exception {
    try (EmbeddedEngine engine = start(tls());
        RawConnection connection =
            new RawConnection(
                SSLContext.getDefault()
                    .getSocketFactory()
                    .createSocket("127.0.0.1", engine.baseUri().getPort()))) {
      assertThatThrownBy(() -> connection.send("GET", "/health", ""))
          .isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void aBadCertificateIsNamed() throws Exception {
    EngineAccess swapped =
        EngineAccess.withTls(resource("/tls/server-key.pem"), resource("/tls/server-key.pem"));
    assertThatThrownBy(() -> start(swapped))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("server-key.pem");
  }

  private static EngineAccess tls() throws URISyntaxException {
    return EngineAccess.withTls(resource("/tls/server-cert.pem"), resource("/tls/server-key.pem"));
  }

  private static EmbeddedEngine start(EngineAccess access) throws IOException {
    return EmbeddedEngine.start(EngineSpecs.fast(), "m", EngineTokenizer.builtIn(), 0, access);
  }

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(Objects.requireNonNull(EngineAccessTest.class.getResource(name)).toURI());
  }

  private static SSLContext trusting(Path certificate)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(certificate)) {
      store.setCertificateEntry(
          "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
