package io.logex.spark.runner;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;

/** The lines of a chunk as bytes, without their line break. Lines end at {@code \n}; a last one may go without. */
final class LineInput implements Closeable {
  private static final int BUFFER = 256 * 1024;
  private static final VarHandle EIGHT_BYTES = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LINE_BREAKS = 0x0A0A0A0A0A0A0A0AL;
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private final Counted raw;
  private final InputStream in;
  private final FileChunk chunk;
  private final Configuration conf;
  private final boolean gzip;
  private byte[] buffer = new byte[BUFFER];
  private int position;
  private int filled;
  // Where the buffer begins in the file; of a packed one, in what comes out.
  private long bufferAt;

  LineInput(FileChunk chunk, Configuration conf) throws IOException {
    this.chunk = chunk;
    this.conf = conf;
    Path path = FileAccess.path(chunk.path());
    FSDataInputStream file = FileAccess.fileSystem(path, conf).open(path);
    try {
      this.gzip = chunk.firstByte() == 0 && chunk.endByte() == chunk.size() && FileProbe.isGzip(start(file));
      if (!gzip && chunk.path().toLowerCase(java.util.Locale.ROOT).endsWith(".gz") && chunk.size() > 0) {
        throw new Fault("invalid-gzip", "the file does not begin as gzip does");
      }
      long from = gzip ? 0 : Math.max(chunk.firstByte(), chunk.from() - 1);
      file.seek(from);
      this.raw = new Counted(file, (gzip ? chunk.size() : chunk.endByte()) - from);
      this.in = gzip ? unpack() : raw;
      this.bufferAt = from;
      if (!gzip && chunk.from() > chunk.firstByte()) {
        next();
      }
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** A file that cannot be read as lines, whatever is tried. */
  static final class Fault extends IOException {
    private static final long serialVersionUID = 1L;
    final String code;

    Fault(String code, String detail) {
      super(detail);
      this.code = code;
    }
  }

  private byte[] start(FSDataInputStream file) throws IOException {
    byte[] start = new byte[(int) Math.min(2, chunk.size())];
    try {
      file.readFully(0, start);
    } catch (EOFException e) {
      throw endedEarly(chunk, chunk.size(), conf);
    }
    return start;
  }

  private InputStream unpack() throws IOException {
    try {
      return new GZIPInputStream(new BufferedInputStream(raw, BUFFER), BUFFER);
    } catch (EOFException | ZipException e) {
      throw faultOf(e);
    }
  }

  private IOException faultOf(IOException e) throws IOException {
    if (e instanceof EOFException && raw.left > 0) {
      return endedEarly(chunk, raw.left, conf);
    }
    return new Fault("truncated-gzip", e.getMessage() == null ? "the gzip stream ends early" : e.getMessage());
  }

  /** Bytes that did not come: the file is shorter by now, or else it is a fault of the way, which may be tried again. */
  private static IOException endedEarly(FileChunk chunk, long left, Configuration conf) throws IOException {
    boolean changed = FileAccess.version(chunk.path(), conf).size() != chunk.size();
    String text = "'" + chunk.path() + "' ended " + left + " bytes early";
    return changed ? new Fault("unreadable-file", text) : new IOException(text);
  }

  /** The next line, or null behind the last one. */
  byte[] next() throws IOException {
    if (!gzip && bufferAt + position >= chunk.to() && !(bufferAt + position < chunk.from())) {
      return null;
    }
    int scanned = position;
    for (; ; ) {
      int end = lineBreak(buffer, scanned, filled);
      if (end < filled) {
        byte[] line = Arrays.copyOfRange(buffer, position, end);
        position = end + 1;
        return line;
      }
      scanned = filled - position;
      if (!fill()) {
        if (position == filled) {
          return null;
        }
        byte[] line = Arrays.copyOfRange(buffer, position, filled);
        position = filled;
        return line;
      }
      // The buffer begins at the line now.
    }
  }

  /** The place of the first line break, the end where there is none; eight bytes at a time. */
  private static int lineBreak(byte[] bytes, int from, int end) {
    int at = from;
    for (; at + 8 <= end; at += 8) {
      long others = (long) EIGHT_BYTES.get(bytes, at) ^ LINE_BREAKS;
      // The lowest high bit that is set is that of the first byte that is zero.
      long found = (others - LOW_BITS) & ~others & HIGH_BITS;
      if (found != 0) {
        return at + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    while (at < end && bytes[at] != '\n') {
      at++;
    }
    return at;
  }

  /** Moves the unread bytes to the front and reads more behind them. */
  private boolean fill() throws IOException {
    int kept = filled - position;
    if (position > 0) {
      System.arraycopy(buffer, position, buffer, 0, kept);
      bufferAt += position;
      position = 0;
      filled = kept;
    }
    if (filled == buffer.length) {
      if (buffer.length > Integer.MAX_VALUE / 2 - 16) {
        throw new IOException("a line of '" + chunk.path() + "' is longer than 1 GiB");
      }
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    try {
      int count = in.read(buffer, filled, buffer.length - filled);
      if (count < 0) {
        if (raw.left > 0 && !gzip) {
          throw endedEarly(chunk, raw.left, conf);
        }
        return false;
      }
      filled += count;
      return true;
    } catch (EOFException | ZipException e) {
      throw gzip ? faultOf(e) : e;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** Gives as many bytes as were planned, and knows how many are left. */
  private static final class Counted extends FilterInputStream {
    private long left;

    Counted(InputStream in, long limit) {
      super(in);
      this.left = limit;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (left <= 0) {
        return -1;
      }
      int count = super.read(target, offset, (int) Math.min(length, left));
      if (count > 0) {
        left -= count;
      }
      return count;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
