#!/usr/bin/env bash
# Compares `trich extract FILE` (A) with a search for the same mentions by ripgrep (B) and with
# reading the file at all (cat): at least seven runs of each, one after the other in turn, and
# of the ratios the minimum, the median and the maximum.
#
#     benches/compare.sh FILE [RUNS]
#
# FILE is JSON Lines. PATTERNS in the environment names a file of patterns for B in the place of
# those below. It needs `rg`, GNU time as `/usr/bin/time`, and a release build.
set -euo pipefail

file=${1:?usage: benches/compare.sh FILE [RUNS]}
runs=${2:-7}
here=$(cd "$(dirname "$0")" && pwd)
trich=${TRICH:-${CARGO_TARGET_DIR:-$here/../target}/release/trich}
for needed in "$trich" rg /usr/bin/time; do
    command -v "$needed" >/dev/null || { echo "compare.sh: there is no $needed" >&2; exit 2; }
done
((runs >= 7)) || { echo "compare.sh: seven runs at least" >&2; exit 2; }

times=$(mktemp)
trap 'rm -f "$times"' EXIT
if [[ -z ${PATTERNS:-} ]]; then
    PATTERNS=$(mktemp)
    trap 'rm -f "$times" "$PATTERNS"' EXIT
    # What a user types to find the mentions, without their meaning.
    cat >"$PATTERNS" <<'END'
[0-9]+ ?/ ?[0-9]+( \p{Ll}+)?
[0-9]+([.,][0-9]+)? ?(%|phần trăm|điểm phần trăm)
(?i:((nguyên|cựu|quyền|phó|tổng) )*(chủ tịch|bí thư|giám đốc|thủ tướng|tổng thống|bộ trưởng|thứ trưởng|trưởng (ban|phòng|đoàn|khoa)|(cục|vụ|viện|hiệu|thị|ngoại) trưởng|đại sứ|đại biểu|thống đốc|thư ký|chánh (án|văn phòng|thanh tra)|chủ nhiệm|ủy viên|người phát ngôn))[^.,;:()\n]{0,60}
END
fi

# measure NAME COMMAND…: adds a line `NAME wall processor kilobytes`.
measure() {
    local name=$1
    shift
    /usr/bin/time -f "$name %e %U %S %M" -a -o "$times" "$@" >/dev/null
}

cat "$file" >/dev/null
for ((run = 0; run < runs; run++)); do
    measure A "$trich" extract -q "$file"
    measure B rg -o --no-filename -f "$PATTERNS" "$file"
    measure one "$trich" extract -q -j 1 "$file"
    measure cat cat "$file"
done

awk '
    { i = n[$1]++; wall[$1, i] = $2; cpu[$1, i] = $3 + $4; if ($5 > peak[$1]) peak[$1] = $5 }
    # Prints the minimum, median and maximum of the first count values.
    function row(label, count,   i, j, t) {
        for (i = 1; i < count; i++)
            for (j = i; j > 0 && v[j] < v[j - 1]; j--) { t = v[j]; v[j] = v[j - 1]; v[j - 1] = t }
        printf "%-44s %8.3f %8.3f %8.3f\n", label, v[0], v[int(count / 2)], v[count - 1]
    }
    function ratio(label, a, b, kind,   i) {
        for (i = 0; i < n[a]; i++)
            v[i] = kind == "wall" ? wall[a, i] / (wall[b, i] + 1e-9) : cpu[a, i] / (cpu[b, i] + 1e-9)
        row(label, n[a])
    }
    function seconds(label, a,   i) {
        for (i = 0; i < n[a]; i++) v[i] = wall[a, i]
        row(label, n[a])
    }
    END {
        printf "%-44s %8s %8s %8s\n", "", "min", "median", "max"
        seconds("A  trich extract, wall seconds", "A")
        seconds("A1 trich extract -j 1, wall seconds", "one")
        seconds("B  rg, wall seconds", "B")
        seconds("   cat, wall seconds", "cat")
        ratio("A/B wall", "A", "B", "wall")
        ratio("A/B processor", "A", "B", "cpu")
        ratio("A1/A wall", "one", "A", "wall")
        printf "%-44s %8.1f MB\n", "A  peak memory", peak["A"] / 1024
    }
' "$times"
