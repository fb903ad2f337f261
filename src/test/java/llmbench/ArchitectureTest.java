// SPDX-License-Identifier: Apache-2.0
package llmbench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Random;

/** The walls between the rooms: who may import whom. */
@AnalyzeClasses(packages = "llmbench", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule roomsDependOnlyOnThoseBeforeThem =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("plan")
          .definedBy("llmbench.plan..")
          .layer("random")
          .definedBy("llmbench.random..")
          .layer("recording")
          .definedBy("llmbench.recording..")
          .layer("config")
          .definedBy("llmbench.config..")
          .layer("jinja")
          .definedBy("llmbench.jinja..")
          .layer("hub")
          .definedBy("llmbench.hub..")
          .layer("tokenizer")
          .definedBy("llmbench.tokenizer..")
          .layer("dataset")
          .definedBy("llmbench.dataset..")
          .layer("session")
          .definedBy("llmbench.session..")
          .layer("backend")
          .definedBy("llmbench.backend..")
          .layer("server")
          .definedBy("llmbench.server..")
          .layer("servermetrics")
          .definedBy("llmbench.servermetrics..")
          .layer("gatling")
          .definedBy("llmbench.gatling..")
          .layer("statistics")
          .definedBy("llmbench.statistics..")
          .layer("metrics")
          .definedBy("llmbench.metrics..")
          .layer("results")
          .definedBy("llmbench.results..")
          .layer("report")
          .definedBy("llmbench.report..")
          .layer("traffic")
          .definedBy("llmbench.traffic..")
          .layer("analysis")
          .definedBy("llmbench.analysis..")
          .layer("engine")
          .definedBy("llmbench.engine..")
          .layer("search")
          .definedBy("llmbench.search..")
          .layer("calibration")
          .definedBy("llmbench.calibration..")
          .layer("serverprocess")
          .definedBy("llmbench.serverprocess..")
          .layer("page")
          .definedBy("llmbench.page..")
          .layer("figure")
          .definedBy("llmbench.figure..")
          .layer("live")
          .definedBy("llmbench.live..")
          .layer("export")
          .definedBy("llmbench.export..")
          .layer("mlflow")
          .definedBy("llmbench.mlflow..")
          .layer("sweep")
          .definedBy("llmbench.sweep..")
          .layer("compare")
          .definedBy("llmbench.compare..")
          .layer("gate")
          .definedBy("llmbench.gate..")
          .layer("batch")
          .definedBy("llmbench.batch..")
          .layer("dsl")
          .definedBy("llmbench.dsl..")
          .layer("cli")
          .definedBy("llmbench.cli..")
          .whereLayer("plan")
          .mayNotAccessAnyLayer()
          .whereLayer("random")
          .mayNotAccessAnyLayer()
          .whereLayer("recording")
          .mayNotAccessAnyLayer()
          .whereLayer("config")
          .mayOnlyAccessLayers("plan")
          .whereLayer("jinja")
          .mayNotAccessAnyLayer()
          .whereLayer("hub")
          .mayNotAccessAnyLayer()
          .whereLayer("tokenizer")
          .mayOnlyAccessLayers("hub", "jinja")
          .whereLayer("dataset")
          .mayOnlyAccessLayers("plan", "hub", "tokenizer", "random")
          .whereLayer("session")
          .mayOnlyAccessLayers("plan", "dataset", "random")
          .whereLayer("backend")
          .mayOnlyAccessLayers("plan", "dataset")
          .whereLayer("server")
          .mayOnlyAccessLayers("plan")
          .whereLayer("servermetrics")
          .mayOnlyAccessLayers("plan", "recording", "server")
          .whereLayer("gatling")
          .mayOnlyAccessLayers("plan", "dataset", "session", "backend", "recording", "traffic")
          .whereLayer("statistics")
          .mayNotAccessAnyLayer()
          .whereLayer("metrics")
          .mayOnlyAccessLayers("plan", "recording", "statistics")
          .whereLayer("results")
          .mayOnlyAccessLayers("plan", "recording", "statistics", "metrics", "search")
          .whereLayer("report")
          .mayOnlyAccessLayers("plan", "recording", "statistics", "metrics", "results", "search")
          .whereLayer("traffic")
          .mayOnlyAccessLayers("plan", "random", "statistics")
          .whereLayer("analysis")
          .mayOnlyAccessLayers(
              "plan", "config", "recording", "traffic", "metrics", "results", "search")
          .whereLayer("engine")
          .mayOnlyAccessLayers("plan", "recording", "tokenizer")
          .whereLayer("search")
          .mayOnlyAccessLayers("plan", "statistics")
          .whereLayer("calibration")
          .mayOnlyAccessLayers("plan", "dataset", "backend", "recording", "gatling", "engine")
          .whereLayer("serverprocess")
          .mayOnlyAccessLayers("plan", "recording", "server")
          .whereLayer("live")
          .mayOnlyAccessLayers("plan", "recording", "statistics")
          .whereLayer("export")
          .mayOnlyAccessLayers("plan", "recording", "results", "analysis")
          .whereLayer("mlflow")
          .mayOnlyAccessLayers("export")
          .whereLayer("mlflow")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("sweep")
          .mayOnlyAccessLayers("plan", "config", "results")
          .whereLayer("compare")
          .mayOnlyAccessLayers("plan", "config", "statistics", "metrics", "results", "analysis")
          .whereLayer("gate")
          .mayOnlyAccessLayers("plan", "config", "results", "compare")
          .whereLayer("figure")
          .mayOnlyAccessLayers("config", "results", "search", "sweep")
          .whereLayer("page")
          .mayOnlyAccessLayers("plan", "recording", "results", "search", "compare", "figure")
          .whereLayer("dsl")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("batch")
          .mayOnlyBeAccessedByLayers("cli", "dsl")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer();

  @ArchTest
  static final ArchRule roomsHaveNoCycles =
      slices().matching("llmbench.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyTheAdapterAndWhatUsersWriteKnowGatling =
      noClasses()
          .that()
          .resideOutsideOfPackages("llmbench.gatling..", "llmbench.dsl..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.gatling..");

  @ArchTest
  static final ArchRule onlyOneClassKnowsDjl =
      noClasses()
          .that()
          .doNotHaveSimpleName("DjlTokenizer")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.djl..");

  @ArchTest
  static final ArchRule onlyOneRoomKnowsJinjava =
      noClasses()
          .that()
          .resideOutsideOfPackage("llmbench.jinja..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.hubspot..", "jinjava..");

  @ArchTest
  static final ArchRule onlyOneClassKnowsFastexcel =
      noClasses()
          .that()
          .doNotHaveSimpleName("Spreadsheet")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.dhatim..");

  @ArchTest
  static final ArchRule onlyOneRoomKnowsWhoWatches =
      noClasses()
          .that()
          .resideOutsideOfPackage("llmbench.live..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.prometheus..", "io.opentelemetry..");

  @ArchTest
  static final ArchRule onlyRowsKnowFormatsOfFiles =
      noClasses()
          .that()
          .resideOutsideOfPackages("llmbench.dataset.rows..", "llmbench.export..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.parquet..", "org.apache.hadoop..", "org.apache.commons.compress..");

  @ArchTest
  static final ArchRule onlyTheExportKnowsDatabases =
      noClasses()
          .that()
          .resideOutsideOfPackage("llmbench.export..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.sql..");

  @ArchTest
  static final ArchRule onlyTheClockReadsTheTime =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("llmbench.recording.NanoClock")
          .should()
          .callMethod(System.class, "nanoTime");

  @ArchTest
  static final ArchRule trafficIsArithmetic =
      noClasses()
          .that()
          .resideInAPackage("llmbench.traffic..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.io..", "java.nio..", "java.net..", "java.time..", "java.util.concurrent..")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(Thread.class);

  @ArchTest
  static final ArchRule randomnessIsSeeded =
      noClasses()
          .should()
          .callMethod(Math.class, "random")
          .orShould()
          .callConstructor(Random.class);

  @ArchTest
  static final ArchRule numbersAreFormattedWithALocale =
      noClasses()
          .should()
          .callMethod(String.class, "format", String.class, Object[].class)
          .orShould()
          .callMethod(String.class, "formatted", Object[].class);

  @ArchTest
  static final ArchRule nothingIsAUtility =
      noClasses()
          .should()
          .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager)")
          .orShould()
          .resideInAnyPackage("..util..", "..common..", "..helpers..");
}
