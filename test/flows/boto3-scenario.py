"""A tour of two accounts with boto3; prints what it saw as one JSON object.

The environment names the server (GATEHOUSE) and holds the administrator's credentials.
"""

import json
import os

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

ENDPOINT = os.environ["GATEHOUSE"]
CONFIG = Config(retries={"total_max_attempts": 1})


def client(service, credentials=None):
    keys = {}
    if credentials:
        keys = {
            "aws_access_key_id": credentials["AccessKeyId"],
            "aws_secret_access_key": credentials["SecretAccessKey"],
            "aws_session_token": credentials.get("SessionToken"),
        }
    return boto3.client(service, endpoint_url=ENDPOINT, config=CONFIG, **keys)


def document(statement):
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def refusal(call, **parameters):
    try:
        call(**parameters)
    except ClientError as error:
        status = error.response["ResponseMetadata"]["HTTPStatusCode"]
        return [status, error.response["Error"]["Code"], error.response["Error"]["Message"]]
    return None


account = client("sts").get_caller_identity()["Account"]
organizations = client("organizations")
organization = organizations.create_organization(FeatureSet="ALL")["Organization"]
request = organizations.create_account(AccountName="Partner", Email="root+partner@example.com")
request_id = request["CreateAccountStatus"]["Id"]
status = organizations.describe_create_account_status(CreateAccountRequestId=request_id)
member = status["CreateAccountStatus"]["AccountId"]
pages = organizations.get_paginator("list_accounts").paginate(PaginationConfig={"PageSize": 1})
accounts = [entry["Id"] for page in pages for entry in page["Accounts"]]

entry = client("sts").assume_role(
    RoleArn=f"arn:aws:iam::{member}:role/OrganizationAccountAccessRole", RoleSessionName="enter"
)["Credentials"]
member_iam = client("iam", entry)

iam = client("iam")
user = iam.create_user(UserName="auditor")["User"]
key = iam.create_access_key(UserName="auditor")["AccessKey"]
role_arn = f"arn:aws:iam::{member}:role/audited"
iam.put_user_policy(
    UserName="auditor",
    PolicyName="assume",
    PolicyDocument=document({"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": role_arn}),
)
member_iam.create_role(
    RoleName="audited",
    AssumeRolePolicyDocument=document(
        {
            "Effect": "Allow",
            "Principal": {"AWS": user["Arn"]},
            "Action": "sts:AssumeRole",
            "Condition": {"StringEquals": {"sts:ExternalId": "contract-7"}},
        }
    ),
)
member_iam.put_role_policy(
    RoleName="audited",
    PolicyName="look",
    PolicyDocument=document({"Effect": "Allow", "Action": "iam:List*", "Resource": "*"}),
)

auditor_sts = client("sts", key)
without_id = refusal(auditor_sts.assume_role, RoleArn=role_arn, RoleSessionName="audit")
session = auditor_sts.assume_role(
    RoleArn=role_arn, RoleSessionName="audit", ExternalId="contract-7"
)["Credentials"]
identity = client("sts", session).get_caller_identity()
roles = [role["RoleName"] for role in client("iam", session).list_roles()["Roles"]]
denied = refusal(client("iam", session).create_user, UserName="mallory")


def assume_role_events(credentials=None):
    pages = client("cloudtrail", credentials).get_paginator("lookup_events").paginate(
        LookupAttributes=[{"AttributeKey": "EventName", "AttributeValue": "AssumeRole"}],
        PaginationConfig={"PageSize": 1},
    )
    return [json.loads(event["CloudTrailEvent"]) for page in pages for event in page["Events"]]


print(
    json.dumps(
        {
            "account": account,
            "organization": organization,
            "status": status["CreateAccountStatus"]["State"],
            "member": member,
            "accounts": accounts,
            "auditorId": user["UserId"],
            "withoutId": without_id,
            "identity": identity["Arn"],
            "expiration": session["Expiration"].isoformat(),
            "roles": roles,
            "denied": denied,
            "ownEvents": assume_role_events(),
            "memberEvents": assume_role_events(entry),
        }
    )
)
