// SPDX-License-Identifier: Apache-2.0
package llmbench.mlflow;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;

/** Who asks: a name and a password, or a token, or nobody. Never shown. */
final class Credentials {
  private final @Nullable String user;
  private final @Nullable String password;
  private final @Nullable String token;

  private Credentials(@Nullable String user, @Nullable String password, @Nullable String token) {
    this.user = user;
    this.password = password;
    this.token = token;
  }

  /** As MLflow's variables say; a name and a password go before a token. */
  static Credentials of(Map<String, String> environment) {
    String user = environment.get("MLFLOW_TRACKING_USERNAME");
    String password = environment.get("MLFLOW_TRACKING_PASSWORD");
    return user != null && password != null
        ? new Credentials(user, password, null)
        : new Credentials(null, null, environment.get("MLFLOW_TRACKING_TOKEN"));
  }

  /** A client that asks as them; Databricks' own settings hold for addresses of Databricks. */
  MlflowClient client(String uri) {
    return uri.startsWith("http")
        ? new MlflowClient(new BasicMlflowHostCreds(uri, user, password, token, false))
        : new MlflowClient(uri);
  }

  /** The header's value; null for nobody. */
  @Nullable String authorization() {
    if (user != null) {
      byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(pair);
    }
    return token == null ? null : "Bearer " + token;
  }
}
