#!/bin/sh
# make-secrets.sh BUS-KEY-FILE DATABASE-PASSWORD-FILE
#
# Makes the secrets of an installation that has none yet; a file that is there stays as it is. Each is 32 random bytes
# as base64.
set -eu
umask 077

# It gets its name last: a secret is there whole or not at all.
make() {
  if [ -e "$1" ]; then
    return
  fi
  head -c 32 /dev/urandom | base64 >"$1.new"
  chmod "$2" "$1.new"
  mv "$1.new" "$1"
  echo "made $1"
}

make "$1" 0400
# PostgreSQL reads it as another user; only its container and the bridge's have the volume.
make "$2" 0444
