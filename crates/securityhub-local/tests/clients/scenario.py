"""The scenario with boto3: scenario.py ENDPOINT, results to standard output, a line of JSON a step."""

import re
import sys

import boto3
import steps
from botocore.config import Config
from botocore.exceptions import ClientError

endpoint = sys.argv[1]
config = Config(retries={"total_max_attempts": 1})
clients = {}


def client(who):
    if who not in clients:
        clients[who] = boto3.client(
            "securityhub",
            endpoint_url=endpoint,
            region_name="eu-north-1",
            aws_access_key_id=who,
            aws_secret_access_key=f"{who}-secret",
            config=config,
        )
    return clients[who]


def snake(name):
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def perform(step, arguments):
    try:
        if "pages" in step:
            size = arguments.pop("MaxResults")
            pages = client(step["as"]).get_paginator(snake(step["call"]))
            found = pages.paginate(**arguments, PaginationConfig={"PageSize": size})
            return {"output": {step["pages"]: [item for page in found for item in page[step["pages"]]]}}
        output = getattr(client(step["as"]), snake(step["call"]))(**arguments)
    except ClientError as error:
        return {"error": {"code": error.response["Error"]["Code"], "message": error.response["Error"]["Message"]}}
    output.pop("ResponseMetadata")
    return {"output": output}


steps.run(perform)
