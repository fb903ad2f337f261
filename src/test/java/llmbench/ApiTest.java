// SPDX-License-Identifier: Apache-2.0
package llmbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is public: small, told in docs/api.md, and of types that users have. */
class ApiTest {
  private static final String API = "llmbench.dsl";

  /** Called by reflection: by a launcher, the JDK or jinjava. */
  private static final Set<String> CALLED_BY_NAME =
      Set.of(
          "llmbench.batch.ServingBenchmark",
          "llmbench.cli.Main",
          "llmbench.gatling.MemoryPreferences",
          "llmbench.jinja.PythonSyntax",
          "llmbench.jinja.TemplateFunctions");

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("llmbench");

  private static List<Class<?>> api() {
    return MAIN.stream()
        .filter(each -> each.getPackageName().equals(API))
        .<Class<?>>map(JavaClass::reflect)
        .filter(ApiTest::visible)
        .toList();
  }

  private static boolean visible(Class<?> type) {
    return Modifier.isPublic(type.getModifiers())
        && (type.getEnclosingClass() == null || visible(type.getEnclosingClass()));
  }

  @Test
  void signaturesMentionTheJdkGatlingsJavaDslAndTheApiAlone() {
    List<String> foreign = new ArrayList<>();
    for (Class<?> type : api()) {
      Stream.concat(Stream.of(type.getGenericInterfaces()), Stream.of(type.getGenericSuperclass()))
          .forEach(each -> check(each, type.getName(), foreign));
      for (Constructor<?> each : type.getDeclaredConstructors()) {
        check(each, foreign);
      }
      for (Method each : type.getDeclaredMethods()) {
        if (open(each.getModifiers()) && !ofGatling(type, each) && !each.isSynthetic()) {
          check(each, foreign);
          check(each.getGenericReturnType(), each.toString(), foreign);
        }
      }
      for (Field each : type.getDeclaredFields()) {
        if (open(each.getModifiers())) {
          check(each.getGenericType(), each.toString(), foreign);
        }
      }
    }
    assertThat(foreign).isEmpty();
    assertThat(api()).hasSizeGreaterThan(5);
  }

  /** What an interface of Gatling's asks for, with Gatling's Scala types. */
  private static boolean ofGatling(Class<?> type, Method method) {
    return Arrays.stream(type.getInterfaces())
        .filter(each -> each.getName().startsWith("io.gatling.javaapi."))
        .flatMap(each -> Arrays.stream(each.getMethods()))
        .anyMatch(each -> each.getName().equals(method.getName()));
  }

  private static boolean open(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static void check(Executable of, List<String> foreign) {
    if (open(of.getModifiers())) {
      Stream.concat(
              Arrays.stream(of.getGenericParameterTypes()),
              Arrays.stream(of.getGenericExceptionTypes()))
          .forEach(each -> check(each, of.toString(), foreign));
    }
  }

  private static void check(Type type, String where, List<String> foreign) {
    if (type instanceof ParameterizedType some) {
      check(some.getRawType(), where, foreign);
      Arrays.stream(some.getActualTypeArguments()).forEach(each -> check(each, where, foreign));
    } else if (type instanceof GenericArrayType array) {
      check(array.getGenericComponentType(), where, foreign);
    } else if (type instanceof WildcardType wild) {
      Stream.of(wild.getUpperBounds(), wild.getLowerBounds())
          .flatMap(Arrays::stream)
          .forEach(each -> check(each, where, foreign));
    } else if (type instanceof Class<?> plain) {
      Class<?> element = plain;
      while (element.isArray()) {
        element = element.getComponentType();
      }
      String name = element.getName();
      if (!element.isPrimitive()
          && !name.startsWith("java.")
          && !name.startsWith("io.gatling.javaapi.")
          && !api().contains(element)) {
        foreign.add(where + ": " + name);
      }
    } else if (!(type instanceof TypeVariable<?>)) {
      foreign.add(where + ": " + type);
    }
  }

  @Test
  void docsListExactlyTheTypesOfTheApi() throws IOException {
    String docs = Files.readString(Path.of("docs/api.md"));
    String section = docs.substring(docs.indexOf("\n## What is public\n") + 1);
    Matcher row =
        Pattern.compile("(?m)^\\| `([A-Za-z.]+)` \\|")
            .matcher(section.substring(0, section.indexOf("\n## ")));
    Set<String> listed = new TreeSet<>();
    while (row.find()) {
      listed.add(row.group(1));
    }
    assertThat(listed)
        .isEqualTo(
            api().stream()
                .map(type -> type.getCanonicalName().substring(API.length() + 1))
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void whatIsPublicElsewhereIsUsedByAnotherPackage() throws IOException {
    String sources = imports();
    List<String> idle =
        MAIN.stream()
            .filter(each -> !each.getPackageName().equals(API))
            .filter(each -> each.isTopLevelClass() && !each.getSimpleName().equals("package-info"))
            .filter(each -> each.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(each -> !usedElsewhere(each))
            .map(JavaClass::getName)
            // Constants leave no trace in a class that uses them.
            .filter(name -> !sources.contains("import " + name + ";"))
            .filter(name -> !CALLED_BY_NAME.contains(name))
            .sorted()
            .toList();
    assertThat(idle).as("to be made package-private").isEmpty();
  }

  private static boolean usedElsewhere(JavaClass type) {
    return type.getDirectDependenciesToSelf().stream()
        .anyMatch(use -> !use.getOriginClass().getPackageName().equals(type.getPackageName()));
  }

  private static String imports() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .flatMap(ApiTest::lines)
          .filter(line -> line.startsWith("import llmbench."))
          .collect(Collectors.joining("\n"));
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
