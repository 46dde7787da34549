package io.logex.spark.runner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/** Tells what happens: one JSON object a line. What a plan emits is kept for the summary, the last line. */
final class Events {
  // ASCII only: some readers take U+2028 for the end of a line.
  private static final ObjectMapper JSON = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
  private final PrintStream out;
  private final Map<String, List<Map<String, Object>>> emitted = new LinkedHashMap<>();

  Events(PrintStream out) {
    this.out = out;
  }

  void step(String name, String state, long milliseconds) {
    print(ordered("event", "step", "name", name, "state", state, "milliseconds", milliseconds));
  }

  void paused(String at) {
    print(ordered("event", "paused", "at", at));
  }

  void emit(String name, List<Row> rows) {
    List<Map<String, Object>> plain = rows.stream().map(Events::plain).toList();
    emitted.computeIfAbsent(name, key -> new ArrayList<>()).addAll(plain);
    print(ordered("event", "emit", "name", name, "rows", plain));
  }

  void done(String job, long milliseconds, long cpuMilliseconds) {
    print(ordered("event", "done", "job", job, "milliseconds", milliseconds, "cpuMilliseconds", cpuMilliseconds, "emitted", emitted));
  }

  void failed(String job, String step, String code, Throwable error) {
    Throwable root = error;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    print(
        ordered(
            "event", "failed", "job", job, "step", step, "code", code, "message", firstLines(String.valueOf(error.getMessage())),
            "cause", root.getClass().getSimpleName() + ": " + firstLines(String.valueOf(root.getMessage()))));
  }

  private static String firstLines(String text) {
    String said = text.strip().lines().takeWhile(line -> !line.startsWith("\tat ") && !line.startsWith("Driver stacktrace")).collect(Collectors.joining("\n"));
    return said.length() > 2000 ? said.substring(0, 2000) + "…" : said;
  }

  private static Map<String, Object> plain(Row row) {
    var values = new LinkedHashMap<String, Object>();
    for (int i = 0; i < row.size(); i++) {
      values.put(row.schema().fieldNames()[i], plain(row.get(i)));
    }
    return values;
  }

  private static Object plain(Object value) {
    if (value == null || value instanceof Number || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Row row) {
      return plain(row);
    }
    if (value instanceof scala.collection.Map<?, ?> map) {
      var values = new LinkedHashMap<String, Object>();
      scala.collection.JavaConverters.mapAsJavaMap(map).forEach((key, member) -> values.put(String.valueOf(key), plain(member)));
      return values;
    }
    if (value instanceof scala.collection.Seq<?> list) {
      return scala.collection.JavaConverters.seqAsJavaList(list).stream().map(Events::plain).toList();
    }
    if (value instanceof java.sql.Timestamp time) {
      return time.toInstant().toString();
    }
    return String.valueOf(value);
  }

  private static Map<String, Object> ordered(Object... members) {
    var object = new LinkedHashMap<String, Object>();
    for (int i = 0; i < members.length; i += 2) {
      object.put((String) members[i], members[i + 1]);
    }
    return object;
  }

  private void print(Map<String, Object> event) {
    try {
      out.println(JSON.writeValueAsString(event));
      out.flush();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
