#!/usr/bin/env bash
# Runs the tests of securityhub-local on PostgreSQL too: starts a server of its own, from Debian's package, on a free
# port of 127.0.0.1, and ends it. Arguments go to `cargo test`.
set -euo pipefail
cd "$(dirname "$0")/../../.."

find_postgres() {
    local found
    for found in /usr/lib/postgresql/*/bin "$(dirname "$(command -v initdb || echo /none/initdb)")"; do
        if [ -x "$found/initdb" ] && [ -x "$found/pg_ctl" ]; then echo "$found"; return; fi
    done
    return 1
}

if ! bin=$(find_postgres); then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y postgresql; } >/dev/null || true
    fi
    if ! bin=$(find_postgres); then
        echo "PostgreSQL: not run, because there is no PostgreSQL and Debian's package could not be installed"
        exit 0
    fi
fi

# PostgreSQL refuses to run as root.
as_server() { if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi; }
folder=$(mktemp -d)
if [ "$(id -u)" = 0 ]; then chown postgres "$folder"; fi
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
stop() { as_server "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$folder"; }
trap stop EXIT
as_server "$bin/initdb" -D "$folder/data" -U hub --auth=trust -E UTF8 >/dev/null
as_server "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" \
    -o "-h 127.0.0.1 -p $port -k $folder -c max_connections=200" start >/dev/null

echo "PostgreSQL: $("$bin/postgres" --version)"
SECURITYHUB_LOCAL_POSTGRES="postgres://hub@127.0.0.1:$port/postgres" \
    cargo test -p securityhub-local --features postgres "$@"
