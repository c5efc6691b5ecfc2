#!/usr/bin/env bash
# One scenario, many clients: each drives a server of its own through the same calls, and must see the same results.
#
#   run.sh                    boto3, the AWS CLI and the AWS SDK for JavaScript, and the generated client
#   run.sh aws-sdk-rust       the AWS SDK for Rust, which takes some ten minutes to build
#
# Clients are installed below target/, and a client that cannot be is reported as not run. Names of clients as
# arguments run only these.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../../../.."
target=${CARGO_TARGET_DIR:-$PWD/target}
installed=$target/clients
mkdir -p "$installed"
# Python leaves nothing beside the scripts.
export PYTHONDONTWRITEBYTECODE=1
failed=0

cargo build --quiet -p securityhub-local
server=$target/debug/securityhub-local

# Runs the command with a fresh server's endpoint as its last argument, and compares what it prints.
drive() {
    local name=$1 output endpoint pid
    shift
    output=$(mktemp -d)
    touch "$output/server"
    "$server" --memory --listen 127.0.0.1:0 --accounts "$here/keys.toml" --no-rate-limit --log off >"$output/server" &
    pid=$!
    for _ in $(seq 100); do
        endpoint=$(sed -n 's/.*\(http:\/\/[0-9.:]*\).*/\1/p' "$output/server" | head -1)
        [ -z "$endpoint" ] || break
        sleep 0.1
    done
    if ! "$@" "$endpoint" >"$output/results"; then
        echo "$name: failed"
        failed=1
    fi
    python3 "$here/compare.py" "$name" "$output/results" || failed=1
    kill "$pid"
    wait "$pid" || true
    rm -rf "$output"
}

not_run() { echo "$1: not run, because $2"; }

python_packages() {
    [ -x "$installed/venv/bin/aws" ] && "$installed/venv/bin/python" -c 'import boto3' 2>/dev/null && return
    { python3 -m venv "$installed/venv" && "$installed/venv/bin/pip" install --quiet boto3 awscli; } >&2
}

client_boto3() {
    if ! python_packages; then not_run boto3 "it could not be installed"; return; fi
    drive "boto3 $("$installed/venv/bin/python" -c 'import boto3; print(boto3.__version__)')" \
        "$installed/venv/bin/python" "$here/scenario.py"
}

client_awscli() {
    if ! python_packages; then not_run "AWS CLI" "it could not be installed"; return; fi
    drive "AWS CLI $("$installed/venv/bin/aws" --version | sed 's/aws-cli.\([^ ]*\).*/\1/')" \
        env PATH="$installed/venv/bin:$PATH" python3 "$here/scenario-cli.py"
}

client_javascript() {
    local package=@aws-sdk/client-securityhub
    if ! command -v npm >/dev/null; then not_run "$package" "there is no npm"; return; fi
    if [ ! -d "$installed/js/node_modules/$package" ]; then
        mkdir -p "$installed/js"
        echo '{"private": true}' >"$installed/js/package.json"
        if ! (cd "$installed/js" && npm install --silent --no-fund --no-audit "$package") >&2; then
            not_run "$package" "it could not be installed"
            return
        fi
    fi
    drive "$package $(sed -n 's/.*"version": "\(.*\)".*/\1/p' "$installed/js/node_modules/$package/package.json")" \
        env NODE_MODULES="$installed/js/node_modules" node "$here/scenario.mjs"
}

client_generated() {
    cargo build --quiet -p securityhub-local --example scenario
    drive "generated client" "$target/debug/examples/scenario" "$here/scenario.json"
}

client_aws-sdk-rust() {
    if ! CARGO_TARGET_DIR=$installed/aws-sdk-rust cargo build --quiet --manifest-path "$here/aws-sdk-rust/Cargo.toml"; then
        not_run aws-sdk-securityhub "it could not be built"
        return
    fi
    drive "aws-sdk-securityhub $(sed -n '/name = "aws-sdk-securityhub"/{n;s/version = "\(.*\)"/\1/p}' "$here/aws-sdk-rust/Cargo.lock")" \
        "$installed/aws-sdk-rust/debug/scenario" "$here/scenario.json"
}

if [ $# = 0 ]; then set -- boto3 awscli javascript generated; fi
for name in "$@"; do
    if ! declare -F "client_$name" >/dev/null; then
        echo "$name is no client; there are boto3, awscli, javascript, generated and aws-sdk-rust"
        exit 2
    fi
    "client_$name"
done
exit "$failed"
