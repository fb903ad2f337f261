// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

import io.gatling.commons.stats.KO$;
import io.gatling.commons.stats.OK$;
import io.gatling.commons.stats.Status;
import io.gatling.commons.stats.assertion.Assertion;
import io.gatling.core.stats.writer.BufferedFileChannelWriter;
import io.gatling.core.stats.writer.DataWriterMessage;
import io.gatling.core.stats.writer.DataWriterMessageSerializer;
import io.gatling.core.stats.writer.ErrorMessageSerializer;
import io.gatling.core.stats.writer.GroupMessageSerializer;
import io.gatling.core.stats.writer.ResponseMessageSerializer;
import io.gatling.core.stats.writer.RunMessage;
import io.gatling.core.stats.writer.RunMessageSerializer;
import io.gatling.core.stats.writer.UserMessageSerializer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import scala.Option;
import scala.Tuple3;
import scala.jdk.javaapi.CollectionConverters;

/** Writes a log with Gatling's own code, without running a simulation. */
final class GatlingWriter implements AutoCloseable {
  static final long START = 1_780_000_000_000L;

  private final BufferedFileChannelWriter writer;
  private final DataWriterMessageSerializer<?> users;
  private final DataWriterMessageSerializer<?> responses;
  private final DataWriterMessageSerializer<?> groups;
  private final DataWriterMessageSerializer<?> errors;

  GatlingWriter(Path file, String version, List<String> scenarios) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    writer = new BufferedFileChannelWriter(channel, ByteBuffer.allocate(8192));
    Map<String, Object> numbers = new LinkedHashMap<>();
    scenarios.forEach(scenario -> numbers.put(scenario, numbers.size()));
    new RunMessageSerializer(writer)
        .serialize(
            new Tuple3<>(
                new RunMessage("simulations.Case", "case", START, "", version, ZoneOffset.UTC),
                scala.collection.immutable.List.from(
                    CollectionConverters.asScala(List.<Assertion>of())),
                numbers));
    users = new UserMessageSerializer(writer, START, numbers);
    responses = new ResponseMessageSerializer(writer, START);
    groups = new GroupMessageSerializer(writer, START);
    errors = new ErrorMessageSerializer(writer, START);
  }

  void write(SimulationEvent event) {
    if (event instanceof SimulationEvent.User u) {
      serialize(users, "User", u.scenario(), u.epochMillis(), u.start());
    } else if (event instanceof SimulationEvent.Request r) {
      serialize(
          responses,
          "Response",
          "",
          scalaList(r.path().groups()),
          r.path().name(),
          r.startEpochMillis(),
          r.endEpochMillis(),
          status(r.ok()),
          Option.empty(),
          r.message().isEmpty() ? Option.empty() : Option.apply(r.message()));
    } else if (event instanceof SimulationEvent.Group g) {
      List<String> names = new ArrayList<>(g.path().groups());
      names.add(g.path().name());
      serialize(
          groups,
          "Group",
          "",
          scalaList(names),
          g.startEpochMillis(),
          g.endEpochMillis(),
          g.cumulatedResponseMillis(),
          status(g.ok()));
    } else if (event instanceof SimulationEvent.Crash c) {
      serialize(errors, "Error", c.message(), c.epochMillis());
    }
  }

  /** By reflection: Java's compiler cannot name a class inside of two Scala objects. */
  @SuppressWarnings("unchecked")
  private static <T> void serialize(
      DataWriterMessageSerializer<T> serializer, String event, Object... fields) {
    try {
      Class<?> type = Class.forName(DataWriterMessage.class.getName() + "$LoadEvent$" + event);
      serializer.serialize((T) type.getConstructors()[0].newInstance(fields));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private static scala.collection.immutable.List<String> scalaList(List<String> names) {
    return scala.collection.immutable.List.from(CollectionConverters.asScala(names));
  }

  private static Status status(boolean ok) {
    return ok ? OK$.MODULE$ : KO$.MODULE$;
  }

  @Override
  public void close() {
    writer.close();
  }
}
