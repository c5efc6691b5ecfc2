#!/usr/bin/env bash
# Looks at the page of securityhub-local with headless Chromium: what it shows, and that it loads nothing else. Leaves
# a screenshot in target/securityhub-local-page.png.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../../../.."
target=${CARGO_TARGET_DIR:-$PWD/target}

chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
if [ -z "$chromium" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends \
        chromium fonts-dejavu-core; } >/dev/null 2>&1 || true
    chromium=$(command -v chromium || true)
fi
if [ -z "$chromium" ]; then
    echo "page: not run, because there is no Chromium and Debian's package could not be installed"
    exit 0
fi

cargo build --quiet -p securityhub-local
folder=$(mktemp -d)
touch "$folder/server"
"$target/debug/securityhub-local" --memory --no-auth --seed "$here/seed.toml" --listen 127.0.0.1:0 --log off \
    >"$folder/server" &
server=$!
trap 'kill "$server"; rm -rf "$folder"' EXIT
for _ in $(seq 100); do
    endpoint=$(sed -n 's/.*\(http:\/\/[0-9.:]*\).*/\1/p' "$folder/server" | head -1)
    [ -z "$endpoint" ] || break
    sleep 0.1
done

as() { echo "authorization: AWS4-HMAC-SHA256 Credential=$1/20261124/eu-north-1/securityhub/aws4_request"; }
curl -sS -o "$folder/1" -H "$(as 210000000001)" "$endpoint/members"
curl -sS -o "$folder/2" -H "$(as 210000000001)" -H 'content-type: application/json' \
    -d '{"AccountIds":["410000000003"]}' "$endpoint/invitations/delete"
curl -sS -o "$folder/3" -H "$(as 990000000009)" "$endpoint/invitations"
curl -sS -o "$folder/4" "$endpoint/members"

browse() {
    timeout 60 "$chromium" --headless --no-sandbox --disable-gpu --user-data-dir="$folder/profile" \
        --window-size=1280,1100 "$@" "$endpoint/_local/" 2>"$folder/browser"
}
browse --dump-dom >"$folder/page.html" || { cat "$folder/browser"; exit 1; }
python3 "$here/check.py" "$folder/page.html"
browse --screenshot="$target/securityhub-local-page.png" >/dev/null || { cat "$folder/browser"; exit 1; }
[ "$(stat -c %s "$target/securityhub-local-page.png")" -gt 10000 ] || { echo "page: the screenshot is empty"; exit 1; }
