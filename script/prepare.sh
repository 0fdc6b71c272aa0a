# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
# Shared by script/server and script/test: brings a machine to where the Python environment works. Sourced, not run.
# Every step says what it does, does nothing when nothing is to do, and stops with what to do by hand when it may not.

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
TOOLS="$ROOT/build/tools"

# Offices have certificates of their own; uv and Node bring other lists unless they are told to use the system's.
if [ -e /etc/ssl/certs/ca-certificates.crt ]; then
  export SSL_CERT_FILE="${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt}"
  export NODE_EXTRA_CA_CERTS="${NODE_EXTRA_CA_CERTS:-/etc/ssl/certs/ca-certificates.crt}"
fi

say() { printf '==> %s\n' "$*"; }

fail() {
  printf '\n%s: %s\n' "$(basename "$0")" "$*" >&2
  exit 1
}

# How root's rights are had, if at all: "" (we are root), "sudo -n", or "none".
privilege() {
  if [ "$(id -u)" = 0 ]; then
    echo ""
  elif command -v sudo > /dev/null && sudo -n true 2> /dev/null; then
    echo "sudo -n"
  else
    echo none
  fi
}

# system_packages PACKAGE…: install with apt what is missing. Returns 1 (and says what is missing) if it may not.
system_packages() {
  local missing=() package as log
  command -v dpkg-query > /dev/null || {
    say "Not a Debian system. Please make sure that you have what these Debian packages contain: $*"
    return 1
  }
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2> /dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  as="$(privilege)"
  if [ "$as" = none ]; then
    say "Missing system packages, and neither root nor sudo without a password: please run
      sudo apt-get install --no-install-recommends ${missing[*]}"
    return 1
  fi
  say "Installing system packages: ${missing[*]}"
  log="$(mktemp)"
  # shellcheck disable=SC2086 # empty or two words
  if ! { $as apt-get update && $as env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y --no-install-recommends "${missing[@]}"; } > "$log" 2>&1; then
    tail -n 15 "$log" >&2
    rm -f "$log"
    say "apt could not install them; the lines above say why. By hand:
      sudo apt-get install --no-install-recommends ${missing[*]}"
    return 1
  fi
  rm -f "$log"
}

# A Python of at least 3.11, in $PYTHON.
need_python() {
  local name
  for name in python3 python3.13 python3.12 python3.11 python3.14; do
    if command -v "$name" > /dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null; then
      PYTHON="$(command -v "$name")"
      return
    fi
  done
  fail "Python 3.11 or newer is needed and was not found. Debian 12, Ubuntu 24.04: sudo apt-get install python3"
}

# What uv from PyPI needs of the system and is missing; nothing where all is installed.
venv_package() {
  [ -x "$ROOT/.venv/bin/aktei" ] || [ -x "$TOOLS/bin/uv" ] || command -v uv > /dev/null \
    || "$PYTHON" -c 'import ensurepip' 2> /dev/null || echo python3-venv
}

# uv, in $UV; from PyPI into a private directory if the system has none. The system's own Python stays untouched.
need_uv() {
  if [ -x "$TOOLS/bin/uv" ]; then
    UV="$TOOLS/bin/uv"
  elif command -v uv > /dev/null; then
    UV="$(command -v uv)"
  else
    say "Installing uv from PyPI into ${TOOLS#"$ROOT"/}"
    "$PYTHON" -c 'import ensurepip' 2> /dev/null || system_packages python3-venv \
      || fail "uv is missing and cannot be installed without Python's venv module (see above)."
    "$PYTHON" -m venv "$TOOLS" && "$TOOLS/bin/python" -m pip install --quiet --disable-pip-version-check uv \
      || { rm -rf "$TOOLS"; fail "uv could not be installed from PyPI. Is the network reachable?"; }
    UV="$TOOLS/bin/uv"
  fi
  export PATH="$(dirname "$UV"):$PATH" UV_PYTHON_DOWNLOADS=never
}

# sync NAME [uv options]: the Python environment as uv.lock says; skipped while nothing changed.
sync() {
  local stamp="$ROOT/.venv/.synced-$1" state arguments=()
  shift
  state="$(cat "$ROOT/uv.lock" "$ROOT/pyproject.toml" | sha256sum)"
  [ -x "$ROOT/.venv/bin/aktei" ] && [ "$(cat "$stamp" 2> /dev/null)" = "$state" ] && return
  need_python
  need_uv
  say "Installing Python packages from uv.lock (the first time this takes a minute or two)"
  # An environment that is there keeps its Python.
  [ -x "$ROOT/.venv/bin/python" ] || arguments+=(--python "$PYTHON")
  (cd "$ROOT" && "$UV" sync --quiet --frozen --inexact "${arguments[@]}" "$@") \
    || fail "The Python packages could not be installed; the lines above say why. What was there before still is."
  printf '%s' "$state" > "$stamp"
}

# Style sheets, fonts and translations; script/assets itself skips what is done.
assets() {
  if [ -d "$TOOLS/bin" ]; then export PATH="$TOOLS/bin:$PATH"; fi
  "$ROOT/.venv/bin/python" "$ROOT/script/assets" "$@"
}
