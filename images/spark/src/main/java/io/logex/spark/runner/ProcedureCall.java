package io.logex.spark.runner;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.Collectors;
import scala.collection.JavaConverters;

/** The text of a call of a procedure. Its grammar takes literals only, so values that were computed are written as such. */
final class ProcedureCall {
  private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

  private ProcedureCall() {}

  static String text(String procedure, Map<String, Object> arguments) {
    return arguments.entrySet().stream()
        .map(argument -> argument.getKey() + " => " + literal(argument.getValue()))
        .collect(Collectors.joining(", ", "CALL " + procedure + "(", ")"));
  }

  static String literal(Object value) {
    if (value instanceof Number || value instanceof Boolean) {
      return value.toString();
    }
    if (value instanceof Timestamp time) {
      return literal(time.toInstant());
    }
    if (value instanceof Instant time) {
      return "TIMESTAMP '" + MICROSECONDS.format(time) + "'";
    }
    if (value instanceof scala.collection.Map<?, ?> map) {
      var members = new ArrayList<String>();
      JavaConverters.mapAsJavaMap(map).forEach((key, member) -> members.add(literal(key) + ", " + literal(member)));
      return "map(" + String.join(", ", members) + ")";
    }
    return "'" + String.valueOf(value).replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
