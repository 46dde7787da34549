package io.logex.spark.runner;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.s3a.RemoteFileChangedException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.apache.spark.unsafe.types.UTF8String;
import org.apache.spark.util.SerializableConfiguration;
import scala.Option;

/**
 * Lines of parts of files as rows. A line is told by the number of its part, that of its chunk, which rises within the part, and its
 * place in the chunk; so chunks of a file are read at the same time, and line numbers follow from the counts of the chunks before. A
 * file that cannot be read as lines gives one row with a fault in the place of a line.
 */
final class LineSource implements Table, SupportsRead, Scan, Batch {
  static final StructType SCHEMA =
      new StructType()
          .add("part", DataTypes.LongType, false)
          .add("chunk", DataTypes.LongType, false)
          .add("line_index", DataTypes.LongType, false)
          .add("line", DataTypes.StringType, false)
          .add("fault", DataTypes.StringType)
          .add("fault_detail", DataTypes.StringType);

  private final List<List<FileChunk>> tasks;
  private final SerializableConfiguration conf;

  private LineSource(List<List<FileChunk>> tasks, Configuration conf) {
    this.tasks = tasks;
    this.conf = new SerializableConfiguration(conf);
  }

  /** The lines of parts: rows with part, path, size, first_byte and end_byte. */
  static Dataset<Row> read(SparkSession spark, List<Row> parts, long chunkBytes) throws IOException {
    Configuration conf = spark.sessionState().newHadoopConf();
    var chunks = new ArrayList<FileChunk>();
    for (Row part : parts) {
      cut(part, chunkBytes, conf, chunks);
    }
    Table table = new LineSource(pack(chunks, chunkBytes), conf);
    return Dataset.ofRows(spark, DataSourceV2Relation.create(table, Option.empty(), Option.empty()));
  }

  private static void cut(Row part, long chunkBytes, Configuration conf, List<FileChunk> chunks) {
    long number = ((Number) part.getAs("part")).longValue();
    String path = part.getAs("path");
    long size = part.getAs("size");
    long first = part.getAs("first_byte");
    long end = part.getAs("end_byte");
    long step = end - first <= chunkBytes + chunkBytes / 2 || isPacked(path, conf) ? Math.max(1, end - first) : chunkBytes;
    for (long from = first; from < end; from += step) {
      chunks.add(new FileChunk(number, chunks.size(), path, size, first, end, from, Math.min(end, from + step)));
    }
  }

  private static boolean isPacked(String name, Configuration conf) {
    if (name.endsWith(".gz")) {
      return true;
    }
    Path path = FileAccess.path(name);
    try (FSDataInputStream in = FileAccess.fileSystem(path, conf).open(path)) {
      byte[] start = new byte[2];
      in.readFully(0, start);
      return FileProbe.isGzip(start);
    } catch (IOException e) {
      // Reading it says what is wrong.
      return true;
    }
  }

  /** Puts small chunks together, so that a task has about as much to read as any other. */
  static List<List<FileChunk>> pack(List<FileChunk> chunks, long taskBytes) {
    var tasks = new ArrayList<List<FileChunk>>();
    List<FileChunk> open = new ArrayList<>();
    long weight = 0;
    for (FileChunk chunk : chunks) {
      if (!open.isEmpty() && weight + chunk.weight() > taskBytes + taskBytes / 2) {
        tasks.add(open);
        open = new ArrayList<>();
        weight = 0;
      }
      open.add(chunk);
      weight += chunk.weight();
    }
    if (!open.isEmpty()) {
      tasks.add(open);
    }
    return tasks;
  }

  @Override
  public String name() {
    return "lines";
  }

  @Override
  @SuppressWarnings("deprecation")
  public StructType schema() {
    return SCHEMA;
  }

  @Override
  public Set<TableCapability> capabilities() {
    return Set.of(TableCapability.BATCH_READ);
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
    return () -> this;
  }

  @Override
  public StructType readSchema() {
    return SCHEMA;
  }

  @Override
  public Batch toBatch() {
    return this;
  }

  @Override
  public InputPartition[] planInputPartitions() {
    return tasks.stream().map(chunks -> new Task(new ArrayList<>(chunks))).toArray(InputPartition[]::new);
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    return new Factory(conf);
  }

  private record Task(ArrayList<FileChunk> chunks) implements InputPartition {}

  private record Factory(SerializableConfiguration conf) implements PartitionReaderFactory {
    @Override
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
      return new Reader(((Task) partition).chunks(), conf.value());
    }
  }

  private static final class Reader implements PartitionReader<InternalRow> {
    private static final UTF8String NO_LINE = UTF8String.EMPTY_UTF8;
    private final List<FileChunk> chunks;
    private final Configuration conf;
    private final Object[] values = new Object[6];
    private final InternalRow row = new GenericInternalRow(values);
    private int at;
    private LineInput input;
    private long index;

    Reader(List<FileChunk> chunks, Configuration conf) {
      this.chunks = chunks;
      this.conf = conf;
    }

    @Override
    public boolean next() throws IOException {
      while (at < chunks.size()) {
        FileChunk chunk = chunks.get(at);
        try {
          if (input == null) {
            open(chunk);
          }
          byte[] line = input.next();
          if (line != null) {
            values[2] = index++;
            values[3] = UTF8String.fromBytes(line);
            return true;
          }
          close();
          at++;
        } catch (LineInput.Fault e) {
          return fault(e.code, e.getMessage());
        } catch (FileNotFoundException | RemoteFileChangedException e) {
          return fault("unreadable-file", e.getMessage());
        }
      }
      return false;
    }

    private void open(FileChunk chunk) throws IOException {
      values[0] = chunk.part();
      values[1] = chunk.number();
      values[4] = null;
      values[5] = null;
      index = 0;
      input = new LineInput(chunk, conf);
    }

    private boolean fault(String code, String detail) throws IOException {
      values[2] = -1L;
      values[3] = NO_LINE;
      values[4] = UTF8String.fromString(code);
      values[5] = UTF8String.fromString(detail);
      close();
      at++;
      return true;
    }

    @Override
    public InternalRow get() {
      return row;
    }

    @Override
    public void close() throws IOException {
      if (input != null) {
        input.close();
        input = null;
      }
    }
  }
}
