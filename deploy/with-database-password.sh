#!/bin/sh
# with-database-password.sh PASSWORD-FILE COMMAND…
#
# Becomes the command, which logs in to PostgreSQL with the password in the file (PGPASSWORD, as all PostgreSQL clients
# understand it), so that the password stands in no configuration.
set -eu
PGPASSWORD=$(cat "$1")
export PGPASSWORD
shift
exec "$@"
