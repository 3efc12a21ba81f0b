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
