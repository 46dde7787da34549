package io.logex.spark.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EventsTest {
  @Test
  void anEventIsOneLineOfAsciiWhateverItsText() throws Exception {
    var bytes = new ByteArrayOutputStream();
    String said = "a\u2028b\u2029c\u0085d é 😀";
    new Events(new PrintStream(bytes, true, StandardCharsets.UTF_8)).failed("ingest", said, "code", new IllegalStateException("x"));
    String line = bytes.toString(StandardCharsets.UTF_8);

    assertTrue(line.chars().allMatch(character -> character < 128));
    assertEquals(1, line.lines().count());
    assertEquals(said, new ObjectMapper().readTree(line).get("step").asText());
  }
}
