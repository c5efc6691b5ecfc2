"""The steps of the scenario, for clients in Python."""

import json
from pathlib import Path


def run(perform):
    """Has each step performed with its arguments, and prints the results: a line of JSON a step."""
    saved = {}
    for step in json.loads((Path(__file__).parent / "scenario.json").read_text()):
        arguments = {
            key: saved[value[1:]] if isinstance(value, str) and value.startswith("$") else value
            for key, value in step["input"].items()
        }
        result = perform(step, arguments)
        for name, path in step.get("save", {}).items():
            value = result.get("output", {})
            for key in path.split("."):
                value = value[int(key) if key.isdigit() else key]
            saved[name] = value
        print(json.dumps(result, default=str), flush=True)
