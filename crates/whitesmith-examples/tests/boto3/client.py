"""Calls a Security Hub with boto3, signed in every way a client may, and prints what came back: a line a call."""

import datetime
import http.client
import sys
import urllib.request

import boto3
import botocore.auth
from botocore.config import Config
from botocore.exceptions import ClientError

endpoint = sys.argv[1]


def client(key="AKIDKNOWN", secret="right", token=None, region="eu-west-1", **config):
    return boto3.client(
        "securityhub",
        endpoint_url=endpoint,
        region_name=region,
        aws_access_key_id=key,
        aws_secret_access_key=secret,
        aws_session_token=token,
        config=Config(retries={"total_max_attempts": 1}, **config),
    )


def report(name, call):
    try:
        output = call()
        output.pop("ResponseMetadata", None)
        print(name, "ok", output)
    except ClientError as error:
        response = error.response
        print(name, response["ResponseMetadata"]["HTTPStatusCode"], response["Error"]["Code"])


def fetch(url, headers=None, method=None, data=None):
    request = urllib.request.Request(url, headers=headers or {}, method=method, data=data)
    try:
        with urllib.request.urlopen(request) as response:
            return f"{response.status} {response.headers.get('x-amzn-errortype', '')}"
    except urllib.error.HTTPError as error:
        return f"{error.code} {error.headers.get('x-amzn-errortype', '')}"


hub = client()
invite = lambda of: of.delete_invitations(AccountIds=["210000000002"])
report("body", lambda: invite(hub))
report("query", lambda: hub.list_members(OnlyAssociated=False, MaxResults=7, NextToken="a b/c+d=&e%é~*'"))
report("empty", lambda: hub.get_invitations_count())
report("unicode", lambda: hub.create_members(AccountDetails=[{"AccountId": "210000000003", "Email": "ü@example.com"}]))
report("token", lambda: invite(client(key="AKIDTEMPORARY", token="fresh/+=")))
report("stale", lambda: invite(client(key="AKIDTEMPORARY", token="stale")))
report("secret", lambda: invite(client(secret="wrong")))
report("key", lambda: invite(client(key="AKIDUNKNOWN")))
report("region", lambda: invite(client(region="us-east-1")))

# Clocks that are 10 and 20 minutes behind.
real = botocore.auth.get_current_datetime
for minutes in (10, 20):
    behind = datetime.timedelta(minutes=minutes)
    botocore.auth.get_current_datetime = lambda *args, **kwargs: real(*args, **kwargs) - behind
    report(f"behind-{minutes}", lambda: invite(hub))
botocore.auth.get_current_datetime = real

# Presigned: as it is, and with a parameter changed.
url = hub.generate_presigned_url("list_members", Params={"MaxResults": 3, "NextToken": "a b"}, ExpiresIn=60)
print("presigned", fetch(url))
print("presigned-changed", fetch(url.replace("MaxResults=3", "MaxResults=4")))
print("presigned-token", fetch(client(key="AKIDTEMPORARY", token="fresh/+=").generate_presigned_url("list_members")))

# Captured, and sent with another body, with another header, and again.
captured = {}
hub.meta.events.register("before-send.securityhub", lambda request, **_: captured.update(request=request))
invite(hub)
sent = captured["request"]
text = lambda value: value.decode() if isinstance(value, bytes) else value
headers = {name: text(value) for name, value in sent.headers.items() if name.lower() != "content-length"}
print("replayed", fetch(sent.url, headers, "POST", sent.body))
print("other-body", fetch(sent.url, headers, "POST", sent.body.replace(b"2", b"3")))
print("other-header", fetch(sent.url, headers | {"X-Amz-Target": "a.B"}, "POST", sent.body))
print("unsigned", fetch(sent.url, {"Content-Type": "application/json"}, "POST", sent.body))

# The whole in chunks: the length is not known, the bytes are the same.
address = endpoint.removeprefix("http://")
connection = http.client.HTTPConnection(address)
connection.request("POST", "/invitations/delete", iter([sent.body[:5], sent.body[5:]]), headers, encode_chunked=True)
print("chunked", connection.getresponse().status)
