import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FailureCode } from '../../../failures/catalogue.ts';
import { firstFailure, traceChecks } from '../../../failures/check.ts';
import { acceptedNames } from '../accepted-names.ts';
import { trustPolicyChecks } from './checks.ts';
import { examineTrustPolicy } from './policy.ts';

const ACCOUNT = '123456789012';
const ROLE = `arn:aws:iam::${ACCOUNT}:role/developer`;
const CORP = `arn:aws:iam::${ACCOUNT}:saml-provider/corp`;
const GITHUB_URL = 'token.actions.githubusercontent.com';
const GITHUB = `arn:aws:iam::${ACCOUNT}:oidc-provider/${GITHUB_URL}`;
const OWN = `arn:aws:iam::${ACCOUNT}:oidc-provider/idp.test/tenant`;
const AWS_URL = 'https://signin.aws.amazon.com/saml';
const regions = ['us-east-1'];

function policy(...statements: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

function statement(change: object = {}): object {
  return {
    Effect: 'Allow',
    Principal: { Federated: CORP },
    Action: 'sts:AssumeRoleWithSAML',
    Condition: { StringEquals: { 'SAML:aud': AWS_URL } },
    ...change,
  };
}

function web(provider: string, condition: object): object {
  return {
    Effect: 'Allow',
    Principal: { Federated: provider },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: condition,
  };
}

const GITHUB_SUB = { StringLike: { [`${GITHUB_URL}:sub`]: 'repo:corp/app:*' } };

interface Case {
  readonly title: string;
  readonly code: FailureCode;
  readonly message: string;
  readonly refused: string;
  /** The nearest policy that nothing is wrong with. */
  readonly accepted: string;
  readonly names?: { readonly publicUrl?: string; readonly awsNames?: true };
}

const cases: readonly Case[] = [
  {
    title: 'a policy that IAM refuses',
    code: 'DIAG-020',
    message: 'IAM refuses the trust policy: Missing required field Principal',
    refused: policy(statement({ Principal: undefined })),
    accepted: policy(statement()),
  },
  {
    title: 'a policy that is no JSON',
    code: 'DIAG-020',
    message: 'IAM refuses the trust policy: This policy contains invalid Json',
    refused: policy(statement()).slice(1),
    accepted: policy(statement()),
  },
  {
    title: 'everybody, without a condition',
    code: 'DIAG-021',
    message: 'statement 1 (Open) lets everybody in: Principal is `*` and there is no condition',
    refused: policy({ Sid: 'Open', Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' }),
    accepted: policy({
      Effect: 'Allow',
      Principal: '*',
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } },
    }),
  },
  {
    title: 'a provider of another account',
    code: 'DIAG-022',
    message: `the provider \`${CORP.replace(ACCOUNT, '999999999999')}\` is of another account than the role \`${ROLE}\``,
    refused: policy(statement({ Principal: { Federated: CORP.replace(ACCOUNT, '999999999999') } })),
    accepted: policy(statement()),
  },
  {
    title: 'sts:AssumeRole for a SAML provider',
    code: 'DIAG-023',
    message: `no statement allows \`sts:AssumeRoleWithSAML\` to the provider \`${CORP}\``,
    refused: policy(statement({ Action: ['sts:AssumeRole', 'sts:TagSession'] })),
    accepted: policy(statement({ Action: 'sts:AssumeRole*' })),
  },
  {
    title: 'the operation of the other kind for an OpenID Connect provider',
    code: 'DIAG-023',
    message: `no statement allows \`sts:AssumeRoleWithWebIdentity\` to the provider \`${OWN}\``,
    refused: policy({ ...web(OWN, {}), Action: 'sts:AssumeRoleWithSAML' }),
    accepted: policy(web(OWN, { StringEquals: { 'idp.test/tenant:aud': 'app' } })),
  },
  {
    title: 'a condition key of another provider',
    code: 'DIAG-024',
    message: `statement 1 asks for \`idp.test:sub\`, which callers of ${OWN} never have`,
    refused: policy(web(OWN, { StringEquals: { 'idp.test:sub': 'alice' } })),
    accepted: policy(web(OWN, { StringEquals: { 'idp.test/tenant:sub': 'alice' } })),
  },
  {
    title: 'a condition key of SAML for tokens',
    code: 'DIAG-024',
    message: `statement 1 asks for \`SAML:aud\`, which callers of ${OWN} never have`,
    refused: policy(web(OWN, { StringEquals: { 'SAML:aud': AWS_URL } })),
    accepted: policy(web(OWN, { StringEqualsIfExists: { 'SAML:aud': AWS_URL } })),
  },
  {
    title: 'the entity ID in the place of the consumer URL',
    code: 'DIAG-025',
    message: `statement 1 asks for SAML:aud \`urn:amazon:webservices\`, and responses are sent to \`${AWS_URL}\`, \`https://us-east-1.signin.aws.amazon.com/saml\``,
    refused: policy(
      statement({ Condition: { StringEquals: { 'SAML:aud': 'urn:amazon:webservices' } } }),
    ),
    accepted: policy(
      statement({
        Condition: { StringEquals: { 'SAML:aud': ['urn:amazon:webservices', AWS_URL] } },
      }),
    ),
  },
  {
    title: 'a consumer URL with a slash more',
    code: 'DIAG-025',
    message: `statement 1 asks for SAML:aud \`${AWS_URL}/\`, and responses are sent to \`${AWS_URL}\`, \`https://us-east-1.signin.aws.amazon.com/saml\``,
    refused: policy(statement({ Condition: { StringEquals: { 'SAML:aud': `${AWS_URL}/` } } })),
    accepted: policy(
      statement({
        Condition: {
          StringEquals: { 'saml:aud': 'https://eu-west-1.signin.aws.amazon.com/saml/acs/S1' },
        },
      }),
    ),
  },
  {
    title: 'a policy of AWS at a server with names of its own',
    code: 'DIAG-026',
    message: `statement 1 asks for SAML:aud \`${AWS_URL}\` of AWS, and this server is \`https://gate.test/saml\`, \`https://gate.test/us-east-1/saml\``,
    refused: policy(statement()),
    accepted: policy(
      statement({ Condition: { StringLike: { 'SAML:aud': 'https://gate.test/saml/acs/S*' } } }),
      statement({ Condition: { StringEquals: { 'SAML:aud': 'https://gate.test/saml' } } }),
    ),
    names: { publicUrl: 'https://gate.test' },
  },
  {
    title: 'GitHub without a condition on sub',
    code: 'DIAG-027',
    message: `statement 1 lets everybody in who uses \`${GITHUB}\`: nothing limits \`${GITHUB_URL}:sub\`, \`${GITHUB_URL}:repository\`, \`${GITHUB_URL}:repository_id\`, \`${GITHUB_URL}:repository_owner_id\`, \`${GITHUB_URL}:job_workflow_ref\`, \`${GITHUB_URL}:enterprise_id\``,
    refused: policy(web(GITHUB, { StringEquals: { [`${GITHUB_URL}:aud`]: 'sts.amazonaws.com' } })),
    accepted: policy(web(GITHUB, GITHUB_SUB)),
  },
  {
    title: 'GitHub with a condition that every repository meets',
    code: 'DIAG-027',
    message: `statement 1 lets everybody in who uses \`${GITHUB}\`: nothing limits \`${GITHUB_URL}:sub\`, \`${GITHUB_URL}:repository\`, \`${GITHUB_URL}:repository_id\`, \`${GITHUB_URL}:repository_owner_id\`, \`${GITHUB_URL}:job_workflow_ref\`, \`${GITHUB_URL}:enterprise_id\``,
    refused: policy(
      web(GITHUB, { StringLike: { [`${GITHUB_URL}:sub`]: ['repo:*', 'repo:corp/app:*'] } }),
    ),
    accepted: policy(
      web(GITHUB, { StringEquals: { [`${GITHUB_URL}:repository_owner_id`]: '77' } }),
    ),
  },
  {
    title: 'a wildcard where none is understood',
    code: 'DIAG-028',
    message: `statement 1 compares \`${GITHUB_URL}:sub\` with \`repo:corp/app:*\` by StringEquals, which takes * as a letter`,
    refused: policy(web(GITHUB, { StringEquals: { [`${GITHUB_URL}:sub`]: 'repo:corp/app:*' } })),
    accepted: policy(web(GITHUB, GITHUB_SUB)),
  },
];

function examine(text: string, names: Case['names'] = {}) {
  return examineTrustPolicy(text, {
    roleArn: ROLE,
    names: acceptedNames({ regions, ...names }, undefined),
  });
}

describe('mistakes in trust policies', () => {
  for (const { title, code, message, refused, accepted, names } of cases) {
    it(`${code}: ${title}`, () => {
      const found = firstFailure(trustPolicyChecks, examine(refused, names));
      assert.deepEqual({ code: found?.code, message: found?.message }, { code, message });
      const nearest = firstFailure(trustPolicyChecks, examine(accepted, names));
      assert.equal(nearest, undefined, nearest?.message);
    });
  }

  it('each row fails in some case', () => {
    const failing = cases.map(({ refused, names }) => {
      const traces = traceChecks(trustPolicyChecks, examine(refused, names));
      return traces.find(({ outcome }) => outcome === 'failed')?.name;
    });
    for (const { name } of trustPolicyChecks) assert.ok(failing.includes(name), name);
  });

  it('a policy that nobody can read leaves the other rows open', () => {
    const traces = traceChecks(trustPolicyChecks, examine('nonsense'));
    assert.deepEqual(
      traces.map(({ outcome }) => outcome),
      ['failed', ...Array(7).fill('skipped')],
    );
  });

  it('what IAM refuses is still looked through where it can be read', () => {
    const text = policy(statement({ Action: 'sts:AssumeRole' }), {
      ...statement(),
      Principal: { Federated: 'arn:aws:iam::1:nonsense' },
    });
    const traces = traceChecks(trustPolicyChecks, examine(text));
    const failed = traces.filter(({ outcome }) => outcome === 'failed').map(({ code }) => code);
    assert.deepEqual(failed, ['DIAG-020', 'DIAG-022', 'DIAG-023', 'DIAG-024']);
  });

  it("AWS's names count where they are asked for, besides those of the server", () => {
    const names = { publicUrl: 'https://gate.test', awsNames: true } as const;
    assert.equal(firstFailure(trustPolicyChecks, examine(policy(statement()), names)), undefined);
  });

  it('every shared issuer is known by what tells its customers apart', () => {
    const limits: readonly (readonly [string, string])[] = [
      ['gitlab.com', 'sub'],
      ['app.terraform.io', 'sub'],
      ['agent.buildkite.com', 'sub'],
      ['oidc.codefresh.io', 'sub'],
      ['oidc.vercel.com', 'aud'],
      ['accounts.google.com', 'aud'],
      ['cognito-identity.amazonaws.com', 'aud'],
      ['www.amazon.com', 'app_id'],
    ];
    for (const [url, claim] of limits) {
      const provider = /^(?:accounts|cognito|www)/.test(url)
        ? url
        : `arn:aws:iam::${ACCOUNT}:oidc-provider/${url}`;
      const open = policy(web(provider, { StringEquals: { [`${url}:amr`]: 'authenticated' } }));
      assert.equal(firstFailure(trustPolicyChecks, examine(open))?.code, 'DIAG-027', url);
      const limited = policy(web(provider, { StringEquals: { [`${url}:${claim}`]: 'ours' } }));
      assert.equal(firstFailure(trustPolicyChecks, examine(limited)), undefined, url);
    }
  });
});
