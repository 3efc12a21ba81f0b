# The account, for the names that follow.
ACCOUNT=$(aws --endpoint-url "$GATEHOUSE" sts get-caller-identity --query Account --output text)

# A role that the account's own users may be allowed to assume.
aws --endpoint-url "$GATEHOUSE" iam create-role --role-name reader \
  --assume-role-policy-document '{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"AWS": "'"$ACCOUNT"'"}, "Action": "sts:AssumeRole"}}'

# What whoever assumes it may do.
aws --endpoint-url "$GATEHOUSE" iam put-role-policy --role-name reader --policy-name read-users \
  --policy-document '{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "iam:GetUser", "Resource": "*"}}'

# A user with an access key, who may assume the role and nothing else.
aws --endpoint-url "$GATEHOUSE" iam create-user --user-name alice

read -r ALICE_KEY ALICE_SECRET <<< "$(aws --endpoint-url "$GATEHOUSE" iam create-access-key --user-name alice \
  --query 'AccessKey.[AccessKeyId,SecretAccessKey]' --output text)"

aws --endpoint-url "$GATEHOUSE" iam put-user-policy --user-name alice --policy-name assume-reader \
  --policy-document '{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "arn:aws:iam::'"$ACCOUNT"':role/reader"}}'

# With a password she signs in to the console; the first sign-in replaces it.
aws --endpoint-url "$GATEHOUSE" iam create-login-profile --user-name alice --password 'For-alice-once-1' --password-reset-required

# Alice assumes the role and gets credentials that last an hour.
read -r ROLE_KEY ROLE_SECRET ROLE_TOKEN <<< "$(AWS_ACCESS_KEY_ID=$ALICE_KEY AWS_SECRET_ACCESS_KEY=$ALICE_SECRET \
  aws --endpoint-url "$GATEHOUSE" sts assume-role --role-arn "arn:aws:iam::${ACCOUNT}:role/reader" --role-session-name tour \
  --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text)"

# With them she may do what the role allows.
AWS_ACCESS_KEY_ID=$ROLE_KEY AWS_SECRET_ACCESS_KEY=$ROLE_SECRET AWS_SESSION_TOKEN=$ROLE_TOKEN \
  aws --endpoint-url "$GATEHOUSE" iam get-user --user-name alice

# She is refused the rest, with the words of AWS.
AWS_ACCESS_KEY_ID=$ROLE_KEY AWS_SECRET_ACCESS_KEY=$ROLE_SECRET AWS_SESSION_TOKEN=$ROLE_TOKEN \
  aws --endpoint-url "$GATEHOUSE" iam create-user --user-name mallory

# Every call is in the event history, the refused one too.
aws --endpoint-url "$GATEHOUSE" cloudtrail lookup-events --query 'Events[].[EventName,Username]' --output text

aws --endpoint-url "$GATEHOUSE" cloudtrail lookup-events --lookup-attributes AttributeKey=Username,AttributeValue=tour \
  --query 'Events[].CloudTrailEvent' --output text

# Federation. A small identity provider for trying things, with a key and a metadata document.
IDP=$(mktemp -d)
node examples/saml/identity-provider.mjs create "$IDP"

# The account gets to know it, and a role trusts it.
PROVIDER=$(aws --endpoint-url "$GATEHOUSE" iam create-saml-provider --name example \
  --saml-metadata-document "file://$IDP/metadata.xml" --query SAMLProviderArn --output text)

STAFF=$(aws --endpoint-url "$GATEHOUSE" iam create-role --role-name staff --query Role.Arn --output text \
  --assume-role-policy-document '{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"Federated": "'"$PROVIDER"'"}, "Action": "sts:AssumeRoleWithSAML"}}')

# It signs that Bob may have the role; the response becomes credentials.
respond() {
  node examples/saml/identity-provider.mjs respond "$IDP" --pair "$STAFF,$PROVIDER" \
    --service-provider "$GATEHOUSE/static/saml-metadata.xml" --user bob@example.com "$@"
}

aws --endpoint-url "$GATEHOUSE" sts assume-role-with-saml --role-arn "$STAFF" --principal-arn "$PROVIDER" \
  --saml-assertion "$(respond)" --query '[AssumedRoleUser.Arn,Issuer]' --output text

# A response that was made for AWS itself is refused.
aws --endpoint-url "$GATEHOUSE" sts assume-role-with-saml --role-arn "$STAFF" --principal-arn "$PROVIDER" \
  --saml-assertion "$(respond --recipient https://signin.aws.amazon.com/saml)"

