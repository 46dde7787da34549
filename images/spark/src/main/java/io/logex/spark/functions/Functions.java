package io.logex.spark.functions;

import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.objects.Invoke;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.ObjectType;
import scala.Option;
import scala.Serializable;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.runtime.AbstractFunction1;

import java.util.List;

/**
 * The functions that job plans may use beyond those of Spark SQL. They are general: none knows what a log is. All work on
 * the bytes of Spark's own text, so that nothing is converted and bytes that are not UTF-8 survive.
 *
 * <ul>
 *   <li>{@code groups(text, pattern)}: see {@link Groups}.
 *   <li>{@code json_fields(text, names, kinds)}: see {@link JsonFields}.
 *   <li>{@code iso_time(text)}: see {@link IsoTime}.
 *   <li>{@code pattern_time(text, pattern)}: see {@link PatternTime}.
 *   <li>{@code replace_text(text, part, by)}: see {@link ReplaceText}.
 *   <li>{@code text_map(names, values)}: see {@link TextMap}.
 *   <li>{@code is_utf8(text)}, {@code is_text(text)}: see {@link Utf8}.
 *   <li>{@code upper_ascii(text)}: see {@link UpperAscii}.
 *   <li>{@code whole_int(text)}, {@code whole_bigint(text)}: see {@link WholeNumber}.
 * </ul>
 */
public final class Functions {
  private static final DataType TEXTS = DataTypes.createArrayType(DataTypes.StringType, true);

  private Functions() {}

  /** Registers every function in a session; repeating it does no harm. */
  public static void register(SparkSession session) {
    add(session, "groups", 2, arguments ->
        call(new Groups(constant(arguments.get(1)).toString()), "match", Groups.TYPE, arguments.get(0)));
    add(session, "json_fields", 3, arguments ->
        call(new JsonFields(texts(arguments.get(1)), texts(arguments.get(2))), "read", JsonFields.TYPE, arguments.get(0)));
    add(session, "iso_time", 1, arguments -> call(new IsoTime(), "parse", IsoTime.TYPE, arguments.get(0)));
    add(session, "pattern_time", 2, arguments ->
        call(new PatternTime(constant(arguments.get(1)).toString()), "parse", PatternTime.TYPE, arguments.get(0)));
    add(session, "replace_text", 3, arguments ->
        call(new ReplaceText(constant(arguments.get(1)).toString(), constant(arguments.get(2)).toString()), "in", DataTypes.StringType, arguments.get(0)));
    add(session, "text_map", 2, arguments ->
        call(new TextMap(), "of", TextMap.TYPE, List.of(arguments.get(0), arguments.get(1)), List.of(TEXTS, TEXTS)));
    add(session, "is_utf8", 1, arguments ->
        call(new Utf8(), "isValid", DataTypes.BooleanType, arguments.get(0)));
    add(session, "is_text", 1, arguments ->
        call(new Utf8(), "isText", DataTypes.BooleanType, arguments.get(0)));
    add(session, "upper_ascii", 1, arguments ->
        call(new UpperAscii(), "of", DataTypes.StringType, arguments.get(0)));
    add(session, "whole_int", 1, arguments ->
        call(new WholeNumber(), "ofInt", DataTypes.IntegerType, arguments.get(0)));
    add(session, "whole_bigint", 1, arguments ->
        call(new WholeNumber(), "ofLong", DataTypes.LongType, arguments.get(0)));
  }

  /** What is called for each row, made of the arguments of a call. */
  private interface Builder extends Serializable {
    Expression build(List<Expression> arguments);
  }

  private static void add(SparkSession session, String name, int count, Builder builder) {
    session.sessionState().functionRegistry().registerFunction(
        new FunctionIdentifier(name, Option.empty(), Option.empty()),
        new ExpressionInfo(Functions.class.getName(), name),
        new AbstractFunction1<Seq<Expression>, Expression>() {
          @Override
          public Expression apply(Seq<Expression> arguments) {
            if (arguments.size() != count) {
              throw new IllegalArgumentException(name + " takes " + count + " arguments, not " + arguments.size());
            }
            return builder.build(JavaConverters.seqAsJavaList(arguments));
          }
        });
  }

  /** Calls a method of one object, which is made once for each statement, with the text of each row; null gives null. */
  private static Expression call(Object target, String method, DataType type, Expression text) {
    return call(target, method, type, List.of(text), List.of(DataTypes.StringType));
  }

  private static Expression call(Object target, String method, DataType type, List<Expression> arguments, List<AbstractDataType> types) {
    return new Invoke(
        new Literal(target, new ObjectType(target.getClass())), method, type,
        JavaConverters.asScalaBuffer(arguments).toSeq(), JavaConverters.asScalaBuffer(types).toSeq(), true, true, true);
  }

  private static Object constant(Expression argument) {
    Object value = argument.foldable() ? argument.eval(null) : null;
    if (value == null) throw new IllegalArgumentException("not a constant: " + argument.sql());
    return value;
  }

  private static String[] texts(Expression argument) {
    Object[] values = ((ArrayData) constant(argument)).toObjectArray(DataTypes.StringType);
    String[] texts = new String[values.length];
    for (int at = 0; at < values.length; at++) texts[at] = values[at].toString();
    return texts;
  }
}
