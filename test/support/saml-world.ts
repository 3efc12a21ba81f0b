/** What tests of AssumeRoleWithSAML share: a server, an identity provider, and roles that trust it. */
import assert from 'node:assert/strict';
import {
  type AssumeRoleWithSAMLCommandInput,
  type AssumeRoleWithSAMLCommandOutput,
  STS,
} from '@aws-sdk/client-sts';
import type { Timers } from '../../src/compose/periodic.ts';
import type { Environment } from '../../src/config.ts';
import { type Clients, clientsOf } from './clients.ts';
import { type MadeRole, makeRole, type Statements } from './entities.ts';
import type { ResponseContent } from './saml/content.ts';
import { openIdp, type TestIdp } from './saml/identity-provider.ts';
import type { ResponseForm } from './saml/response.ts';
import { startTestServer, type TestServer } from './server.ts';

/** Where the server of the tests says that it is. */
export const PUBLIC_URL = 'https://gatehouse.test';
export const RECIPIENT = `${PUBLIC_URL}/saml`;

/** What every role of these tests may be asked for. */
export const SAML_ACTIONS = ['sts:AssumeRoleWithSAML', 'sts:TagSession', 'sts:SetSourceIdentity'];

/** How a response of a test differs from the usual one, and what is asked with it. */
export interface SamlTry {
  readonly role?: string;
  readonly provider?: string;
  readonly change?: (content: ResponseContent) => ResponseContent;
  readonly form?: ResponseForm;
  /** The response as it is, instead of a new one. */
  readonly response?: string;
  readonly input?: Partial<AssumeRoleWithSAMLCommandInput>;
  readonly at?: number;
}

/** The server and everything around it. */
export interface SamlWorld {
  readonly server: TestServer;
  readonly admin: Clients;
  /** A client without credentials: these calls are not signed. */
  readonly stranger: STS;
  readonly idp: TestIdp;
  readonly providerArn: string;
  /** Trusts the provider with tags and source identity, for up to twelve hours. */
  readonly role: MadeRole;
  readonly roleArn: (name: string) => string;
  /** A response for the role, in base64. */
  readonly respond: (of?: SamlTry) => string;
  /** Calls AssumeRoleWithSAML with a fresh response. */
  readonly assume: (of?: SamlTry) => Promise<AssumeRoleWithSAMLCommandOutput>;
}

/** A trust statement for the identity provider. */
export function trustsProvider(
  provider: string,
  actions: string | readonly string[] = SAML_ACTIONS,
  rest: object = {},
) {
  return { Effect: 'Allow', Principal: { Federated: provider }, Action: actions, ...rest };
}

/** A client of STS that has no credentials and needs none. */
export function strangerTo({ url, region }: Pick<TestServer, 'url' | 'region'>): STS {
  const none = async () => assert.fail('the client wants credentials');
  return new STS({ endpoint: url, region, credentials: none, maxAttempts: 1 });
}

/** Starts the server and makes provider and role. */
export async function openSamlWorld(
  environment: Environment = {},
  options: {
    readonly clock?: () => number;
    readonly timers?: Timers;
    readonly trust?: Statements;
  } = {},
): Promise<SamlWorld> {
  const { clock = Date.now, timers } = options;
  const server = await startTestServer(
    { GATEHOUSE_PUBLIC_URL: PUBLIC_URL, ...environment },
    { clock, ...(timers ? { timers } : {}) },
  );
  const admin = clientsOf(server);
  const providerArn = `arn:aws:iam::${server.account}:saml-provider/Corp`;
  const roleArn = (name: string): string => `arn:aws:iam::${server.account}:role/${name}`;
  const destination = {
    recipient: RECIPIENT,
    audience: `${PUBLIC_URL}/static/saml-metadata.xml`,
    roleArn: roleArn('sso'),
    providerArn,
  };
  const idp = openIdp(destination);
  const { iam } = admin;
  await iam.createSAMLProvider({ Name: 'Corp', SAMLMetadataDocument: idp.metadata });
  const role = await makeRole(admin, 'sso', options.trust ?? trustsProvider(providerArn), {
    maxSeconds: 43_200,
  });
  const stranger = strangerTo(server);

  function respond({ role: asked, provider, change, form, at }: SamlTry = {}): string {
    const target = {
      ...destination,
      roleArn: asked ?? destination.roleArn,
      providerArn: provider ?? providerArn,
    };
    const content = openIdp(target).content(at ?? clock());
    const xml = idp.respond(change ? change(content) : content, form);
    return Buffer.from(xml).toString('base64');
  }

  return {
    server,
    admin,
    stranger,
    idp,
    providerArn,
    role,
    roleArn,
    respond,
    assume: (of = {}) =>
      stranger.assumeRoleWithSAML({
        RoleArn: of.role ?? role.arn,
        PrincipalArn: of.provider ?? providerArn,
        SAMLAssertion: of.response ?? respond(of),
        ...of.input,
      }),
  };
}
