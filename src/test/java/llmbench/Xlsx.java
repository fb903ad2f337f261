// SPDX-License-Identifier: Apache-2.0
package llmbench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reads workbooks for tests, as a spreadsheet would: by the parts of the file and their cells. */
public final class Xlsx {
  private Xlsx() {}

  /** The sheets' names, in their order. */
  public static List<String> sheets(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      List<String> names = new ArrayList<>();
      elements(part(zip, "xl/workbook.xml"), "sheet")
          .forEach(e -> names.add(e.getAttribute("name")));
      return names;
    }
  }

  /**
   * A sheet's rows, the first one first, cells as texts; a cell or row that is not there is empty.
   *
   * @throws AssertionError if a cell has a formula
   */
  public static List<List<String>> rows(Path file, String sheet) throws IOException {
    int number = sheets(file).indexOf(sheet) + 1;
    try (ZipFile zip = new ZipFile(file.toFile())) {
      List<String> shared = new ArrayList<>();
      elements(part(zip, "xl/sharedStrings.xml"), "si")
          .forEach(e -> shared.add(e.getTextContent()));
      Document document = part(zip, "xl/worksheets/sheet" + number + ".xml");
      if (!elements(document, "f").isEmpty()) {
        throw new AssertionError("a formula in " + sheet);
      }
      List<List<String>> rows = new ArrayList<>();
      for (Element row : elements(document, "row")) {
        while (rows.size() < Integer.parseInt(row.getAttribute("r")) - 1) {
          rows.add(List.of());
        }
        rows.add(cells(row, shared));
      }
      return rows;
    }
  }

  private static List<String> cells(Element row, List<String> shared) {
    List<String> cells = new ArrayList<>();
    NodeList found = row.getElementsByTagName("c");
    for (int i = 0; i < found.getLength(); i++) {
      Element cell = (Element) found.item(i);
      int column = 0;
      for (char c : cell.getAttribute("r").replaceAll("\\d", "").toCharArray()) {
        column = column * 26 + c - 'A' + 1;
      }
      while (cells.size() < column - 1) {
        cells.add("");
      }
      String text = cell.getTextContent();
      cells.add(cell.getAttribute("t").equals("s") ? shared.get(Integer.parseInt(text)) : text);
    }
    return cells;
  }

  private static List<Element> elements(Document document, String name) {
    NodeList found = document.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  private static Document part(ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new IOException("no " + name + " in " + zip.getName());
    }
    try (InputStream in = zip.getInputStream(entry)) {
      return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
    } catch (SAXException | ParserConfigurationException e) {
      throw new IOException(name + ": " + e.getMessage(), e);
    }
  }
}
