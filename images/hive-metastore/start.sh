#!/bin/sh
# Starts Hive Metastore with the settings of the environment; README.md lists them. Commands: serve (the default), prepare, health.
set -eu

jars="${METASTORE_JARS:-/opt/hive-metastore/jars}"
if [ ! -d "$jars" ]; then
  echo "hive-metastore: $jars is not a folder; METASTORE_JARS names the folder of its jars" >&2
  exit 2
fi

# Hive 2.3 reaches into the class library; Java 17 has to be told that it may.
set -- \
  --add-opens=java.base/java.lang=ALL-UNNAMED \
  --add-opens=java.base/java.net=ALL-UNNAMED \
  --add-opens=java.base/java.nio=ALL-UNNAMED \
  --add-opens=java.base/java.util=ALL-UNNAMED \
  --add-opens=java.base/java.util.concurrent=ALL-UNNAMED \
  --add-opens=java.base/sun.nio.ch=ALL-UNNAMED \
  --add-opens=java.security.jgss/sun.security.krb5=ALL-UNNAMED \
  -XX:+ExitOnOutOfMemoryError \
  -XX:-UsePerfData \
  -Djava.io.tmpdir="${TMPDIR:-/tmp}" \
  -cp "$jars/*" \
  io.logex.metastore.Main "$@"

# JDK_JAVA_OPTIONS is read by java itself: memory and the like.
if [ -n "${JAVA_HOME:-}" ]; then
  exec "$JAVA_HOME/bin/java" "$@"
fi
exec java "$@"
