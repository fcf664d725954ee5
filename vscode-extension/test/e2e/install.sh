#!/bin/sh
# Installs a VS Code that a browser shows (code-server) and what drives the browser (playwright-core) into the folder $1.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1" && cd "$1"
cmp -s "$here/package.json" installed.json && exit 0

cp "$here/package.json" "$here/../../.npmrc" .
quiet="--no-audit --no-fund --loglevel=error"
npm install --ignore-scripts $quiet

# The native modules are built here: their own scripts would download what was built for others.
cd node_modules/code-server/lib/vscode
npm install --omit=dev --ignore-scripts $quiet
headers=$(node -p 'path.resolve(process.execPath, "../..")')
for module in node-pty @vscode/spdlog native-watchdog @parcel/watcher; do
  npm rebuild --nodedir="$headers" $quiet "$module" >"$1/build.log" 2>&1 || true # what counts is whether it loads
  node -e "require('$module')" || { cat "$1/build.log"; exit 1; }
done
ln -sfn node_modules node_modules.asar
mkdir -p node_modules/@vscode/ripgrep/bin
ln -sf "$(command -v rg)" node_modules/@vscode/ripgrep/bin/rg
cp "$here/package.json" "$1/installed.json"
