package io.logex.spark.runner;

import java.io.FileNotFoundException;
import java.net.ConnectException;
import java.nio.file.FileSystemException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells by the classes and messages of an error and its causes what kind of fault it is. */
final class Failures {
  private static final Map<String, String> BY_CLASS = new LinkedHashMap<>();

  static {
    BY_CLASS.put("CommitStateUnknownException", "commit-unknown");
    BY_CLASS.put("TTransportException", "metastore-unreachable");
    BY_CLASS.put("RuntimeMetaException", "metastore-failed");
    BY_CLASS.put("NoSuchTableException", "table-missing");
    BY_CLASS.put("AnalysisException", "statement-failed");
    BY_CLASS.put("ParseException", "statement-failed");
    BY_CLASS.put("ExtendedAnalysisException", "statement-failed");
    BY_CLASS.put("AWSServiceIOException", "store-failed");
    BY_CLASS.put("AWSClientIOException", "store-failed");
    BY_CLASS.put("AmazonS3Exception", "store-failed");
    BY_CLASS.put("OutOfMemoryError", "memory-exhausted");
  }

  private Failures() {}

  static String codeOf(Throwable error) {
    for (Throwable at = error; at != null; at = at.getCause()) {
      if (at.getClass().getSimpleName().endsWith("LockException")) {
        return "lock-held";
      }
    }
    for (Throwable at = error; at != null; at = at.getCause()) {
      String message = String.valueOf(at.getMessage());
      if (message.contains("No space left on device")) {
        return "disk-failed";
      }
      for (Class<?> type = at.getClass(); type != null; type = type.getSuperclass()) {
        String code = BY_CLASS.get(type.getSimpleName());
        if (code != null) {
          return code;
        }
      }
      if (at instanceof ConnectException) {
        return "connection-refused";
      }
      if (at instanceof FileSystemException || at instanceof FileNotFoundException) {
        return "disk-failed";
      }
    }
    return "failed";
  }
}
