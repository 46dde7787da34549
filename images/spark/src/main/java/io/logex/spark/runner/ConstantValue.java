package io.logex.spark.runner;

import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.catalyst.analysis.NamedParameter;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.unsafe.types.UTF8String;
import scala.runtime.AbstractPartialFunction;

/** The value of an expression over parameters alone, such as {@code NOT :has_logs}, for which no statement has to be planned. */
final class ConstantValue {
  private ConstantValue() {}

  /** Empty for an expression that reads tables, calls functions, or needs Spark to make its types agree. */
  static Optional<Object> of(SparkSession spark, String expression, Map<String, Object> scope) {
    Expression bound;
    try {
      bound = spark.sessionState().sqlParser().parseExpression(expression).transform(new Binding(scope));
    } catch (ParseException notAnExpression) {
      return Optional.empty();
    }
    if (!bound.resolved() || !bound.foldable()) {
      return Optional.empty();
    }
    Object value = bound.eval(null);
    if (value instanceof UTF8String text) {
      return Optional.of(text.toString());
    }
    return value instanceof Boolean || value instanceof Long ? Optional.of(value) : Optional.empty();
  }

  /** Puts the values of parameters in the place of their names. */
  private static final class Binding extends AbstractPartialFunction<Expression, Expression> {
    private final Map<String, Object> scope;

    Binding(Map<String, Object> scope) {
      this.scope = scope;
    }

    @Override
    public boolean isDefinedAt(Expression node) {
      return node instanceof NamedParameter parameter && scope.containsKey(parameter.name());
    }

    @Override
    public Expression apply(Expression node) {
      return functions.lit(scope.get(((NamedParameter) node).name())).expr();
    }
  }
}
