package io.logex.spark.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileListingTest {
  @TempDir Path folder;

  private List<FileListing.Found> list(int minAgeSeconds, String... paths) throws IOException {
    var step = new Step.ListFiles("list", null, "listed", List.of(paths), "(^|/)\\.|\\.tmp$", "(?i)\\.zip$", minAgeSeconds);
    return FileListing.list(step, new Configuration());
  }

  @Test
  void listsAllBelowAFolderButWhatIsToBeIgnored() throws IOException {
    Files.createDirectories(folder.resolve("a/.hidden"));
    for (String name : List.of("a/1.log", "a/.hidden/2.log", "3.tmp", "4.zip", "5.log")) {
      Files.writeString(folder.resolve(name), "x\n");
    }

    var found = list(0, folder.toString());

    assertEquals(List.of("4.zip", "5.log", "a/1.log"), found.stream().map(file -> folder.relativize(Path.of(file.path())).toString()).toList());
    assertEquals(List.of(true, false, false), found.stream().map(FileListing.Found::skipped).toList());
  }

  @Test
  void aFileThatIsNamedIsListedWhateverItsNameAndOnce() throws IOException {
    Path file = Files.writeString(folder.resolve("x.tmp"), "x\n");

    assertEquals(1, list(0, file.toString(), file.toString()).size());
  }

  @Test
  void versionsHaveNanoseconds() throws IOException {
    Path file = Files.writeString(folder.resolve("x.log"), "abc");
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-02T03:04:05.123456789Z")));

    var found = list(0, file.toString()).get(0);
    assertEquals(3, found.size());
    assertEquals("2026-01-02T03:04:05.123456789Z", found.version());
  }

  @Test
  void youngFilesAreLeftForLater() throws IOException {
    Files.writeString(folder.resolve("x.log"), "abc");

    assertTrue(list(3600, folder.toString()).isEmpty());
  }

  @Test
  void whatIsNotThereHasACode() {
    assertEquals("input-missing", assertThrows(PlanException.class, () -> list(0, folder + "/none")).code());
  }
}
