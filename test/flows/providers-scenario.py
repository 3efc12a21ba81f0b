"""Identity providers of both kinds with boto3; prints what it saw as one JSON object.

The environment names the server (GATEHOUSE) and holds the administrator's credentials; METADATA
and METADATA_NEXT are files.
"""

import json
import os

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

iam = boto3.client(
    "iam", endpoint_url=os.environ["GATEHOUSE"], config=Config(retries={"total_max_attempts": 1})
)


def refusal(call, **parameters):
    try:
        call(**parameters)
    except ClientError as error:
        status = error.response["ResponseMetadata"]["HTTPStatusCode"]
        return [status, error.response["Error"]["Code"], error.response["Error"]["Message"]]
    return None


def plain(answer):
    answer.pop("ResponseMetadata")
    return json.loads(json.dumps(answer, default=lambda time: time.isoformat()))


def read(name):
    with open(os.environ[name], encoding="utf-8", newline="") as file:
        return file.read()


tags = [{"Key": "Team", "Value": "blue"}]
first, following = read("METADATA"), read("METADATA_NEXT")
saml = iam.create_saml_provider(Name="corp", SAMLMetadataDocument=first, Tags=tags)
saml_arn = saml["SAMLProviderArn"]
seen = {
    "samlCreated": plain(saml),
    "samlAgain": refusal(iam.create_saml_provider, Name="corp", SAMLMetadataDocument=first),
    "samlUnreadable": refusal(
        iam.update_saml_provider, SAMLProviderArn=saml_arn, SAMLMetadataDocument=first[:-20]
    ),
    "samlUpdated": plain(
        iam.update_saml_provider(SAMLProviderArn=saml_arn, SAMLMetadataDocument=following)
    ),
}
saml_read = iam.get_saml_provider(SAMLProviderArn=saml_arn)
seen["samlSame"] = saml_read["SAMLMetadataDocument"] == following
seen["samlValid"] = saml_read["ValidUntil"].isoformat()
seen["samlTags"] = saml_read["Tags"]
iam.tag_saml_provider(SAMLProviderArn=saml_arn, Tags=[{"Key": "Env", "Value": "예"}])
iam.untag_saml_provider(SAMLProviderArn=saml_arn, TagKeys=["Team"])
seen["samlTagsNow"] = plain(iam.list_saml_provider_tags(SAMLProviderArn=saml_arn))
seen["samlListed"] = [entry["Arn"] for entry in iam.list_saml_providers()["SAMLProviderList"]]
iam.delete_saml_provider(SAMLProviderArn=saml_arn)
seen["samlGone"] = refusal(iam.get_saml_provider, SAMLProviderArn=saml_arn)

URL = "https://idp.example/realms/Staff"
oidc = iam.create_open_id_connect_provider(
    Url=URL, ClientIDList=["sts.amazonaws.com"], ThumbprintList=["AB" * 20], Tags=tags
)
oidc_arn = oidc["OpenIDConnectProviderArn"]
on = {"OpenIDConnectProviderArn": oidc_arn}
seen["oidcCreated"] = plain(oidc)
seen["oidcAgain"] = refusal(
    iam.create_open_id_connect_provider, Url=URL, ThumbprintList=["AB" * 20]
)
seen["oidcRefused"] = refusal(
    iam.create_open_id_connect_provider, Url="idp.example", ThumbprintList=["AB" * 20]
)
for _ in range(2):
    iam.add_client_id_to_open_id_connect_provider(**on, ClientID="app")
    iam.remove_client_id_from_open_id_connect_provider(**on, ClientID="sts.amazonaws.com")
iam.update_open_id_connect_provider_thumbprint(**on, ThumbprintList=["CD" * 20, "EF" * 20])
oidc_read = plain(iam.get_open_id_connect_provider(**on))
oidc_read.pop("CreateDate")
seen["oidcRead"] = oidc_read
iam.tag_open_id_connect_provider(**on, Tags=[{"Key": "Env", "Value": ""}])
iam.untag_open_id_connect_provider(**on, TagKeys=["Team"])
seen["oidcTagsNow"] = plain(iam.list_open_id_connect_provider_tags(**on))
seen["oidcListed"] = plain(iam.list_open_id_connect_providers())["OpenIDConnectProviderList"]
seen["summary"] = iam.get_account_summary()["SummaryMap"]["Providers"]
for _ in range(2):
    iam.delete_open_id_connect_provider(**on)
seen["oidcGone"] = refusal(iam.get_open_id_connect_provider, **on)
print(json.dumps(seen))
