// SPDX-License-Identifier: Apache-2.0
package llmbench.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import llmbench.plan.Network;
import org.jspecify.annotations.Nullable;

/** The certificate that a TLS client shows, by {@code client_cert} and {@code client_key}. */
public final class ClientCertificate {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");

  private ClientCertificate() {}

  /**
   * The key managers that the network asks for; null for none.
   *
   * @throws ServerException if a file cannot be read or holds no certificate or key
   */
  public static @Nullable KeyManagerFactory of(Network network) {
    Path certFile = network.clientCert();
    Path keyFile = network.clientKey();
    if (certFile == null || keyFile == null) {
      return null;
    }
    try (InputStream in = Files.newInputStream(certFile)) {
      Collection<? extends Certificate> chain =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (chain.isEmpty()) {
        throw new ServerException("client_cert " + certFile + ": holds no certificate");
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setKeyEntry("client", key(keyFile), new char[0], chain.toArray(new Certificate[0]));
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, new char[0]);
      return factory;
    } catch (IOException | GeneralSecurityException e) {
      throw new ServerException(
          "client_cert " + certFile + ": cannot be used with its key: " + e.getMessage());
    }
  }

  private static PrivateKey key(Path file) throws IOException {
    Matcher pem = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
    if (pem.find()) {
      byte[] der = Base64.getMimeDecoder().decode(pem.group(1));
      for (String algorithm : ALGORITHMS) {
        try {
          return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException e) {
          // Another algorithm's key, then.
        }
      }
    }
    throw new ServerException(
        "client_key "
            + file
            + ": expected a PEM file with BEGIN PRIVATE KEY (PKCS#8 without a password); openssl"
            + " pkcs8 -topk8 -nodes makes one of another form");
  }
}
