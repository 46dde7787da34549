package io.logex.spark.functions;

import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The groups of one match of a pattern in a text: a list with the text of each group, empty text for a group that took no
 * part, and an empty list where the pattern is not found.
 *
 * <p>Where the pattern is one that can be matched in one walk, it is: see {@link LinearPattern}. Else Java's matcher is fast and may, on hostile text, take time without bound or overflow the stack. It gets a budget of
 * steps that grows with the text; where that is not enough, RE2 reads the text in linear time. Patterns must mean the same
 * to both.
 */
public final class Groups implements Serializable {
  static final DataType TYPE = DataTypes.createArrayType(DataTypes.StringType, false);

  private static final long serialVersionUID = 1L;
  private static final ArrayData NONE = new GenericArrayData(new Object[0]);
  private static final UTF8String EMPTY = UTF8String.fromString("");

  private final String pattern;
  private transient LinearPattern walk;
  private transient int[] places;
  private transient Matcher matcher;
  private transient com.google.re2j.Pattern linear;

  Groups(String pattern) {
    this.pattern = pattern;
  }

  /** The groups of the first match. */
  public ArrayData match(UTF8String text) {
    if (places == null) {
      walk = LinearPattern.of(pattern);
      places = new int[walk == null ? 0 : 2 * walk.groups()];
    }
    if (walk == null) return matchAny(text);
    byte[] bytes = text.getBytes();
    return switch (walk.match(bytes, places)) {
      case yes -> slices(bytes);
      case no -> NONE;
      case unknown -> matchAny(text);
    };
  }

  private ArrayData slices(byte[] bytes) {
    Object[] groups = new Object[places.length / 2];
    for (int group = 0; group < groups.length; group++) {
      int from = places[2 * group];
      int length = places[2 * group + 1] - from;
      groups[group] = length == 0 ? EMPTY : UTF8String.fromBytes(bytes, from, length);
    }
    return new GenericArrayData(groups);
  }

  /** The groups by any pattern. */
  ArrayData matchAny(UTF8String text) {
    String characters = text.toString();
    Matcher found = matcher(characters);
    try {
      return found.find() ? groups(found.groupCount(), found::group) : NONE;
    } catch (BoundedText.Exhausted | StackOverflowError tooDeep) {
      com.google.re2j.Matcher slow = linear().matcher(characters);
      return slow.find() ? groups(slow.groupCount(), slow::group) : NONE;
    }
  }

  private interface GroupText {
    String of(int group);
  }

  private static ArrayData groups(int count, GroupText text) {
    Object[] groups = new Object[count];
    for (int group = 1; group <= count; group++) {
      String found = text.of(group);
      groups[group - 1] = found == null || found.isEmpty() ? EMPTY : UTF8String.fromString(found);
    }
    return new GenericArrayData(groups);
  }

  /** A task has its own copy, so one matcher serves all its rows. */
  private Matcher matcher(String characters) {
    CharSequence text = new BoundedText(characters);
    if (matcher == null) matcher = Pattern.compile(pattern).matcher(text);
    return matcher.reset(text);
  }

  private com.google.re2j.Pattern linear() {
    if (linear == null) linear = com.google.re2j.Pattern.compile(pattern);
    return linear;
  }
}
