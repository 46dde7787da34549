package io.logex.spark.runner;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** Lists files: one that is named, all below a folder, or those of a glob. */
final class FileListing {
  private FileListing() {}

  /** A file, or why it cannot be read. */
  record Found(String path, long size, String version, boolean skipped, String error) {}

  static List<Found> list(Step.ListFiles step, Configuration conf) throws IOException {
    Pattern ignore = step.ignore() == null ? null : Pattern.compile(step.ignore());
    Pattern skip = step.skip() == null ? null : Pattern.compile(step.skip());
    long youngest = System.currentTimeMillis() - step.minAgeSeconds() * 1000L;
    var found = new TreeMap<String, Found>();
    for (String name : step.paths()) {
      Path root = FileAccess.path(name);
      FileSystem files = FileAccess.fileSystem(root, conf);
      for (FileStatus status : roots(files, root, name)) {
        for (FileStatus file : filesBelow(files, status)) {
          String relative = relative(status, file);
          if (ignore != null && !relative.isEmpty() && ignore.matcher(relative).find()) {
            continue;
          }
          if (file.getModificationTime() > youngest && step.minAgeSeconds() > 0) {
            continue;
          }
          String path = FileAccess.name(file.getPath());
          found.put(path, describe(path, file, skip));
        }
      }
    }
    return found.values().stream().sorted(Comparator.comparing(Found::path)).toList();
  }

  private static Found describe(String path, FileStatus file, Pattern skip) {
    boolean skipped = skip != null && skip.matcher(file.getPath().getName()).find();
    try {
      var version = FileAccess.version(file);
      return new Found(path, version.size(), version.version(), skipped, null);
    } catch (IOException e) {
      return new Found(path, 0, "", skipped, e.getMessage());
    }
  }

  private static FileStatus[] roots(FileSystem files, Path root, String name) throws IOException {
    FileStatus[] matched = files.exists(root) ? new FileStatus[] {files.getFileStatus(root)} : files.globStatus(root);
    if (matched == null || matched.length == 0) {
      throw new PlanException("input-missing", "listing input: '" + name + "' does not exist", null);
    }
    return matched;
  }

  private static List<FileStatus> filesBelow(FileSystem files, FileStatus root) throws IOException {
    if (!root.isDirectory()) {
      return List.of(root);
    }
    var found = new ArrayList<FileStatus>();
    RemoteIterator<LocatedFileStatus> all = files.listFiles(root.getPath(), true);
    while (all.hasNext()) {
      found.add(all.next());
    }
    return found;
  }

  /** Path below the folder that was named; empty for a file that was named itself. */
  private static String relative(FileStatus root, FileStatus file) {
    String base = root.getPath().toUri().getPath();
    String path = file.getPath().toUri().getPath();
    return path.startsWith(base) ? path.substring(base.length()).replaceFirst("^/", "") : path;
  }
}
