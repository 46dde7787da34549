package io.logex.spark.runner;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.io.FileNotFoundException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/** Files by the paths that plans name: local ones without a scheme, others by URI. */
final class FileAccess {
  private static final DateTimeFormatter NANOSECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'").withZone(ZoneOffset.UTC);

  private FileAccess() {}

  /** A version of a file: bytes, and what tells that it changed. */
  record Version(long size, String version) {}

  static Path path(String name) {
    return name.startsWith("/") ? new Path(URI.create("file:///").getScheme(), null, name) : new Path(name);
  }

  /** The file system of a path; the local one without checksum files beside the data. */
  static FileSystem fileSystem(Path path, Configuration conf) throws IOException {
    FileSystem found = path.getFileSystem(conf);
    return found instanceof LocalFileSystem local ? local.getRawFileSystem() : found;
  }

  /** How a path is written in tables: local ones without a scheme. */
  static String name(Path path) {
    URI uri = path.toUri();
    return "file".equals(uri.getScheme()) || uri.getScheme() == null ? uri.getPath() : path.toString();
  }

  static Version version(FileStatus status) throws IOException {
    URI uri = status.getPath().toUri();
    if ("file".equals(uri.getScheme())) {
      return localVersion(uri.getPath());
    }
    String etag = status instanceof EtagSource source ? source.getEtag() : null;
    return new Version(
        status.getLen(), etag == null || etag.isEmpty() ? NANOSECONDS.format(Instant.ofEpochMilli(status.getModificationTime())) : etag);
  }

  static Version version(String name, Configuration conf) throws IOException {
    if (name.startsWith("/")) {
      return localVersion(name);
    }
    Path path = path(name);
    return version(fileSystem(path, conf).getFileStatus(path));
  }

  // Hadoop knows local times to the millisecond only.
  private static Version localVersion(String name) throws IOException {
    try {
      var attributes = Files.readAttributes(java.nio.file.Path.of(name), BasicFileAttributes.class);
      if (!attributes.isRegularFile()) {
        throw new IOException("it is a pipe, a socket, a device or a folder");
      }
      return new Version(attributes.size(), NANOSECONDS.format(attributes.lastModifiedTime().toInstant()));
    } catch (NoSuchFileException e) {
      throw (FileNotFoundException) new FileNotFoundException(name).initCause(e);
    }
  }
}
