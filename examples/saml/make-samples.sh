#!/bin/sh
# Makes the files of samples/ anew: two responses for AWS itself of one moment, and what they are
# judged by. The private key is thrown away.
set -eu
cd "$(dirname "$0")"
node identity-provider.mjs create samples https://idp.example.com/saml
account=arn:aws:iam::111122223333
respond() {
  node identity-provider.mjs respond samples --at 2026-11-01T09:30:00Z \
    --recipient https://signin.aws.amazon.com/saml --audience urn:amazon:webservices \
    --pair "$account:role/staff,$account:saml-provider/example" "$@"
}
respond --user bob@example.com --tag team=blue > samples/accepted.txt
respond --user 'Bob Smith' --tag team=blue > samples/refused.txt
rm samples/key.pem
