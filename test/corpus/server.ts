/** A running server that is brought into the state of each case, and asked over its API. */
import assert from 'node:assert/strict';
import type { GetSAMLProviderResponse } from '@aws-sdk/client-iam';
import { STS } from '@aws-sdk/client-sts';
import { ownNames } from '../../src/domain/federation/endpoints.ts';
import { attemptOf, type ShownAttempt } from '../support/attempts.ts';
import { type Clients, clientsOf, credentialsOf, refusalOf } from '../support/clients.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import {
  type CorpusProvider,
  type CorpusRole,
  type CorpusSettings,
  type CorpusWorld,
  type Material,
  PROVIDER_NAME,
  providerArnOf,
  ROLE_NAME,
} from './case.ts';
import { type PrintedState, printState } from './export.ts';

/** What the server answered, and what it wrote down. */
export interface ServerVerdict {
  /** Undefined when credentials were issued. */
  readonly refusal:
    | { readonly code: string; readonly status: number; readonly text: string }
    | undefined;
  readonly requestId: string;
  /** The session's ARN as GetCallerIdentity names it. */
  readonly session: string | undefined;
  readonly attempt: ShownAttempt;
}

/** A server for cases with the same settings. */
export interface CorpusServer {
  readonly world: CorpusWorld;
  /** Brings providers and roles into the state of the case, then asks for the role. */
  readonly run: (material: Material) => Promise<ServerVerdict>;
  /** The world with every name that the server goes by for the provider of the case. */
  readonly namedWorld: (material: Material) => CorpusWorld;
  /** What the AWS CLI prints of roles and of the provider that the case asks for. */
  readonly print: (material: Material) => Promise<PrintedState>;
  readonly stop: () => Promise<void>;
}

const PUBLIC_URL = 'https://gatehouse.example.test';
const REGION = 'us-east-1';

/** Starts a server whose clock stands still. */
export async function openCorpusServer(settings: CorpusSettings): Promise<CorpusServer> {
  const now = Math.floor(Date.now() / 1000) * 1000;
  const server = await startTestServer(
    {
      GATEHOUSE_PUBLIC_URL: PUBLIC_URL,
      GATEHOUSE_REGION: REGION,
      GATEHOUSE_REGIONS: '',
      GATEHOUSE_SAML_SHA1: settings.allowSha1 ? 'accept' : 'refuse',
      GATEHOUSE_SAML_AWS_NAMES: String(settings.awsNames),
      GATEHOUSE_ATTEMPT_SOURCE_BYTES: '100000000',
    },
    { clock: () => now },
  );
  const admin = clientsOf(server);
  const stranger = new STS({
    endpoint: server.url,
    region: REGION,
    credentials: async () => assert.fail('the client wants credentials'),
    maxAttempts: 1,
  });
  const world: CorpusWorld = {
    now,
    account: server.account,
    recipient: `${PUBLIC_URL}/saml`,
    audience: `${PUBLIC_URL}/static/saml-metadata.xml`,
  };
  const state = iamState(admin, world);
  let printed: { readonly of: string; readonly state: PrintedState } | undefined;
  const endpoints = { publicUrl: PUBLIC_URL, regions: [REGION], awsNames: settings.awsNames };
  return {
    world,
    run: async (material) => {
      await state.setRole(material.role);
      await state.setProvider(material.provider);
      return await ask(server, stranger, material);
    },
    namedWorld: ({ principalArn }) => {
      const isKnown = principalArn === providerArnOf(world);
      const uuid = isKnown ? state.providerUuid() : undefined;
      return { ...world, names: ownNames(endpoints, uuid) };
    },
    print: async ({ principalArn, provider, role }) => {
      const of = JSON.stringify([principalArn, provider, role]);
      if (of !== printed?.of) printed = { of, state: await printState(admin.iam, principalArn) };
      return printed.state;
    },
    stop: server.stop,
  };
}

async function ask(server: TestServer, stranger: STS, material: Material): Promise<ServerVerdict> {
  const call = stranger.assumeRoleWithSAML({
    RoleArn: material.roleArn,
    PrincipalArn: material.principalArn,
    SAMLAssertion: material.response,
    DurationSeconds: material.durationSeconds,
  });
  const answer = await call.catch(() => undefined);
  if (!answer) {
    const { code, status, message: text, headers } = await refusalOf(call);
    const requestId = headers['x-amzn-requestid'] ?? '';
    // What a constraint of the API refuses is tried by nobody.
    const attempt =
      code === 'ValidationError' && text.includes('validation error detected')
        ? undefined
        : await attemptOf(server, requestId);
    return { refusal: { code, status, text }, requestId, session: undefined, attempt };
  }
  const requestId = answer.$metadata.requestId ?? '';
  const { sts } = clientsOf(server, credentialsOf(answer));
  const { Arn: session } = await sts.getCallerIdentity({});
  return { refusal: undefined, requestId, session, attempt: await attemptOf(server, requestId) };
}

/** The provider `corp` and the role `developer`, changed only when a case has them otherwise. */
function iamState({ iam }: Clients, world: CorpusWorld) {
  const SAMLProviderArn = providerArnOf(world);
  let provider: CorpusProvider | undefined;
  let described: GetSAMLProviderResponse | undefined;
  let role: CorpusRole | undefined;

  async function setProvider(next: CorpusProvider | undefined): Promise<void> {
    if (JSON.stringify(next) === JSON.stringify(provider)) return;
    if (provider) await iam.deleteSAMLProvider({ SAMLProviderArn });
    provider = next;
    described = undefined;
    if (!next) return;
    const { metadata, privateKey, encryptionMode } = next;
    await iam.createSAMLProvider({
      Name: PROVIDER_NAME,
      SAMLMetadataDocument: metadata,
      AddPrivateKey: privateKey,
      AssertionEncryptionMode: encryptionMode,
    });
    described = await iam.getSAMLProvider({ SAMLProviderArn });
  }

  async function setRole(next: CorpusRole | undefined): Promise<void> {
    if (!next || JSON.stringify(next) === JSON.stringify(role)) return;
    const { trustPolicy, maxSessionDuration: MaxSessionDuration } = next;
    const RoleName = ROLE_NAME;
    if (role) {
      await iam.updateAssumeRolePolicy({ RoleName, PolicyDocument: trustPolicy });
      await iam.updateRole({ RoleName, MaxSessionDuration });
    } else {
      const AssumeRolePolicyDocument = trustPolicy;
      await iam.createRole({ RoleName, AssumeRolePolicyDocument, MaxSessionDuration });
    }
    role = next;
  }

  return { setProvider, setRole, providerUuid: () => described?.SAMLProviderUUID };
}
