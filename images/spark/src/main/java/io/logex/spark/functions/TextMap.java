package io.logex.spark.functions;

import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

import java.io.Serializable;

/**
 * {@code text_map(names, values)}: a map of the names whose values are not null. Unlike a filter of Spark's own, it is
 * compiled with the expressions around it. The names must differ.
 */
public final class TextMap implements Serializable {
  static final DataType TYPE = DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType, true);

  private static final long serialVersionUID = 1L;

  /** The map of a row. */
  public MapData of(ArrayData names, ArrayData values) {
    int count = 0;
    for (int at = 0; at < values.numElements(); at++) {
      if (!values.isNullAt(at)) count++;
    }
    UTF8String[] keys = new UTF8String[count];
    UTF8String[] texts = new UTF8String[count];
    for (int at = 0, to = 0; to < count; at++) {
      if (values.isNullAt(at)) continue;
      keys[to] = names.getUTF8String(at);
      texts[to++] = values.getUTF8String(at);
    }
    return new ArrayBasedMapData(new GenericArrayData(keys), new GenericArrayData(texts));
  }
}
