package io.logex.spark.runner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A compiled job: what to run, as data. Everything in it was made elsewhere; the runner only executes it.
 *
 * @param version format of the plan; one that this runner does not know is refused
 * @param job name of the job, for messages
 * @param parameters values that every statement may use as {@code :name}
 * @param steps what to do, in order
 */
public record Plan(int version, String job, Map<String, Object> parameters, List<Step> steps) {
  /** The one format of plans that this runner reads. */
  public static final int KNOWN_VERSION = 1;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .disable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  /** Checks what JSON alone cannot. */
  public Plan {
    if (job == null || steps == null) {
      throw new IllegalArgumentException("a plan has 'job' and 'steps'");
    }
    parameters = parameters == null ? Map.of() : parameters;
    parameters.forEach(
        (name, value) -> {
          if (value instanceof List || value instanceof Map) {
            throw new IllegalArgumentException("parameter '" + name + "' is no single value");
          }
        });
  }

  /** Reads a plan from a file. */
  public static Plan read(Path file, UnaryOperator<JsonNode> prepare) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new PlanException("plan-unreadable", "reading plan '" + file + "': " + e.getMessage(), e);
    }
    return parse(text, prepare);
  }

  /** Reads a plan from its text. */
  public static Plan parse(String text) {
    return parse(text, UnaryOperator.identity());
  }

  /** Reads a plan from its text, which is prepared before; the version is looked at before anything else. */
  static Plan parse(String text, UnaryOperator<JsonNode> prepare) {
    try {
      JsonNode tree = JSON.readTree(text);
      var version = tree.path("version");
      if (!version.isInt() || version.intValue() != KNOWN_VERSION) {
        throw new PlanException(
            "plan-version", "reading plan: its version is " + version + "; this runner reads version " + KNOWN_VERSION, null);
      }
      return JSON.treeToValue(prepare.apply(tree), Plan.class);
    } catch (JsonProcessingException e) {
      throw new PlanException("plan-invalid", "reading plan: " + e.getOriginalMessage() + " (" + place(e) + ")", e);
    }
  }

  private static String place(JsonProcessingException e) {
    var at = e.getLocation();
    return at == null ? "place unknown" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
  }
}
