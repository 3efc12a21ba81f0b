/** AssumeRoleWithSAML and AssumeRoleWithWebIdentity as programs send them: unsigned, over HTTP. */
import {
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
  CreateSAMLProviderCommand,
  IAMClient,
} from '@aws-sdk/client-iam';
import { startTestIssuer, type TestIssuer } from '../test/support/identity-provider.ts';
import { toFormField } from '../test/support/saml/response.ts';
import type { CallKind } from './calls.ts';
import { ACCOUNT, administrator, startGatehouse } from './gatehouse.ts';
import type { ServerProcess } from './processes.ts';
import { sampleIdp, sampleResponse } from './saml-sample.ts';

const PUBLIC_URL = 'https://gate.example.test';
const PROVIDER = `arn:aws:iam::${ACCOUNT}:saml-provider/Corp`;
const SAML_ROLE = 'people';
const TOKEN_ROLE = 'builds';
const AUDIENCE = 'sts.amazonaws.com';
const SUBJECT = 'repo:example/app:ref:refs/heads/main';
const DISTINCT_REQUESTS = 60;

/** A server that trusts a SAML provider and an OpenID provider, and the calls to it. */
export interface FederationStage {
  readonly server: ServerProcess;
  readonly kinds: readonly CallKind[];
  readonly stop: () => Promise<void>;
}

/** Starts everything in `folder`. The responses are valid for five minutes from now. */
export async function openFederationStage(
  folder: string,
  nodeOptions: readonly string[] = [],
): Promise<FederationStage> {
  const issuer = await startTestIssuer({ algorithm: 'RS256', path: '/tenant' });
  const server = await startGatehouse(
    folder,
    { GATEHOUSE_PUBLIC_URL: PUBLIC_URL, ...issuer.environment },
    nodeOptions,
  );
  const responses = await trustSaml(server.port);
  await trustOpenId(server.port, issuer);
  return {
    server,
    kinds: [samlKind(server.port, responses), webIdentityKind(server.port, issuer)],
    stop: async () => {
      await server.stop();
      await issuer.stop();
    },
  };
}

const arnOf = (role: string): string => `arn:aws:iam::${ACCOUNT}:role/${role}`;

async function makeRole(iam: IAMClient, RoleName: string, statement: object): Promise<void> {
  const AssumeRolePolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', ...statement }],
  });
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
}

function clientOf(port: number): IAMClient {
  const endpoint = `http://127.0.0.1:${port}`;
  return new IAMClient({ endpoint, region: 'us-east-1', credentials: administrator });
}

/** Makes the SAML provider and a role that trusts it with a condition; answers responses. */
async function trustSaml(port: number): Promise<string[]> {
  const recipient = `${PUBLIC_URL}/saml`;
  const idp = sampleIdp({
    recipient,
    audience: `${PUBLIC_URL}/static/saml-metadata.xml`,
    roleArn: arnOf(SAML_ROLE),
    providerArn: PROVIDER,
  });
  const iam = clientOf(port);
  await iam.send(
    new CreateSAMLProviderCommand({ Name: 'Corp', SAMLMetadataDocument: idp.metadata }),
  );
  await makeRole(iam, SAML_ROLE, {
    Principal: { Federated: PROVIDER },
    Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession', 'sts:SetSourceIdentity'],
    Condition: { StringEquals: { 'saml:aud': recipient } },
  });
  iam.destroy();
  return Array.from({ length: DISTINCT_REQUESTS }, () =>
    toFormField(sampleResponse(idp, Date.now())),
  );
}

async function trustOpenId(port: number, issuer: TestIssuer): Promise<void> {
  const iam = clientOf(port);
  const { OpenIDConnectProviderArn: Federated } = await iam.send(
    new CreateOpenIDConnectProviderCommand({ Url: issuer.url, ClientIDList: [AUDIENCE] }),
  );
  const name = issuer.url.slice('https://'.length);
  await makeRole(iam, TOKEN_ROLE, {
    Principal: { Federated },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      StringEquals: { [`${name}:aud`]: AUDIENCE },
      StringLike: { [`${name}:sub`]: 'repo:example/*' },
    },
  });
  iam.destroy();
}

function samlKind(port: number, responses: readonly string[]): CallKind {
  const requests = responses.map((SAMLAssertion) =>
    unsigned(port, {
      Action: 'AssumeRoleWithSAML',
      RoleArn: arnOf(SAML_ROLE),
      PrincipalArn: PROVIDER,
      SAMLAssertion,
    }),
  );
  return { name: 'AssumeRoleWithSAML', requests };
}

function webIdentityKind(port: number, issuer: TestIssuer): CallKind {
  const requests = Array.from({ length: DISTINCT_REQUESTS }, (_, number) =>
    unsigned(port, {
      Action: 'AssumeRoleWithWebIdentity',
      RoleArn: arnOf(TOKEN_ROLE),
      RoleSessionName: `build-${4000 + number}`,
      WebIdentityToken: issuer.token({ claims: { ...GITHUB, jti: `id-${number}` } }),
    }),
  );
  return { name: 'AssumeRoleWithWebIdentity', requests };
}

/** What GitHub says of a build, roughly. */
const GITHUB = {
  sub: SUBJECT,
  aud: AUDIENCE,
  ref: 'refs/heads/main',
  repository: 'example/app',
  repository_owner: 'example',
  run_id: '4711',
  workflow: 'deploy',
  event_name: 'push',
  runner_environment: 'github-hosted',
};

/** The bytes of a request of STS without signature, as the AWS CLI sends it. */
function unsigned(port: number, parameters: Readonly<Record<string, string>>): Buffer {
  const body = new URLSearchParams({ ...parameters, Version: '2011-06-15' }).toString();
  const head = [
    'POST / HTTP/1.1',
    `Host: 127.0.0.1:${port}`,
    'Accept-Encoding: identity',
    'Content-Type: application/x-www-form-urlencoded; charset=utf-8',
    'User-Agent: aws-cli/2.9.19 Python/3.11.2 Linux/6.1.0 source/x86_64.debian.12',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}
