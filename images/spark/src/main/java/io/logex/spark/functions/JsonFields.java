package io.logex.spark.functions;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The members of a JSON object: {@code json_fields(text, names, kinds)}, where names of one kind stand for one thing, best
 * first. Gives null where the text is not one strict JSON object, else
 *
 * <ul>
 *   <li>{@code values}: for each kind, in the order of their first names, the text of the best name that has a value;
 *   <li>{@code names}: for each kind, that name;
 *   <li>{@code others}: every other member that has a value, and nulls of names without a kind;
 *   <li>{@code repeated}: whether two members have one name; {@code others} is empty then, since a map may hold a name once.
 * </ul>
 *
 * <p>Text is given as it is, everything else as JSON text without white space: see {@link JsonText}. Strict means: RFC 8259
 * in UTF-8, no number beyond 64 bits or the range of a double, no half surrogate pair, at most 1024 containers in each other.
 */
public final class JsonFields implements Serializable {
  static final DataType TYPE = new StructType()
      .add("values", DataTypes.createArrayType(DataTypes.StringType, true), false)
      .add("names", DataTypes.createArrayType(DataTypes.StringType, true), false)
      .add("others", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType, true), false)
      .add("repeated", DataTypes.BooleanType, false);

  private static final long serialVersionUID = 1L;
  private static final JsonFactory JSON = new JsonFactoryBuilder()
      .streamReadConstraints(StreamReadConstraints.builder()
          .maxNestingDepth(1024).maxNumberLength(Integer.MAX_VALUE).maxStringLength(Integer.MAX_VALUE).build())
      .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
      .disable(com.fasterxml.jackson.core.JsonFactory.Feature.INTERN_FIELD_NAMES)
      .build();

  /** A name that has a kind: which one, and how many names of it are better. */
  record Known(int kind, int rank, UTF8String name) implements Serializable {}

  private final HashMap<String, Known> known = new HashMap<>();
  private final int kinds;
  private transient PlainJson plain;

  JsonFields(String[] names, String[] kinds) {
    List<String> order = new ArrayList<>(new LinkedHashSet<>(Arrays.asList(kinds)));
    for (int at = 0; at < names.length; at++) {
      known.put(names[at], new Known(order.indexOf(kinds[at]), at, UTF8String.fromString(names[at])));
    }
    this.kinds = order.size();
  }

  /** Reads the object of a row. */
  public InternalRow read(UTF8String text) {
    byte[] bytes = text.getBytes();
    if (!startsObject(bytes) || !Utf8.isValid(bytes, bytes.length)) return null;
    if (plain == null) plain = new PlainJson(this);
    Members read = plain.read(bytes);
    return read == null ? readAny(bytes) : read.row();
  }

  /** Reads any object. */
  InternalRow readAny(byte[] bytes) {
    try (JsonParser parser = JSON.createParser(bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) return null;
      Members members = new Members();
      Set<String> seen = new HashSet<>();
      boolean isRepeated = false;
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = JsonText.checked(parser, parser.getCurrentName());
        isRepeated |= !seen.add(name);
        parser.nextToken();
        Known field = known.get(name);
        members.add(field, field == null ? UTF8String.fromString(name) : field.name, JsonText.of(parser));
      }
      if (parser.nextToken() != null) return null;
      return isRepeated ? members.repeatedRow() : members.row();
    } catch (JsonProcessingException notJson) {
      return null;
    } catch (IOException ofMemory) {
      throw new IllegalStateException("reading from memory failed", ofMemory);
    }
  }

  /** What a name is known as, null where it has no kind. */
  Known known(String name) {
    return known.get(name);
  }

  /** Whether the first byte that is no white space opens an object; everything else is not worth a parser. */
  private static boolean startsObject(byte[] bytes) {
    for (byte next : bytes) {
      if (next == '{') return true;
      if (next != ' ' && next != '\t' && next != '\n' && next != '\r') return false;
    }
    return false;
  }

  /** What has been read of one object. */
  final class Members {
    private static final ArrayData NONE = new GenericArrayData(new Object[0]);

    private final Known[] best = new Known[kinds];
    private Object[] values = new Object[kinds];
    private Object[] otherNames = new Object[16];
    private Object[] otherValues = new Object[16];
    private int others;

    void clear() {
      Arrays.fill(best, null);
      values = new Object[kinds];
      others = 0;
    }

    void add(Known field, UTF8String name, UTF8String value) {
      if (field == null) {
        addOther(name, value);
      } else if (value != null) {
        Known rival = best[field.kind];
        if (rival == null || field.rank < rival.rank) {
          if (rival != null) addOther(rival.name, (UTF8String) values[field.kind]);
          best[field.kind] = field;
          values[field.kind] = value;
        } else {
          addOther(field.name, value);
        }
      }
    }

    private void addOther(UTF8String name, UTF8String value) {
      if (others == otherNames.length) {
        otherNames = Arrays.copyOf(otherNames, 2 * others);
        otherValues = Arrays.copyOf(otherValues, 2 * others);
      }
      otherNames[others] = name;
      otherValues[others++] = value;
    }

    InternalRow row() {
      return row(new GenericArrayData(Arrays.copyOf(otherNames, others)), new GenericArrayData(Arrays.copyOf(otherValues, others)), false);
    }

    InternalRow repeatedRow() {
      return row(NONE, NONE, true);
    }

    private InternalRow row(ArrayData keys, ArrayData texts, boolean isRepeated) {
      Object[] names = new Object[kinds];
      for (int kind = 0; kind < kinds; kind++) names[kind] = best[kind] == null ? null : best[kind].name;
      return new GenericInternalRow(new Object[] {
          new GenericArrayData(values), new GenericArrayData(names), new ArrayBasedMapData(keys, texts), isRepeated});
    }
  }
}