# The server knows more than it told.
npx gatehouse attempts list --limit 1

npx gatehouse attempts show "$(npx gatehouse attempts list --limit 1 | grep -Eo '[0-9a-f-]{36}')"

# With the key of the stand-in anybody could sign in: it goes again.
aws --endpoint-url "$GATEHOUSE" iam delete-saml-provider --saml-provider-arn "$PROVIDER" && rm -r "$IDP"

# The same checks run without a server, on what was collected elsewhere.
npx gatehouse diagnose saml examples/saml/samples/refused.txt --at issue \
  --metadata examples/saml/samples/metadata.xml --trust-policy examples/saml/samples/trust-policy.json

# A workforce. An organization with an account for it, in which nobody may make IAM users.
aws --endpoint-url "$GATEHOUSE" organizations create-organization --query Organization.Arn --output text

DEV=$(aws --endpoint-url "$GATEHOUSE" organizations create-account --account-name dev --email dev@example.com \
  --query CreateAccountStatus.AccountId --output text)

ROOT=$(aws --endpoint-url "$GATEHOUSE" organizations list-roots --query 'Roots[0].Id' --output text)

aws --endpoint-url "$GATEHOUSE" organizations enable-policy-type --root-id "$ROOT" --policy-type SERVICE_CONTROL_POLICY \
  --query 'Root.PolicyTypes[].[Type,Status]' --output text

POLICY=$(aws --endpoint-url "$GATEHOUSE" organizations create-policy --type SERVICE_CONTROL_POLICY --name no-iam-users \
  --description 'People come by the access portal' --query Policy.PolicySummary.Id --output text \
  --content '{"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Action": "iam:CreateUser", "Resource": "*"}}')

aws --endpoint-url "$GATEHOUSE" organizations attach-policy --policy-id "$POLICY" --target-id "$DEV"

# It binds the role by which the management account administers the account.
read -r DEV_KEY DEV_SECRET DEV_TOKEN <<< "$(aws --endpoint-url "$GATEHOUSE" sts assume-role \
  --role-arn "arn:aws:iam::${DEV}:role/OrganizationAccountAccessRole" --role-session-name tour \
  --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text)"

AWS_ACCESS_KEY_ID=$DEV_KEY AWS_SECRET_ACCESS_KEY=$DEV_SECRET AWS_SESSION_TOKEN=$DEV_TOKEN \
  aws --endpoint-url "$GATEHOUSE" iam create-user --user-name mallory

# Identity Center, and somebody in its directory with a password for the first sign-in.
npx gatehouse identity-center enable

read -r INSTANCE STORE <<< "$(aws --endpoint-url "$GATEHOUSE" sso-admin list-instances \
  --query 'Instances[0].[InstanceArn,IdentityStoreId]' --output text)"

MINA=$(aws --endpoint-url "$GATEHOUSE" identitystore create-user --identity-store-id "$STORE" --user-name mina \
  --display-name 'Mina Kim' --name GivenName=Mina,FamilyName=Kim --emails Value=mina@example.com,Primary=true \
  --query UserId --output text)

echo 'For-mina-once-1' | npx gatehouse identity-center user-password --user mina --password-stdin --one-time

# What she may do, and where.
SET=$(aws --endpoint-url "$GATEHOUSE" sso-admin create-permission-set --instance-arn "$INSTANCE" --name Auditor \
  --query PermissionSet.PermissionSetArn --output text)

aws --endpoint-url "$GATEHOUSE" sso-admin put-inline-policy-to-permission-set --instance-arn "$INSTANCE" --permission-set-arn "$SET" \
  --inline-policy '{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": ["iam:Get*", "iam:List*"], "Resource": "*"}}'

REQUEST=$(aws --endpoint-url "$GATEHOUSE" sso-admin create-account-assignment --instance-arn "$INSTANCE" --permission-set-arn "$SET" \
  --target-type AWS_ACCOUNT --target-id "$DEV" --principal-type USER --principal-id "$MINA" \
  --query AccountAssignmentCreationStatus.RequestId --output text)

aws --endpoint-url "$GATEHOUSE" sso-admin describe-account-assignment-creation-status --instance-arn "$INSTANCE" \
  --account-assignment-creation-request-id "$REQUEST" --query AccountAssignmentCreationStatus.Status --output text

# The profiles for her command line.
npx gatehouse aws-config sso --user mina
