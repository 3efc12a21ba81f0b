// Assumes a role of the caller's account and says who the session is.
//
//     AWS_PROFILE=gatehouse node examples/assume-role.mjs http://localhost:8400 ROLE
//
// `endpoint` may be left out where the profile or AWS_ENDPOINT_URL names it.

import { IAMClient, ListUsersCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

const [endpoint, role] = process.argv.slice(2);

const sts = new STSClient({ endpoint });
const { Account } = await sts.send(new GetCallerIdentityCommand({}));
const { AssumedRoleUser, Credentials } = await sts.send(
  new AssumeRoleCommand({
    RoleArn: `arn:aws:iam::${Account}:role/${role}`,
    RoleSessionName: 'example',
    DurationSeconds: 900,
  }),
);
console.log(`${AssumedRoleUser.Arn} until ${Credentials.Expiration.toISOString()}`);

const iam = new IAMClient({
  endpoint,
  credentials: {
    accessKeyId: Credentials.AccessKeyId,
    secretAccessKey: Credentials.SecretAccessKey,
    sessionToken: Credentials.SessionToken,
  },
});
try {
  const { Users } = await iam.send(new ListUsersCommand({}));
  console.log(Users.map(({ UserName }) => UserName));
} catch (error) {
  console.log(error.name, error.message);
}
