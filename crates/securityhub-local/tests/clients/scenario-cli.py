"""The scenario with the AWS CLI: scenario-cli.py ENDPOINT, with `aws` on the path."""

import json
import os
import re
import subprocess
import sys

import steps

endpoint = sys.argv[1]


def kebab(name):
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


def perform(step, arguments):
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


steps.run(perform)
