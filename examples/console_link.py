"""Prints a link that opens a console session: what a broker of one's own does for its people.

    AWS_PROFILE=gatehouse python3 examples/console_link.py http://localhost:8400 ROLE [SECONDS]

The broker has decided who may do what. It assumes the role in that person's name, exchanges the
credentials for a sign-in token, and hands out a link that is good for 15 minutes. The credentials
themselves are sent in the body of a POST: a URL may be written to the log of a proxy.
"""

import json
import sys
import urllib.error
import urllib.parse
import urllib.request

import boto3

endpoint, role, *seconds = sys.argv[1:]


def ask(parameters):
    """Posts a form to the federation endpoint and returns its JSON answer."""
    body = urllib.parse.urlencode(parameters).encode()
    try:
        with urllib.request.urlopen(f"{endpoint}/federation", data=body) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as refusal:
        told = json.load(refusal)
        sys.exit(f"{told['Error']['Code']}: {told['Error']['Message']} ({told['RequestId']})")


sts = boto3.client("sts", endpoint_url=endpoint)
account = sts.get_caller_identity()["Account"]
credentials = sts.assume_role(
    RoleArn=f"arn:aws:iam::{account}:role/{role}",
    RoleSessionName="console-link",
)["Credentials"]
session = {
    "sessionId": credentials["AccessKeyId"],
    "sessionKey": credentials["SecretAccessKey"],
    "sessionToken": credentials["SessionToken"],
}
asked = {"Action": "getSigninToken", "Session": json.dumps(session)}
if seconds:
    asked["SessionDuration"] = seconds[0]
link = {
    "Action": "login",
    "Destination": "https://console.aws.amazon.com/",
    "SigninToken": ask(asked)["SigninToken"],
}
print(f"{endpoint}/federation?{urllib.parse.urlencode(link)}")
