"""Holds a client's results against the scenario: compare.py NAME RESULTS. What differs from run to run, ids and times,
counts only as being there."""

import json
import sys
from pathlib import Path

VARYING = {"InvitationId": "<id>", "NextToken": "<token>", "InvitedAt": "<time>", "UpdatedAt": "<time>", "SubscribedAt": "<time>"}


def plain(value):
    if isinstance(value, dict):
        return {
            key: VARYING[key] if key in VARYING and inner else plain(inner)
            for key, inner in value.items()
            # A client may show what is not there, as JavaScript does with `undefined`, or leave it out.
            if inner is not None
        }
    return [plain(inner) for inner in value] if isinstance(value, list) else value


def main(name, results):
    steps = json.loads((Path(__file__).parent / "scenario.json").read_text())
    lines = Path(results).read_text().splitlines()
    different = 0
    for number, step in enumerate(steps):
        expected = {key: step[key] for key in ("output", "error") if key in step}
        got = plain(json.loads(lines[number])) if number < len(lines) else "nothing"
        if got != expected:
            different += 1
            print(f"{name}: step {number + 1}, {step['as']} calls {step['call']}\n  expected {expected}\n  got      {got}")
    print(f"{name}: {len(steps) - different} of {len(steps)} results as expected")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
