#!/usr/bin/env bash
# ./run.sh [--port 8080] [--demo] | audit verify | keys …: builds what is not built yet and serves FormsHub. See docs/operations.md.
set -euo pipefail
cd "$(dirname "$0")"
. tools/build/needs.sh

usage() {
  cat <<'TEXT'
./run.sh [--port 8080] [--demo]
./run.sh audit verify
./run.sh keys status | rotate | export FILE | check [FILE] | import FILE

  --port N   listen on http://127.0.0.1:N (default 8080; FORMSHUB_URLS for anything else)
  --demo     install the emergency-contact template with its sample data
  audit verify  prove the audit's chain, beside a running server or without one
  keys …        keys of encrypted fields, beside a running server or without one: docs/reference/encryption.md

Settings are environment variables; docs/operations.md lists them: FORMSHUB_DATA, FORMSHUB_KEYS, FORMSHUB_DB, FORMSHUB_URLS,
FORMSHUB_ADMIN_PASSWORD.
TEXT
}

arguments=()
while [ $# -gt 0 ]; do
  case $1 in
    --port) export FORMSHUB_URLS="http://127.0.0.1:${2:?--port needs a number}"; shift 2 ;;
    --port=*) export FORMSHUB_URLS="http://127.0.0.1:${1#--port=}"; shift ;;
    -h | --help) usage; exit ;;
    *) arguments+=("$1"); shift ;;
  esac
done

need_tools
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

if [ -z "${FORMSHUB_DB:-}" ]; then
  FORMSHUB_POSTGRES=${FORMSHUB_POSTGRES:-$(tools/postgres/install.sh)}
  export FORMSHUB_POSTGRES
fi

build_ui() {
  echo "Building the user interface"
  unless_fresh artifacts/stamps/ui-packages ui/package.json ui/package-lock.json -- \
    npm --prefix ui ci --no-audit --no-fund --loglevel=error
  (cd ui && node_modules/.bin/vite build --logLevel warn)
}

build_server() {
  echo "Building the server"
  dotnet build src/FormsHub.Server -c Release -v quiet --nologo --disable-build-servers -p:RunAnalyzers=false
}

if [ -f ui/package-lock.json ]; then
  [ -d ui/dist ] || rm -f artifacts/stamps/ui
  [ -d ui/node_modules ] || rm -f artifacts/stamps/ui-packages artifacts/stamps/ui
  unless_fresh artifacts/stamps/ui ui -- build_ui
fi
server=artifacts/bin/FormsHub.Server/release/FormsHub.Server.dll
[ -f "$server" ] || rm -f artifacts/stamps/server
unless_fresh artifacts/stamps/server src Directory.Build.props Directory.Packages.props global.json -- build_server

exec dotnet "$server" ${arguments[@]+"${arguments[@]}"}
