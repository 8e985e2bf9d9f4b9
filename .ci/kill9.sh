#!/usr/bin/env bash
# Kills a writing process with -9, ROUNDS times (default 50), and proves each time that no acknowledged event is lost. CI runs 5.
set -euo pipefail
cd "$(dirname "$0")/.."
exec dotnet run --project IncidentConsole.Benchmarks -c "${CONFIGURATION:-Debug}" ${CI:+--no-build} -- kill9 "${1:-50}"
