package io.logex.spark.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;

class ProcedureCallTest {
  @Test
  void argumentsAreLiterals() {
    var arguments = new LinkedHashMap<String, Object>();
    arguments.put("table", "a.b'c");
    arguments.put("older_than", Instant.parse("2026-01-02T03:04:05.000006Z"));
    arguments.put("retain_last", 50);
    arguments.put("stream_results", true);

    assertEquals(
        "CALL lake.system.x(table => 'a.b\\'c', older_than => TIMESTAMP '2026-01-02 03:04:05.000006', retain_last => 50, stream_results => true)",
        ProcedureCall.text("lake.system.x", arguments));
  }
}
