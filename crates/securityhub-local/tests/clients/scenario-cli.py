"""The scenario with the AWS CLI: scenario-cli.py ENDPOINT, with `aws` on the path."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

endpoint = sys.argv[1]
steps = json.loads((Path(__file__).parent / "scenario.json").read_text())
saved = {}


def kebab(name):
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


def perform(step):
    arguments = {
        key: saved[value[1:]] if isinstance(value, str) and value.startswith("$") else value
        for key, value in step["input"].items()
    }
    if "pages" in step:
        paging = ["--page-size", str(arguments.pop("MaxResults"))]
    elif step["call"].startswith("List"):
        paging = ["--no-paginate"]
    else:
        paging = []
    command = ["aws", "securityhub", kebab(step["call"]), "--cli-input-json", json.dumps(arguments), *paging]
    environment = {
        **os.environ,
        "AWS_ACCESS_KEY_ID": step["as"],
        "AWS_SECRET_ACCESS_KEY": f"{step['as']}-secret",
        "AWS_MAX_ATTEMPTS": "1",
        "AWS_PAGER": "",
        "AWS_CONFIG_FILE": "/dev/null",
        "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
    }
    command += ["--endpoint-url", endpoint, "--region", "eu-north-1", "--output", "json"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode == 0:
        return {"output": json.loads(done.stdout or "{}")}
    found = re.search(r"An error occurred \((\w+)\) when calling the \w+ operation(?: \([^)]*\))?: (.*)", done.stderr, re.S)
    if not found:
        return {"failed": done.stderr}
    return {"error": {"code": found[1], "message": found[2].strip()}}


for step in steps:
    result = perform(step)
    for name, path in step.get("save", {}).items():
        value = result.get("output", {})
        for key in path.split("."):
            value = value[int(key) if key.isdigit() else key]
        saved[name] = value
    print(json.dumps(result), flush=True)
