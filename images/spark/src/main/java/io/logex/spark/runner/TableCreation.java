package io.logex.spark.runner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.hadoop.HadoopCatalog;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.spark.sql.SparkSession;

/**
 * Makes tables from their first metadata file as it is, since every other way of making one gives its fields new ids, and
 * data files are read by ids.
 */
final class TableCreation {
  private TableCreation() {}

  /** Makes a table where it is missing, and tells whether it did. */
  static boolean create(SparkSession spark, Step.CreateTable step) throws IOException {
    String[] names = step.table().replace("`", "").split("\\.");
    Catalog catalog = Spark3Util.loadIcebergCatalog(spark, names[0]);
    TableIdentifier identifier = TableIdentifier.of(names[1], names[2]);
    if (catalog.tableExists(identifier)) {
      return false;
    }
    String warehouse = spark.conf().get("spark.sql.catalog." + names[0] + ".warehouse").replaceFirst("/+$", "");
    boolean hadoop = catalog instanceof HadoopCatalog;
    if (!hadoop && catalog instanceof SupportsNamespaces namespaces && !namespaces.namespaceExists(Namespace.of(names[1]))) {
      createNamespace(namespaces, names[1], warehouse);
    }
    String location = step.location() == null ? warehouse + "/" + names[1] + "/" + names[2] : step.location();
    var metadata = new HashMap<String, Object>(step.metadata());
    metadata.put("location", location);
    metadata.put("table-uuid", UUID.randomUUID().toString());
    metadata.put("last-updated-ms", System.currentTimeMillis());
    return hadoop ? createByName(spark, location, metadata) : register(spark, catalog, identifier, location, metadata);
  }

  private static void createNamespace(SupportsNamespaces namespaces, String name, String warehouse) {
    try {
      namespaces.createNamespace(Namespace.of(name), Map.of("location", warehouse + "/" + name));
    } catch (AlreadyExistsException e) {
      // Another job made it meanwhile.
    }
  }

  private static boolean createByName(SparkSession spark, String location, Map<String, Object> metadata) throws IOException {
    FileSystem files = new Path(location).getFileSystem(spark.sessionState().newHadoopConf());
    Path target = new Path(location, "metadata/v1.metadata.json");
    Path temporary = new Path(location, "metadata/." + UUID.randomUUID() + ".tmp");
    write(files, temporary, json(metadata));
    if (files.exists(target) || !files.rename(temporary, target)) {
      files.delete(temporary, false);
      return false;
    }
    write(files, new Path(location, "metadata/version-hint.text"), "1");
    return true;
  }

  private static boolean register(
      SparkSession spark, Catalog catalog, TableIdentifier identifier, String location, Map<String, Object> metadata) throws IOException {
    Path target = new Path(location, "metadata/00000-" + metadata.get("table-uuid") + ".metadata.json");
    FileSystem files = target.getFileSystem(spark.sessionState().newHadoopConf());
    write(files, target, json(metadata));
    try {
      catalog.registerTable(identifier, target.toString());
      return true;
    } catch (AlreadyExistsException e) {
      files.delete(target, false);
      return false;
    }
  }

  private static void write(FileSystem files, Path path, String text) throws IOException {
    try (FSDataOutputStream out = files.create(path, true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String json(Map<String, Object> metadata) {
    try {
      return new ObjectMapper().writeValueAsString(metadata);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
