package io.logex.spark.runner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills what a plan leaves open until it is run, such as <code>${warehouse}</code>, wherever a text stands. */
final class Holes {
  private static final Pattern HOLE = Pattern.compile("\\$\\{([a-z]+)\\}");

  private Holes() {}

  /** The node with its holes filled; a hole without a value is a fault of the plan. */
  static JsonNode fill(JsonNode node, Map<String, String> values) {
    if (node instanceof TextNode text) {
      return TextNode.valueOf(fill(text.textValue(), values));
    }
    if (node instanceof ArrayNode list) {
      for (int at = 0; at < list.size(); at++) {
        list.set(at, fill(list.get(at), values));
      }
    } else if (node instanceof ObjectNode object) {
      object.fields().forEachRemaining(member -> member.setValue(fill(member.getValue(), values)));
    }
    return node;
  }

  private static String fill(String text, Map<String, String> values) {
    return HOLE.matcher(text)
        .replaceAll(
            hole -> {
              String value = values.get(hole.group(1));
              if (value == null) {
                throw new PlanException(
                    "plan-invalid", "reading plan: nothing fills the hole " + hole.group() + "; give '--set " + hole.group(1) + "=…'", null);
              }
              return Matcher.quoteReplacement(value);
            });
  }
}
