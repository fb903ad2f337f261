// SPDX-License-Identifier: Apache-2.0
package llmbench.gate;

import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A gate's report in the form that Jenkins and GitLab read as JUnit's: a test suite for each case,
 * a test case for each rule.
 */
public final class JUnitXml {
  private static final String TESTS = "tests";
  private static final String FAILURES = "failures";
  private static final String NAME = "name";
  private static final String TIME = "time";

  private JUnitXml() {}

  /**
   * Writes the document in UTF-8.
   *
   * @throws XMLStreamException if the stream cannot be written
   */
  public static void write(OutputStream out, GateReport report) throws XMLStreamException {
    Map<String, List<GateCheck>> suites =
        report.checks().stream()
            .collect(
                Collectors.groupingBy(
                    check -> check.caseName().isEmpty() ? "gate" : check.caseName(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out, "UTF-8");
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeCharacters("\n");
    xml.writeStartElement("testsuites");
    counts(xml, "llmbench gate", report.checks());
    for (Map.Entry<String, List<GateCheck>> suite : suites.entrySet()) {
      xml.writeCharacters("\n  ");
      xml.writeStartElement("testsuite");
      counts(xml, suite.getKey(), suite.getValue());
      xml.writeAttribute("skipped", "0");
      for (GateCheck check : suite.getValue()) {
        write(xml, suite.getKey(), check);
      }
      xml.writeCharacters("\n  ");
      xml.writeEndElement();
    }
    xml.writeCharacters("\n");
    xml.writeEndElement();
    xml.writeCharacters("\n");
    xml.writeEndDocument();
    xml.close();
  }

  private static void counts(XMLStreamWriter xml, String name, List<GateCheck> checks)
      throws XMLStreamException {
    xml.writeAttribute(NAME, safe(name));
    xml.writeAttribute(TESTS, String.valueOf(checks.size()));
    long failed = checks.stream().filter(check -> !check.passed()).count();
    xml.writeAttribute(FAILURES, String.valueOf(failed));
    xml.writeAttribute("errors", "0");
    xml.writeAttribute(TIME, "0");
  }

  private static void write(XMLStreamWriter xml, String suite, GateCheck check)
      throws XMLStreamException {
    xml.writeCharacters("\n    ");
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", safe(suite));
    xml.writeAttribute(NAME, safe(check.rule()));
    xml.writeAttribute(TIME, "0");
    if (!check.passed()) {
      xml.writeCharacters("\n      ");
      xml.writeStartElement("failure");
      xml.writeAttribute("message", safe(check.message()));
      xml.writeAttribute("type", check.suspicion() ? "suspect" : "gate_failed");
      xml.writeCharacters(safe(check.rule() + ": " + check.message()));
      xml.writeEndElement();
      xml.writeCharacters("\n    ");
    }
    xml.writeEndElement();
  }

  /** Without the characters that XML 1.0 cannot hold at all. */
  private static String safe(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .map(
            c ->
                c == '\t'
                        || c == '\n'
                        || c == '\r'
                        || (c >= ' ' && c <= 0xD7FF)
                        || (c >= 0xE000 && c <= 0xFFFD)
                        || c >= 0x10000
                    ? c
                    : 0xFFFD)
        .forEach(safe::appendCodePoint);
    return safe.toString();
  }
}
