"""Fail where the accuracy on the marked articles is below its floor.

usage: gate.py SHARED, the folder that holds gold/ and score.py

floors.json has, for each file in gold/ and each kind marked in it, the lowest value that each
metric of score.py may have. Raise a floor when the extractor has become better; never lower one
without saying why in the commit.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent


def scores(gold: Path, scorer: Path) -> dict:
    """The scores of the release build on one file of marked articles."""
    trich = ["cargo", "run", "--quiet", "--release", "--", "extract", "--quiet", gold]
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as records:
        subprocess.run(trich, stdout=records, check=True)
        score = [sys.executable, scorer, gold, records.name, "--json"]
        return json.loads(subprocess.run(score, stdout=subprocess.PIPE, check=True).stdout)


def main() -> None:
    shared = Path(sys.argv[1])
    below = []
    print(f"{'file':18} {'kind':12} {'metric':12} {'score':>7} {'floor':>7}")
    for file, kinds in json.loads((HERE / "floors.json").read_text()).items():
        found = scores(shared / "gold" / file, shared / "score.py")
        for kind, floors in kinds.items():
            for metric, floor in floors.items():
                # A metric of the mentions found is missing where none was found.
                score = found[kind].get(metric, 0.0)
                mark = "" if score >= floor else "  BELOW"
                print(f"{file:18} {kind:12} {metric:12} {score:7.4f} {floor:7.4f}{mark}")
                if mark:
                    below.append(f"{metric} of {kind} on {file} is {score:.4f}, its floor {floor:.4f}")
    if below:
        sys.exit("accuracy is below its floor: " + "; ".join(below))


main()
