/**
 * For each kind of policy that can refuse a call (aws-facts B7): a call of the AWS CLI whose whole
 * error output is known beforehand. The only policies of resources are trust policies as yet, and
 * AssumeRole gives no reason (B6).
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { needs } from '../../tools/programs.ts';
import { type Cli, openCli } from '../support/cli.ts';
import { type Clients, clientsOf, credentialsOf } from '../support/clients.ts';
import { allow, deny, makeRole, makeUser, policyOf, trusts } from '../support/entities.ts';
import { type Credentials, startTestServer, type TestServer } from '../support/server.ts';

const ACCOUNT = '111122223333';
const POLICY = `arn:aws:iam::${ACCOUNT}:policy/boundary`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/closed`;

let server: TestServer;
let admin: Clients;
let cli: Cli;

describe('refusals of the AWS CLI', needs('aws'), () => {
  before(async () => {
    server = await startTestServer({ GATEHOUSE_BOOTSTRAP_ACCOUNT_ID: ACCOUNT });
    admin = clientsOf(server);
    cli = await openCli(server);
  });

  after(async () => {
    await cli?.remove();
    await server?.stop();
  });

  async function refused(credentials: Credentials, command: string, line: string): Promise<void> {
    const ended = await cli.run(credentials, ...command.split(' '));
    assert.deepEqual(ended, { code: 254, stdout: '', stderr: `\n${line}\n` });
  }

  it('identity policies: none allows', async () => {
    const { credentials } = await makeUser(admin, 'plain');
    await refused(
      credentials,
      'iam get-user --user-name plain',
      'An error occurred (AccessDenied) when calling the GetUser operation: User: arn:aws:iam::111122223333:user/plain is not authorized to perform: iam:GetUser on resource: arn:aws:iam::111122223333:user/plain because no identity-based policy allows the iam:GetUser action',
    );
  });

  it('identity policies: none allows, of an action without a resource', async () => {
    const { credentials } = await makeUser(admin, 'homeless', { path: '/staff/' });
    await refused(
      credentials,
      'cloudtrail lookup-events',
      'An error occurred (AccessDeniedException) when calling the LookupEvents operation: User: arn:aws:iam::111122223333:user/staff/homeless is not authorized to perform: cloudtrail:LookupEvents because no identity-based policy allows the cloudtrail:LookupEvents action',
    );
  });

  it('identity policies: one denies', async () => {
    const policy = [allow('*'), deny('iam:Create*')];
    const { credentials } = await makeUser(admin, 'denied', { policy });
    await refused(
      credentials,
      'iam create-role --role-name x --assume-role-policy-document {}',
      'An error occurred (AccessDenied) when calling the CreateRole operation: User: arn:aws:iam::111122223333:user/denied is not authorized to perform: iam:CreateRole on resource: arn:aws:iam::111122223333:role/x with an explicit deny in an identity-based policy',
    );
  });

  it('trust policy: does not allow', async () => {
    await makeRole(admin, 'closed', {
      ...trusts(ACCOUNT),
      Principal: { Service: 'ec2.amazonaws.com' },
    });
    const { credentials } = await makeUser(admin, 'caller', { policy: allow('sts:AssumeRole') });
    await refused(
      credentials,
      `sts assume-role --role-arn ${ROLE} --role-session-name work`,
      'An error occurred (AccessDenied) when calling the AssumeRole operation: User: arn:aws:iam::111122223333:user/caller is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/closed',
    );
  });

  it('trust policy: denies', async () => {
    const { arn, credentials } = await makeUser(admin, 'unwelcome', {
      policy: allow('sts:AssumeRole'),
    });
    await makeRole(admin, 'picky', [trusts(ACCOUNT), { ...trusts(arn), Effect: 'Deny' }]);
    await refused(
      credentials,
      `sts assume-role --role-arn arn:aws:iam::${ACCOUNT}:role/picky --role-session-name work`,
      'An error occurred (AccessDenied) when calling the AssumeRole operation: User: arn:aws:iam::111122223333:user/unwelcome is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/picky',
    );
  });

  describe('permissions boundary', () => {
    let bounded: Credentials;

    before(async () => {
      await admin.iam.createPolicy({
        PolicyName: 'boundary',
        PolicyDocument: policyOf([allow('iam:Get*'), deny('iam:GetRole')]),
      });
      const user = await makeUser(admin, 'bounded', { policy: allow('*'), boundary: POLICY });
      bounded = user.credentials;
    });

    it('does not allow', async () => {
      await refused(
        bounded,
        'iam list-users',
        'An error occurred (AccessDenied) when calling the ListUsers operation: User: arn:aws:iam::111122223333:user/bounded is not authorized to perform: iam:ListUsers on resource: arn:aws:iam::111122223333:user/ because no permissions boundary allows the iam:ListUsers action',
      );
    });

    it('denies', async () => {
      await refused(
        bounded,
        'iam get-role --role-name any',
        'An error occurred (AccessDenied) when calling the GetRole operation: User: arn:aws:iam::111122223333:user/bounded is not authorized to perform: iam:GetRole on resource: arn:aws:iam::111122223333:role/any with an explicit deny in a permissions boundary',
      );
    });
  });

  describe('session policy', () => {
    let session: Credentials;

    before(async () => {
      const assumer = await makeUser(admin, 'assumer');
      const role = await makeRole(admin, 'wide', trusts(assumer.arn), { policy: allow('*') });
      const answer = await clientsOf(server, assumer.credentials).sts.assumeRole({
        RoleArn: role.arn,
        RoleSessionName: 'narrow',
        Policy: policyOf([allow('iam:Get*'), deny('iam:GetRole')]),
      });
      session = credentialsOf(answer);
    });

    it('does not allow', async () => {
      await refused(
        session,
        'iam delete-user --user-name assumer',
        'An error occurred (AccessDenied) when calling the DeleteUser operation: User: arn:aws:sts::111122223333:assumed-role/wide/narrow is not authorized to perform: iam:DeleteUser on resource: arn:aws:iam::111122223333:user/assumer because no session policy allows the iam:DeleteUser action',
      );
    });

    it('denies', async () => {
      await refused(
        session,
        'iam get-role --role-name wide',
        'An error occurred (AccessDenied) when calling the GetRole operation: User: arn:aws:sts::111122223333:assumed-role/wide/narrow is not authorized to perform: iam:GetRole on resource: arn:aws:iam::111122223333:role/wide with an explicit deny in a session policy',
      );
    });
  });

  describe("federated user's session policy", () => {
    const federate = async (name: string, Policy?: string): Promise<Credentials> => {
      const { sts } = clientsOf(server, issuer);
      return credentialsOf(await sts.getFederationToken({ Name: name, Policy }));
    };
    let issuer: Credentials;

    before(async () => {
      const policy = allow(['sts:GetFederationToken', 'cloudtrail:*']);
      issuer = (await makeUser(admin, 'issuer', { policy })).credentials;
    });

    it('does not allow when there is none', async () => {
      await refused(
        await federate('nobody'),
        'cloudtrail lookup-events',
        'An error occurred (AccessDeniedException) when calling the LookupEvents operation: User: arn:aws:sts::111122223333:federated-user/nobody is not authorized to perform: cloudtrail:LookupEvents because no session policy allows the cloudtrail:LookupEvents action',
      );
    });

    it('denies', async () => {
      await refused(
        await federate('guest', policyOf([allow('*'), deny('cloudtrail:*')])),
        'cloudtrail lookup-events',
        'An error occurred (AccessDeniedException) when calling the LookupEvents operation: User: arn:aws:sts::111122223333:federated-user/guest is not authorized to perform: cloudtrail:LookupEvents with an explicit deny in a session policy',
      );
    });

    it("gives no more than the issuer's own policies", async () => {
      await refused(
        await federate('climber', policyOf(allow('*'))),
        'organizations describe-organization',
        'An error occurred (AccessDeniedException) when calling the DescribeOrganization operation: User: arn:aws:sts::111122223333:federated-user/climber is not authorized to perform: organizations:DescribeOrganization because no identity-based policy allows the organizations:DescribeOrganization action',
      );
    });
  });
});
