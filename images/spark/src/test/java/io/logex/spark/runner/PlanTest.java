package io.logex.spark.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {
  private static final String STEP = "{\"kind\":\"emit\",\"name\":\"a\",\"rows\":\"SELECT 1\"}";

  private static String plan(String version, String step) {
    return "{\"version\":" + version + ",\"job\":\"x\",\"parameters\":{\"n\":1},\"steps\":[" + step + "]}";
  }

  @Test
  void readsStepsWithinSteps() {
    Plan plan = Plan.parse(plan("1", "{\"kind\":\"for-each\",\"name\":\"all\",\"rows\":\"SELECT 1\",\"steps\":[" + STEP + "]}"));

    var each = assertInstanceOf(Step.ForEach.class, plan.steps().get(0));
    assertEquals("a", each.steps().get(0).name());
  }

  @Test
  void missingChoicesHaveTheirDefaults() {
    Plan plan = Plan.parse(plan("1", "{\"kind\":\"write\",\"name\":\"w\",\"table\":\"t\",\"text\":\"SELECT 1\",\"mode\":\"append\"}"));

    var write = assertInstanceOf(Step.Write.class, plan.steps().get(0));
    assertEquals(Step.Conflict.retry, write.onConflict());
    assertEquals(false, write.single());
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "0", "\"1\"", "null", "1.5"})
  void refusesAnotherVersion(String version) {
    var refused = assertThrows(PlanException.class, () -> Plan.parse(plan(version, STEP)));

    assertEquals("plan-version", refused.code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kind\":\"shell\",\"name\":\"a\",\"command\":\"ls\"}",
        "{\"kind\":\"emit\",\"name\":\"a\",\"rows\":\"SELECT 1\",\"to\":\"file\"}",
        "{\"kind\":\"emit\",\"name\":\"a\"}",
        "{\"kind\":\"write\",\"name\":\"w\",\"table\":\"t\",\"text\":\"SELECT 1\",\"mode\":\"upsert\"}",
        "{\"name\":\"a\",\"rows\":\"SELECT 1\"}",
      })
  void refusesWhatItDoesNotKnow(String step) {
    var refused = assertThrows(PlanException.class, () -> Plan.parse(plan("1", step)));

    assertEquals("plan-invalid", refused.code());
  }

  @Test
  void refusesTextBehindThePlan() {
    assertThrows(PlanException.class, () -> Plan.parse(plan("1", STEP) + "{}"));
    assertThrows(PlanException.class, () -> Plan.parse("not a plan"));
  }

  @Test
  void fillsHolesWhereverATextStands() {
    String step = "{\"kind\":\"configure\",\"name\":\"c\",\"settings\":{\"uri\":\"${metastore}/x\",\"other\":\"$[0] ${NOT}\"}}";
    Plan plan = Plan.parse(plan("1", step), tree -> Holes.fill(tree, Map.of("metastore", "a$1")));

    var configure = assertInstanceOf(Step.Configure.class, plan.steps().get(0));
    assertEquals(Map.of("uri", "a$1/x", "other", "$[0] ${NOT}"), configure.settings());
    assertEquals("${metastore}/x", ((Step.Configure) Plan.parse(plan("1", step)).steps().get(0)).settings().get("uri"));
  }

  @Test
  void refusesAHoleThatNothingFills() {
    var refused = assertThrows(PlanException.class, () -> Plan.parse(plan("1", STEP.replace("SELECT 1", "${input}")), tree -> Holes.fill(tree, Map.of())));

    assertEquals("plan-invalid", refused.code());
    assertThrows(IllegalArgumentException.class, () -> Arguments.of("--set", "Input=x"));
    assertEquals(new Arguments(Map.of("input", "a=b"), List.of("p.json"), false), Arguments.of("--set", "input=a=b", "p.json"));
  }
}
