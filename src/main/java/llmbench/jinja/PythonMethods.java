// SPDX-License-Identifier: Apache-2.0
package llmbench.jinja;

import com.hubspot.jinjava.el.TypeConvertingMapELResolver;
import com.hubspot.jinjava.el.ext.JinjavaBeanELResolver;
import com.hubspot.jinjava.el.ext.JinjavaListELResolver;
import com.hubspot.jinjava.objects.collections.PyList;
import com.hubspot.jinjava.objects.collections.PyMap;
import java.beans.FeatureDescriptor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import jinjava.javax.el.CompositeELResolver;
import jinjava.javax.el.ELContext;
import jinjava.javax.el.ELException;
import jinjava.javax.el.ELResolver;
import org.jspecify.annotations.Nullable;

/** Methods and members of texts, lists and maps, which are Python's and no other. */
final class PythonMethods extends ELResolver {

  static ELResolver resolver() {
    CompositeELResolver all = new CompositeELResolver();
    all.add(new PythonMethods());
    all.add(new JinjavaListELResolver(true));
    all.add(new TypeConvertingMapELResolver(true));
    // For the members of a loop, and for what jinjava itself calls.
    all.add(new JinjavaBeanELResolver(true));
    return all;
  }

  @Override
  public @Nullable Object getValue(ELContext context, Object base, Object property) {
    if (!(base instanceof CharSequence text)) {
      return null;
    }
    context.setPropertyResolved(true);
    int[] points = text.codePoints().toArray();
    String index = String.valueOf(property);
    if (!index.matches("-?\\d{1,9}")) {
      return null;
    }
    int at = Integer.parseInt(index);
    int place = at < 0 ? at + points.length : at;
    return place < 0 || place >= points.length ? null : Character.toString(points[place]);
  }

  @Override
  public @Nullable Object invoke(
      ELContext context,
      Object base,
      Object method,
      Class<?> @Nullable [] types,
      Object @Nullable [] given) {
    List<Object> arguments = given == null ? List.of() : Arrays.asList(given);
    String name = String.valueOf(method);
    Object result;
    if (base instanceof CharSequence text) {
      result = PythonStrings.call(text.toString(), name, arguments);
    } else if (base instanceof Map<?, ?> map) {
      result = ofMap(map, name, arguments);
    } else if (base instanceof List<?> && !name.equals("append")) {
      throw unknown("a list", name);
    } else if (base instanceof Number || base instanceof Boolean) {
      throw unknown(PythonOperators.kind(base), name);
    } else {
      return null;
    }
    context.setPropertyResolved(true);
    return result;
  }

  private static @Nullable Object ofMap(Map<?, ?> map, String name, List<Object> arguments) {
    return switch (name) {
      case "get" -> got(map, arguments);
      case "keys" -> new PyList(new ArrayList<>(map.keySet()));
      case "values" -> new PyList(new ArrayList<>(map.values()));
      case "items" -> items(map);
      default -> throw unknown("a map", name);
    };
  }

  private static @Nullable Object got(Map<?, ?> map, List<Object> arguments) {
    Object key = arguments.isEmpty() ? null : arguments.get(0);
    return map.containsKey(key) ? map.get(key) : arguments.size() > 1 ? arguments.get(1) : null;
  }

  /** The pairs of a map, as a loop takes them. */
  static PyList items(Map<?, ?> map) {
    return new PyList(
        new ArrayList<>(map instanceof PyMap python ? python.items() : map.entrySet()));
  }

  static ELException unknown(String kind, String name) {
    return new ELException("the method ." + name + "() of " + kind + " is not built");
  }

  @Override
  public Class<?> getCommonPropertyType(ELContext context, Object base) {
    return Object.class;
  }

  @Override
  public Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, Object base) {
    return Collections.emptyIterator();
  }

  @Override
  public @Nullable Class<?> getType(ELContext context, Object base, Object property) {
    return null;
  }

  @Override
  public boolean isReadOnly(ELContext context, Object base, Object property) {
    return true;
  }

  @Override
  public void setValue(ELContext context, Object base, Object property, Object value) {
    throw new ELException("a template changes nothing but its namespaces");
  }
}
