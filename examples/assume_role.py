"""Assumes a role of the caller's account and says who the session is.

    AWS_PROFILE=gatehouse python3 examples/assume_role.py http://localhost:8400 ROLE

Works with every boto3. From 1.28 on, `endpoint_url` may be left out where the profile names it.
"""

import sys

import boto3
from botocore.exceptions import ClientError

endpoint, role = sys.argv[1:]

sts = boto3.client("sts", endpoint_url=endpoint)
account = sts.get_caller_identity()["Account"]
answer = sts.assume_role(
    RoleArn=f"arn:aws:iam::{account}:role/{role}",
    RoleSessionName="example",
    DurationSeconds=900,
)
credentials = answer["Credentials"]
print(answer["AssumedRoleUser"]["Arn"], "until", credentials["Expiration"].isoformat())

session = boto3.Session(
    aws_access_key_id=credentials["AccessKeyId"],
    aws_secret_access_key=credentials["SecretAccessKey"],
    aws_session_token=credentials["SessionToken"],
)
iam = session.client("iam", endpoint_url=endpoint)
try:
    print([user["UserName"] for user in iam.list_users()["Users"]])
except ClientError as error:
    print(error.response["Error"]["Code"], error.response["Error"]["Message"])
