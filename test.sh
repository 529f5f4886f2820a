#!/usr/bin/env bash
# ./test.sh: builds everything and runs every test. The last line is "N passed, N failed, N skipped".
set -uo pipefail
cd "$(dirname "$0")"
. tools/build/needs.sh
need_tools
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 CI="${CI:-}"

results=artifacts/test-results
rm -rf "$results" && mkdir -p "$results"
failures=()

# step NAME COMMAND...: runs it, says how long it took, remembers a failure.
step() {
  local name=$1 began=$SECONDS code=0
  shift
  echo "== $name"
  "$@" || code=$?
  echo "== $name: $([ $code = 0 ] && echo done || echo "FAILED ($code)") after $((SECONDS - began)) s"
  [ $code = 0 ] || failures+=("$name")
  return 0
}

ui() { npm --prefix ui run --silent "$@"; }

install_ui() {
  [ -d ui/node_modules ] || rm -f artifacts/stamps/ui-packages
  unless_fresh artifacts/stamps/ui-packages ui/package.json ui/package-lock.json -- \
    npm --prefix ui ci --no-audit --no-fund --loglevel=error
}

# The reference implementation of GraphQL and its clients, which ours is put beside.
conformance=tests/FormsHub.GraphQL.Conformance
install_conformance() {
  [ -d $conformance/node_modules ] || rm -f artifacts/stamps/conformance-packages
  unless_fresh artifacts/stamps/conformance-packages $conformance/package.json $conformance/package-lock.json -- \
    npm --prefix $conformance ci --no-audit --no-fund --loglevel=error
}

test_ui() { ui test -- --reporter=default --reporter=json --outputFile="$PWD/$results/ui.json"; }

# Every project of the solution below tests/ whose name ends in .Tests; the architecture tests see that none is forgotten.
test_projects() { dotnet sln FormsHub.sln list | tr -d '\r' | tr '\\' '/' | grep -E '^tests/.*\.Tests\.csproj$' | sort; }

test_project() {
  local name
  name=$(basename "$1" .csproj)
  dotnet exec "artifacts/bin/$name/debug/$name.dll" -noLogo -trx "$PWD/$results/$name.trx"
}

step "PostgreSQL" tools/postgres/install.sh
FORMSHUB_POSTGRES=$(tools/postgres/install.sh)
export FORMSHUB_POSTGRES
step "Debian packages" debian_packages chromium fonts-noto-cjk curl postgresql-15
step "UI packages" install_ui
step "GraphQL reference packages" install_conformance
step "UI lint" ui lint
step "UI tests" test_ui
step "UI format" ui format:check
step "UI build" ui build
step "UI size" ui size
step "Build" dotnet build FormsHub.sln -v quiet --nologo --disable-build-servers
for project in $(test_projects); do
  step "$(basename "$project" .csproj)" test_project "$project"
done
step "GraphQL against the reference" node $conformance/differential.mjs
step "GraphQL schemas against the reference" node $conformance/schemas.mjs
step "GraphQL responses against the reference" node $conformance/execution.mjs

[ ${#failures[@]} = 0 ] || printf 'Failed: %s\n' "${failures[@]}"
printf '%s\n' ${failures[@]+"${failures[@]}"} | node tools/build/sum.mjs "$results"
