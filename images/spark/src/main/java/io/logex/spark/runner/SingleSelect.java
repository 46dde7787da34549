package io.logex.spark.runner;

import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.InsertIntoStatement;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ParsedStatement;

/** Holds text that a user wrote to one SELECT, by Spark's own parser. */
final class SingleSelect {
  private SingleSelect() {}

  static void check(SparkSession spark, String text) {
    LogicalPlan plan;
    try {
      plan = spark.sessionState().sqlParser().parseQuery(text);
    } catch (ParseException e) {
      throw new PlanException("statement-refused", "reading the statement: it must be one SELECT: " + e.getMessage(), e);
    }
    if (holdsCommand(plan)) {
      throw new PlanException("statement-refused", "reading the statement: it must be one SELECT that changes nothing", null);
    }
  }

  private static boolean holdsCommand(LogicalPlan plan) {
    if (plan instanceof Command || plan instanceof ParsedStatement || plan instanceof InsertIntoStatement) {
      return true;
    }
    for (var child : scala.collection.JavaConverters.seqAsJavaList(plan.children())) {
      if (holdsCommand(child)) {
        return true;
      }
    }
    return false;
  }
}
