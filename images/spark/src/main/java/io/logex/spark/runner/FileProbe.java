package io.logex.spark.runner;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * {@code file_probe(path, end, known_end)}: what the edges of a file tell, without reading it. {@code digest} and {@code known_digest} are
 * over the first and the last 64 KiB of the bytes before {@code end} and {@code known_end}.
 */
public final class FileProbe implements UDF3<String, Long, Long, Row> {
  private static final long serialVersionUID = 1L;
  private static final int EDGE = 64 * 1024;
  private static final int HEAD = 4096;

  /** What it gives; {@code error} is set, and the rest is not, where the file cannot be read. */
  public static final StructType TYPE =
      new StructType()
          .add("size", DataTypes.LongType)
          .add("version", DataTypes.StringType)
          .add("gzip", DataTypes.BooleanType)
          .add("head", DataTypes.BinaryType)
          .add("digest", DataTypes.StringType)
          .add("known_digest", DataTypes.StringType)
          .add("line_start", DataTypes.LongType)
          .add("line_break", DataTypes.IntegerType)
          .add("gone", DataTypes.BooleanType)
          .add("error", DataTypes.StringType);

  private final SerializableConfiguration conf;

  /** Reads files with a configuration of Hadoop. */
  public FileProbe(SerializableConfiguration conf) {
    this.conf = conf;
  }

  @Override
  public Row call(String name, Long end, Long knownEnd) {
    Path path = FileAccess.path(name);
    try {
      var version = FileAccess.version(name, conf.value());
      try (FSDataInputStream in = FileAccess.fileSystem(path, conf.value()).open(path)) {
        byte[] start = read(in, 0, Math.min(HEAD, version.size()));
        boolean gzip = isGzip(start);
        boolean known = knownEnd != null && knownEnd <= version.size();
        return RowFactory.create(
            version.size(),
            version.version(),
            gzip,
            gzip ? unpacked(start) : start,
            end == null || end > version.size() ? null : digest(in, end),
            known ? digest(in, knownEnd) : null,
            known ? lineStartBefore(in, knownEnd) : null,
            known ? lineBreakAt(in, knownEnd, version.size()) : null,
            false,
            null);
      }
    } catch (FileNotFoundException e) {
      return failed(!isDenied(e), e);
    } catch (IOException e) {
      return failed(false, e);
    }
  }

  // The local file system says "not found" for a file that may not be opened.
  private static boolean isDenied(FileNotFoundException e) {
    return e.getMessage() != null && e.getMessage().contains("Permission denied");
  }

  private static Row failed(boolean gone, IOException e) {
    return RowFactory.create(null, null, null, null, null, null, null, null, gone, String.valueOf(e.getMessage()));
  }

  static boolean isGzip(byte[] start) {
    return start.length >= 2 && (start[0] & 0xff) == 0x1f && (start[1] & 0xff) == 0x8b;
  }

  private static byte[] unpacked(byte[] start) {
    byte[] head = new byte[HEAD];
    int filled = 0;
    try (var in = new GZIPInputStream(new ByteArrayInputStream(start))) {
      int count;
      while (filled < HEAD && (count = in.read(head, filled, HEAD - filled)) >= 0) {
        filled += count;
      }
    } catch (IOException e) {
      // The stream ends early here, always.
    }
    return Arrays.copyOf(head, filled);
  }

  private static byte[] read(FSDataInputStream in, long from, long to) throws IOException {
    byte[] bytes = new byte[(int) Math.max(0, to - from)];
    try {
      in.readFully(from, bytes);
    } catch (EOFException e) {
      throw new IOException("it was cut while it was read", e);
    }
    return bytes;
  }

  private static String digest(FSDataInputStream in, long end) throws IOException {
    try {
      var hash = MessageDigest.getInstance("SHA-256");
      hash.update(read(in, 0, Math.min(EDGE, end)));
      hash.update(read(in, Math.max(0, end - EDGE), end));
      return HexFormat.of().formatHex(hash.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Position behind the last line break before {@code end}. */
  private static long lineStartBefore(FSDataInputStream in, long end) throws IOException {
    for (long to = end; to > 0; to -= EDGE) {
      long from = Math.max(0, to - EDGE);
      byte[] bytes = read(in, from, to);
      for (int i = bytes.length - 1; i >= 0; i--) {
        if (bytes[i] == '\n') {
          return from + i + 1;
        }
      }
    }
    return 0;
  }

  /** Bytes of the line break at a position: 1, 2 with a carriage return, or 0. */
  private static int lineBreakAt(FSDataInputStream in, long at, long size) throws IOException {
    byte[] bytes = read(in, at, Math.min(size, at + 2));
    if (bytes.length > 0 && bytes[0] == '\n') {
      return 1;
    }
    return bytes.length > 1 && bytes[0] == '\r' && bytes[1] == '\n' ? 2 : 0;
  }
}
