package io.logex.spark.runner;

import java.io.Serializable;

/**
 * A range of a part of a file, read by one task: the lines that begin in it.
 *
 * @param part number of the part that it is of
 * @param number its own, rising over all chunks that are read together
 * @param path the file
 * @param size bytes of the whole file as planned
 * @param firstByte where the part begins
 * @param endByte where the part ends
 * @param from where the chunk begins; a line that began before it belongs to the chunk before
 * @param to where the chunk ends; a line that began before it is read to its end
 */
record FileChunk(long part, long number, String path, long size, long firstByte, long endByte, long from, long to) implements Serializable {
  /** Bytes of work: a packed file comes out about eight times as large. */
  long weight() {
    return (to - from) * (path.endsWith(".gz") ? 8 : 1);
  }
}
