#!/bin/sh
# start.sh URL
#
# Fills a fresh database from demo.ldif and serves it at URL. Run in the folder that holds slapd.conf, schema and LDIF;
# everything written goes below TMPDIR and is worth nothing afterwards.
set -eu
umask 077
data=${TMPDIR:-/tmp}/directory
rm -rf "$data"
mkdir "$data"

# Nobody knows the password: the content only ever changes with demo.ldif.
password=$(head -c 32 /dev/urandom | base64)
sed -e '/^#/d' \
  -e "s|^include SCHEMA$|include $PWD/norrbryggan-hsa.schema|" \
  -e 's|^modulepath MODULES$|modulepath /usr/lib/ldap|' \
  -e "s|^rootpw PASSWORD$|rootpw $password|" \
  -e "s|\bDATA\b|$data|" \
  slapd.conf >"$data/slapd.conf"

# slapd reserves memory for every file descriptor it might open, and container engines allow a thousand million.
ulimit -n 1024
/usr/sbin/slapadd -q -f "$data/slapd.conf" -l demo.ldif
exec /usr/sbin/slapd -f "$data/slapd.conf" -h "$1" -d 0
