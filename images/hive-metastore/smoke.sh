#!/bin/sh
# Looks at a finished image from inside, with no database: docker run --rm --entrypoint /opt/hive-metastore/smoke.sh IMAGE
set -eu
here="$(cd "$(dirname "$0")" && pwd)"

fail() {
  echo "smoke: $1" >&2
  exit 1
}

[ "$(id -u)" -ne 0 ] || fail 'the process runs as root'

status=0
output="$(METASTORE_DATABASE_HOST='' "$here/start.sh" prepare 2>&1)" || status=$?
[ "$status" -eq 2 ] || fail "a start without settings ended with $status and not with 2: $output"
case "$output" in
  *'METASTORE_DATABASE_HOST is not set'*) ;;
  *) fail "a start without settings did not name what is missing: $output" ;;
esac

# Port 9 is closed: the driver and the settings are there, and the failure is told in one line.
status=0
output="$(METASTORE_DATABASE_HOST=127.0.0.1 METASTORE_DATABASE_PORT=9 METASTORE_DATABASE_PASSWORD=unused METASTORE_DATABASE_WAIT_SECONDS=0 \
  "$here/start.sh" prepare 2>&1)" || status=$?
[ "$status" -eq 3 ] || fail "a start without a database ended with $status and not with 3: $output"

echo 'smoke: passed'
