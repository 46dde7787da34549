package io.logex.spark.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineInputTest {
  private static final Configuration CONF = new Configuration();

  @TempDir Path folder;

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private static byte[] packed(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static List<String> lines(Path file, long size, long first, long end, long from, long to) throws IOException {
    var found = new ArrayList<String>();
    try (var input = new LineInput(new FileChunk(1, 0, file.toString(), size, first, end, from, to), CONF)) {
      for (byte[] line = input.next(); line != null; line = input.next()) {
        found.add(new String(line, StandardCharsets.UTF_8));
      }
    }
    return found;
  }

  private static List<String> whole(Path file) throws IOException {
    long size = Files.size(file);
    return lines(file, size, 0, size, 0, size);
  }

  @Test
  void aLastLineMayGoWithoutABreakAndCarriageReturnsStay() throws IOException {
    assertEquals(List.of("a\r", "", "b"), whole(file("a.log", "a\r\n\nb".getBytes(StandardCharsets.UTF_8))));
    assertEquals(List.of("a"), whole(file("b.log", "a\n".getBytes(StandardCharsets.UTF_8))));
    assertEquals(List.of(), whole(file("c.log", new byte[0])));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7, 11, 100})
  void everyLineIsInOneChunkWhereverTheCutsAre(int step) throws IOException {
    String text = "one\ntwo\n\n\nthree is longer\nfour\r\nfive";
    Path file = file("cut.log", text.getBytes(StandardCharsets.UTF_8));
    long size = Files.size(file);
    var found = new ArrayList<String>();
    for (long from = 0; from < size; from += step) {
      found.addAll(lines(file, size, 0, size, from, Math.min(size, from + step)));
    }

    assertEquals(whole(file), found);
  }

  @Test
  void aPartEndsWhereItWasPlannedToEnd() throws IOException {
    Path file = file("grown.log", "one\ntwo\nthree\nfour\n".getBytes(StandardCharsets.UTF_8));

    assertEquals(List.of("two", "three"), lines(file, 19, 4, 14, 4, 14));
  }

  @Test
  void linesLongerThanTheBufferComeWhole() throws IOException {
    String line = "x".repeat(700_001);

    assertEquals(List.of(line, "y"), whole(file("long.log", (line + "\ny").getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void aBreakIsFoundWhereverItStands() throws IOException {
    var random = new java.util.Random(7);
    var expected = new ArrayList<String>();
    for (int line = 0; line < 2000; line++) {
      // Bytes beside the line break, and with its bits and one more.
      expected.add(random.ints(random.nextInt(20), 0, 4).mapToObj(i -> "\u000b\t\u008aa".substring(i, i + 1)).collect(java.util.stream.Collectors.joining()));
    }

    assertEquals(expected, whole(file("random.log", (String.join("\n", expected) + "\n").getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void packedFilesAreKnownByTheirFirstBytes() throws IOException {
    assertEquals(List.of("a", "b"), whole(file("a.log.gz", packed("a\nb\n"))));
    assertEquals(List.of("a", "b"), whole(file("packed.log", packed("a\nb\n"))));
  }

  @Test
  void aDamagedPackedFileIsAFault() throws IOException {
    byte[] bytes = packed("a line\n".repeat(5000));
    Path cut = file("cut.gz", Arrays.copyOf(bytes, bytes.length - 9));
    Path text = file("text.gz", "text\n".getBytes(StandardCharsets.UTF_8));

    assertEquals("truncated-gzip", assertThrows(LineInput.Fault.class, () -> whole(cut)).code);
    assertEquals("invalid-gzip", assertThrows(LineInput.Fault.class, () -> whole(text)).code);
  }

  @Test
  void aFileThatBecameShorterIsAFaultOfTheFile() throws IOException {
    Path file = file("short.log", "one\n".getBytes(StandardCharsets.UTF_8));

    assertEquals("unreadable-file", assertThrows(LineInput.Fault.class, () -> lines(file, 100, 0, 100, 0, 100)).code);
  }
}
