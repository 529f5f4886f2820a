# Sourced by run.sh and test.sh: says what this machine lacks, and tells whether an output is older than its sources.

need() { # need COMMAND WHAT-TO-INSTALL
  command -v "$1" >/dev/null && return
  echo "FormsHub needs $2." >&2
  exit 1
}

need_tools() {
  need dotnet "the .NET 10 SDK: https://dotnet.microsoft.com/download/dotnet/10.0"
  need node "Node.js 20 or newer: https://nodejs.org"
  need npm "npm, which comes with Node.js: https://nodejs.org"
  [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] || need node-20 "Node.js 20 or newer; this is $(node --version)"
}

# The fingerprint of everything below the given paths, outputs left out.
fingerprint() {
  find "$@" \( -name node_modules -o -name dist -o -name bin -o -name obj -o -name coverage \) -prune -o -type f -print0 |
    LC_ALL=C sort -z | xargs -0 cksum | cksum
}

# unless_fresh STAMP PATHS... -- COMMAND: runs the command unless the stamp says that it ran for these very sources.
unless_fresh() {
  local stamp=$1 paths=() now
  shift
  while [ "$1" != -- ]; do paths+=("$1"); shift; done
  shift
  now=$(fingerprint "${paths[@]}")
  [ "$(cat "$stamp" 2>/dev/null)" = "$now" ] && return
  "$@"
  mkdir -p "$(dirname "$stamp")"
  echo "$now" >"$stamp"
}

# Debian packages that are missing: installed when root, else named.
debian_packages() {
  local missing=() name
  for name in "$@"; do
    case $name in
      fonts-noto-cjk) [ -e /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc ] ;;
      postgresql-15) [ -x /usr/lib/postgresql/15/bin/postgres ] ;;
      *) command -v "$name" >/dev/null ;;
    esac || missing+=("$name")
  done
  [ "${#missing[@]}" = 0 ] && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing ${missing[*]}"
    # PostgreSQL's package would make and start a cluster that nobody asked for.
    mkdir -p /etc/postgresql-common
    [ -e /etc/postgresql-common/createcluster.conf ] || echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends -o Dpkg::Options::=--force-confold "${missing[@]}" >/dev/null
  else
    echo "Some tests need what is missing here: ${missing[*]} (on Debian: apt-get install ${missing[*]})." >&2
  fi
}
