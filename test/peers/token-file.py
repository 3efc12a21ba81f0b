"""boto3 as a program in a container uses it: the environment names a role and a token file."""
import json

import boto3

identity = boto3.client("sts").get_caller_identity()
print(json.dumps({"Arn": identity["Arn"]}))
