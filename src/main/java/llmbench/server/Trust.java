// SPDX-License-Identifier: Apache-2.0
package llmbench.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import llmbench.plan.Target;
import org.jspecify.annotations.Nullable;

/** Whom a TLS client trusts, by {@code insecure} and {@code ca_file}. */
public final class Trust {
  private Trust() {}

  /**
   * The trust managers that the target asks for: null for the JDK's own.
   *
   * @throws ServerException if the CA file cannot be read or holds no certificate
   */
  public static TrustManager @Nullable [] managers(Target target) {
    if (target.insecure()) {
      return new TrustManager[] {new TrustAll()};
    }
    return target.caFile() == null ? null : fromFile(target.caFile());
  }

  private static TrustManager[] fromFile(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (certificates.isEmpty()) {
        throw new ServerException("ca_file " + file + ": holds no certificate; give it a PEM file");
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int n = 0;
      for (Certificate certificate : certificates) {
        store.setCertificateEntry("ca" + n++, certificate);
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return factory.getTrustManagers();
    } catch (IOException | GeneralSecurityException e) {
      throw new ServerException(
          "ca_file " + file + ": cannot be read as PEM certificates: " + e.getMessage());
    }
  }

  /**
   * Trusts every certificate under every name. Extended, so that the JDK adds no check of the name.
   */
  private static final class TrustAll extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
