// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import llmbench.plan.Api;
import llmbench.plan.ModelMix;
import llmbench.plan.ModelMix.Assignment;
import llmbench.plan.Target;
import llmbench.plan.Weighted;
import org.jspecify.annotations.Nullable;

/** Where requests go. */
final class TargetReader {
  private static final String URL_FORM =
      "http(s)://HOST[:PORT][/PREFIX] or \"" + Target.EMBEDDED + "\"";

  private final Values values;

  TargetReader(Values values) {
    this.values = values;
  }

  Target read(Map<String, String> environment) {
    Api api = Api.of(values.get(TargetKeys.BACKEND));
    String endpoint = values.find(TargetKeys.ENDPOINT);
    checkEndpoint(api, endpoint);
    Path caFile = values.find(TargetKeys.CA_FILE);
    if (caFile != null && !Files.isReadable(caFile)) {
      values.mistake(
          TargetKeys.CA_FILE,
          "a readable PEM file",
          "none at " + Found.clip(caFile.toAbsolutePath().toString()));
    }
    if (values.sound(TargetKeys.INSECURE) && values.get(TargetKeys.INSECURE)) {
      values.exclude(
          TargetKeys.CA_FILE, TargetKeys.INSECURE, "insecure: true trusts everybody anyway");
    }
    List<Weighted> baseUrls = baseUrls(endpoint);
    List<Weighted> models = values.find(TargetKeys.MODEL);
    List<KeyValues.Pair> header = values.find(TargetKeys.HEADER);
    return new Target(
        baseUrls.get(0).name(),
        api,
        new TemplateReader(values).read(api),
        endpoint,
        models == null ? null : models.get(0).name(),
        values.find(TargetKeys.SERVED_MODEL_NAME),
        header == null
            ? Map.of()
            : new Headers(environment, values.report(TargetKeys.HEADER)).read(header),
        values.get(TargetKeys.INSECURE),
        caFile,
        new NetworkReader(values).read(baseUrls),
        models(models),
        secretHeaders());
  }

  private Set<String> secretHeaders() {
    Set<String> names = values.find(SafetyKeys.SECRET_HEADERS);
    return names == null ? Set.of() : Set.copyOf(names);
  }

  private void checkEndpoint(Api api, @Nullable String endpoint) {
    if (!values.sound(TargetKeys.BACKEND)) {
      return;
    }
    boolean stream = values.get(TargetKeys.STREAM);
    if (endpoint != null && !api.leadsTo(endpoint, stream)) {
      values.mistake(
          TargetKeys.ENDPOINT,
          "a route of backend "
              + api.key()
              + ", which ends in "
              + String.join(" or ", api.endpointSuffixes(stream)),
          Found.quote(endpoint));
    }
  }

  private List<Weighted> baseUrls(@Nullable String endpoint) {
    values.exclude(TargetKeys.HOST, TargetKeys.BASE_URL, "base_url holds the host");
    values.exclude(TargetKeys.PORT, TargetKeys.BASE_URL, "base_url holds the port");
    List<Weighted> given = values.find(TargetKeys.BASE_URL);
    if (given == null) {
      String host = values.get(TargetKeys.HOST);
      boolean bareIpv6 = host.indexOf(':') >= 0 && host.charAt(0) != '[';
      String url =
          "http://" + (bareIpv6 ? "[" + host + "]" : host) + ":" + values.get(TargetKeys.PORT);
      return List.of(new Weighted(url, 1));
    }
    List<Weighted> urls = new ArrayList<>();
    for (Weighted each : given) {
      urls.add(new Weighted(baseUrl(each.name(), given.size() > 1, endpoint), each.weight()));
    }
    return urls;
  }

  private String baseUrl(String given, boolean several, @Nullable String endpoint) {
    if (given.equals(Target.EMBEDDED)) {
      if (several) {
        values.mistake(
            TargetKeys.BASE_URL,
            "addresses of servers where there are several",
            "embedded among them");
      }
      return given;
    }
    String url = given.replaceAll("/+$", "");
    String wrong = problem(url);
    if (wrong != null) {
      values.mistake(TargetKeys.BASE_URL, URL_FORM, wrong);
    } else if (url.endsWith("/v1") && endpoint == null) {
      values.mistake(
          TargetKeys.BASE_URL,
          "the address without /v1, with which the route begins",
          Found.quote(given));
    }
    return url;
  }

  /** Adapters, or several models; {@link ModelMix#NONE} for one model. */
  private ModelMix models(@Nullable List<Weighted> models) {
    List<Weighted> adapters = values.find(TargetKeys.LORA_MODULES);
    boolean several = models != null && models.size() > 1;
    if (several) {
      values.exclude(TargetKeys.LORA_MODULES, TargetKeys.MODEL, "the adapters of one model");
      values.exclude(
          TargetKeys.SERVED_MODEL_NAME, TargetKeys.MODEL, "several models have names of their own");
    }
    Assignment assignment =
        values.get(TargetKeys.LORA_ASSIGNMENT).equals("round-robin")
            ? Assignment.ROUND_ROBIN
            : Assignment.RANDOM;
    if (adapters != null) {
      return new ModelMix(adapters, assignment);
    }
    return several && models != null ? new ModelMix(models, assignment) : ModelMix.NONE;
  }

  private static @Nullable String problem(String url) {
    if (url.indexOf('@') >= 0) {
      return "a user name in it; use header and an environment variable";
    }
    try {
      URI uri = new URI(url);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      boolean http = scheme.equals("http") || scheme.equals("https");
      if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
        return "a ? or # in it";
      }
      boolean port = uri.getPort() == -1 || (uri.getPort() > 0 && uri.getPort() <= 65_535);
      return http && uri.getHost() != null && port ? null : Found.quote(url);
    } catch (URISyntaxException e) {
      return Found.quote(url);
    }
  }
}
