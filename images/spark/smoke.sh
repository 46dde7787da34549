#!/bin/sh
# Looks at a finished image from inside: docker run --rm --entrypoint /opt/logex/smoke.sh IMAGE
# The runner makes an Iceberg table on this disk, and refuses a plan of another version.
set -eu
jars="${SPARK_JARS:-/opt/spark/jars}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

fail() {
  echo "smoke: $1" >&2
  exit 1
}

# Runs a plan; the runner's lines come out.
run() {
  # shellcheck disable=SC2086 # a list of options
  java ${SPARK_JVM_FLAGS:---add-opens=java.base/java.lang=ALL-UNNAMED --add-opens=java.base/java.nio=ALL-UNNAMED --add-opens=java.base/java.util=ALL-UNNAMED --add-opens=java.base/sun.nio.ch=ALL-UNNAMED --add-opens=java.base/sun.util.calendar=ALL-UNNAMED --add-opens=java.base/java.lang.invoke=ALL-UNNAMED} \
    -Dspark.master='local[1]' -Dspark.ui.enabled=false -Dspark.driver.host=127.0.0.1 -Dspark.driver.bindAddress=127.0.0.1 \
    -Djava.io.tmpdir="$work" -cp "$jars/*" io.logex.spark.runner.Runner "$1" 2>"$work/log"
}

[ "$(id -u)" -ne 0 ] || fail 'the process runs as root'

cat >"$work/plan.json" <<PLAN
{"version":1,"job":"smoke","steps":[
{"kind":"configure","name":"catalog","settings":{"spark.sql.catalog.lake":"org.apache.iceberg.spark.SparkCatalog","spark.sql.catalog.lake.type":"hadoop","spark.sql.catalog.lake.warehouse":"$work/warehouse"}},
{"kind":"sql","name":"namespace","text":"CREATE NAMESPACE lake.web"},
{"kind":"sql","name":"table","text":"CREATE TABLE lake.web.smoke USING iceberg AS SELECT id FROM range(10)"}]}
PLAN
output="$(run "$work/plan.json")" || fail "a plan failed: $output $(tail -n 20 "$work/log")"
[ -f "$work/warehouse/web/smoke/metadata/version-hint.text" ] || fail "a plan made no table: $output"

echo '{"version":999,"job":"smoke","steps":[]}' >"$work/later.json"
if output="$(run "$work/later.json")"; then fail "a plan of another version was run: $output"; fi

# Classes that only a cluster needs.
for class in org/apache/hadoop/fs/s3a/S3AFileSystem org/apache/iceberg/hive/HiveCatalog; do
  found=''
  for jar in "$jars"/hadoop-aws-*.jar "$jars"/iceberg-spark-runtime-*.jar; do
    if grep -q "$class" "$jar"; then found="$jar"; fi
  done
  [ -n "$found" ] || fail "no jar has $class"
done

echo 'smoke: passed'
