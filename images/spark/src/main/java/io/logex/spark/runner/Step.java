package io.logex.spark.runner;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One step of a plan. Each has a name, for progress and messages, and may have a condition: a SQL expression. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Step.Configure.class, name = "configure"),
  @JsonSubTypes.Type(value = Step.CreateTable.class, name = "create-table"),
  @JsonSubTypes.Type(value = Step.ListFiles.class, name = "list-files"),
  @JsonSubTypes.Type(value = Step.ReadLines.class, name = "read-lines"),
  @JsonSubTypes.Type(value = Step.Sql.class, name = "sql"),
  @JsonSubTypes.Type(value = Step.Write.class, name = "write"),
  @JsonSubTypes.Type(value = Step.ForEach.class, name = "for-each"),
  @JsonSubTypes.Type(value = Step.Call.class, name = "call"),
  @JsonSubTypes.Type(value = Step.Locks.class, name = "locks"),
  @JsonSubTypes.Type(value = Step.Check.class, name = "check"),
  @JsonSubTypes.Type(value = Step.Assert.class, name = "assert"),
  @JsonSubTypes.Type(value = Step.Emit.class, name = "emit"),
})
public sealed interface Step {
  /** Name in progress and messages. */
  String name();

  /** SQL expression; the step is passed over where it is not true. Null: always. */
  String when();

  private static void need(Object... values) {
    for (Object value : values) {
      Objects.requireNonNull(value, "a field that every step of its kind has is missing");
    }
  }

  /** Settings of the session. */
  record Configure(String name, String when, Map<String, String> settings) implements Step {
    public Configure {
      need(name, settings);
    }
  }

  /** Makes an Iceberg table from its first metadata, field ids included, unless it is there. */
  record CreateTable(String name, String when, String table, String location, Map<String, Object> metadata) implements Step {
    public CreateTable {
      need(name, table, metadata);
    }
  }

  /** Lists files into a view of path, size and version. Paths that match {@code ignore} are not there, {@code skip} counts. */
  record ListFiles(String name, String when, String view, List<String> paths, String ignore, String skip, int minAgeSeconds)
      implements Step {
    public ListFiles {
      need(name, view, paths);
    }
  }

  /** A view of the lines of parts of files: part, chunk, line_index, line, fault, fault_detail. */
  record ReadLines(String name, String when, String view, String parts, long chunkBytes) implements Step {
    public ReadLines {
      need(name, view, parts);
    }
  }

  /**
   * Runs a statement; its result may become a view, and may be kept so that it is computed once. Rows of the views beside it, which
   * have the same columns and as many partitions, come behind those of each partition.
   */
  record Sql(String name, String when, String text, String view, Keep keep, Among among, List<String> beside) implements Step {
    public Sql {
      need(name, text);
    }
  }

  /** Rows whose column has one of the values that a SELECT gives; as plain values, which tables are pruned by. */
  record Among(String column, String values) {
    public Among {
      need(column, values);
    }
  }

  /** Where the result of a statement is kept, so that it is computed once and stays what it was. */
  enum Keep {
    /** With the driver, for what is small. */
    driver,
    /** With the executors, in memory and on disk, once something reads it. */
    executors
  }

  /**
   * Commits to a table once: a snapshot that carries the marker already makes it pass over. The distribution is a SQL expression: {@code hash}
   * brings the rows of a partition of the table together, {@code none} writes them where they are.
   */
  record Write(
      String name,
      String when,
      String table,
      String text,
      Mode mode,
      String where,
      Among among,
      Marker marker,
      Map<String, String> properties,
      String since,
      Conflict onConflict,
      Boolean single,
      String distribution)
      implements Step {
    public Write {
      need(name, table, text, mode);
      properties = properties == null ? Map.of() : properties;
      onConflict = onConflict == null ? Conflict.retry : onConflict;
      single = single != null && single;
    }
  }

  /** How rows are put into a table. */
  enum Mode {
    /** Rows of a SELECT are added. */
    append,
    /** Rows of a SELECT take the place of those that {@code where} or {@code among} names. */
    overwrite,
    /** The result of a SELECT becomes the table. */
    replace,
    /** The text is a statement of its own that changes the table. */
    statement
  }

  /** What to do when another writer was first. */
  enum Conflict {
    retry,
    fail
  }

  /** Property of a snapshot that tells what it belongs to. The value is a SQL expression. */
  record Marker(String key, String value) {}

  /** Runs steps once for each row; its columns are parameters. */
  record ForEach(String name, String when, String rows, List<Step> steps) implements Step {
    public ForEach {
      need(name, rows, steps);
    }
  }

  /** Calls a procedure of a catalog; arguments are SQL expressions, and what it tells is emitted under the step's name. */
  record Call(String name, String when, String procedure, Map<String, String> arguments) implements Step {
    public Call {
      need(name, procedure, arguments);
    }
  }

  /** Emits the locks of a metastore; those silent for so many seconds are released, where a number is given. */
  record Locks(String name, String when, String metastore, Long releaseAfterSeconds) implements Step {
    public Locks {
      need(name, metastore);
    }
  }

  /** Refuses text that is not one SELECT that Spark accepts; runs nothing. */
  record Check(String name, String when, String text) implements Step {
    public Check {
      need(name, text);
    }
  }

  /** A SELECT that must give no rows. */
  record Assert(String name, String when, String rows, String code, String message) implements Step {
    public Assert {
      need(name, rows, code, message);
    }
  }

  /** Prints the rows of a SELECT, and adds them to the summary. */
  record Emit(String name, String when, String rows) implements Step {
    public Emit {
      need(name, rows);
    }
  }
}
