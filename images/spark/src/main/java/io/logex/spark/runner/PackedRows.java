package io.logex.spark.runner;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.unsafe.Platform;

/**
 * Rows as they are in Spark's memory, one behind the other in blocks of a megabyte: to keep them costs a copy of their bytes, and
 * the collector sees few objects. Partitions stay as they are.
 */
final class PackedRows {
  private static final int BLOCK = 1024 * 1024;
  private static final int HEADER = 8;

  private final RDD<byte[]> blocks;
  private final int fields;

  private PackedRows(RDD<byte[]> blocks, int fields) {
    this.blocks = blocks;
    this.fields = fields;
  }

  /** Keeps rows, in memory and on disk, when they are first read. */
  static PackedRows keep(RDD<InternalRow> rows, StructType schema) {
    RDD<byte[]> blocks = rows.toJavaRDD().mapPartitions(partition -> new Packing(partition, schema)).rdd();
    return new PackedRows(blocks.persist(StorageLevel.MEMORY_AND_DISK()), schema.size());
  }

  /** The rows; each is good until the next one is asked for. */
  RDD<InternalRow> rows() {
    int count = fields;
    return blocks.toJavaRDD().mapPartitions(partition -> (Iterator<InternalRow>) new Unpacking(partition, count)).rdd();
  }

  void release() {
    blocks.unpersist(false);
  }

  /** Rows with those of others behind them, partition by partition. */
  static RDD<InternalRow> beside(RDD<InternalRow> rows, List<RDD<InternalRow>> others) {
    RDD<InternalRow> all = rows;
    for (RDD<InternalRow> other : others) {
      all = all.toJavaRDD().zipPartitions(other.toJavaRDD(), (first, second) -> (Iterator<InternalRow>) new Chained(first, second)).rdd();
    }
    return all;
  }

  private static final class Packing implements Iterator<byte[]> {
    private final Iterator<InternalRow> rows;
    private final UnsafeProjection projection;
    private UnsafeRow next;

    Packing(Iterator<InternalRow> rows, StructType schema) {
      this.rows = rows;
      this.projection = UnsafeProjection.create(schema);
    }

    @Override
    public boolean hasNext() {
      if (next == null && rows.hasNext()) {
        InternalRow row = rows.next();
        next = row instanceof UnsafeRow unsafe ? unsafe : projection.apply(row);
      }
      return next != null;
    }

    @Override
    public byte[] next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      byte[] block = new byte[Math.max(BLOCK, HEADER + next.getSizeInBytes())];
      int at = 0;
      while (hasNext() && at + HEADER + next.getSizeInBytes() <= block.length) {
        int size = next.getSizeInBytes();
        Platform.putLong(block, Platform.BYTE_ARRAY_OFFSET + at, size);
        next.writeToMemory(block, Platform.BYTE_ARRAY_OFFSET + at + HEADER);
        at += HEADER + size;
        next = null;
      }
      return at == block.length ? block : Arrays.copyOf(block, at);
    }
  }

  private static final class Unpacking implements Iterator<InternalRow> {
    private final Iterator<byte[]> blocks;
    private final UnsafeRow row;
    private byte[] block = new byte[0];
    private int at;

    Unpacking(Iterator<byte[]> blocks, int fields) {
      this.blocks = blocks;
      this.row = new UnsafeRow(fields);
    }

    @Override
    public boolean hasNext() {
      return at < block.length || blocks.hasNext();
    }

    @Override
    public InternalRow next() {
      if (at == block.length) {
        block = blocks.next();
        at = 0;
      }
      int size = (int) Platform.getLong(block, Platform.BYTE_ARRAY_OFFSET + at);
      row.pointTo(block, Platform.BYTE_ARRAY_OFFSET + at + HEADER, size);
      at += HEADER + size;
      return row;
    }
  }

  private record Chained(Iterator<InternalRow> first, Iterator<InternalRow> second) implements Iterator<InternalRow> {
    @Override
    public boolean hasNext() {
      return first.hasNext() || second.hasNext();
    }

    @Override
    public InternalRow next() {
      return first.hasNext() ? first.next() : second.next();
    }
  }
}
