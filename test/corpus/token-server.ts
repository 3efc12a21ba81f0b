/** A running server with an issuer of tokens on loopback, asked for each case over its API. */
import { keySetOf } from '../../src/oidc/testing.ts';
import { attemptOf, type ShownAttempt } from '../support/attempts.ts';
import { type Clients, clientsOf, credentialsOf, refusalOf } from '../support/clients.ts';
import { startTestIssuer } from '../support/identity-provider.ts';
import { strangerTo } from '../support/saml-world.ts';
import { startTestServer } from '../support/server.ts';
import { ROLE_NAME } from './case.ts';
import { CLIENT_ID, oidcProviderArn, type TokenMaterial, type TokenWorld } from './token-case.ts';
import { SESSION_NAME } from './token-judge.ts';

/** What the constraints of the API leave out: nobody tries these. */
const SHORTEST_TOKEN = 4;
const LONGEST_TOKEN = 20_000;

/** Whether a token gets as far as the checks. */
export function reachesChecks({ token }: TokenMaterial): boolean {
  return token.length >= SHORTEST_TOKEN && token.length <= LONGEST_TOKEN;
}

/** What the server answered, and what it wrote down; `attempt` only of what was tried. */
export interface TokenVerdict {
  readonly refusal:
    | { readonly code: string; readonly status: number; readonly text: string }
    | undefined;
  readonly session: string | undefined;
  readonly attempt: ShownAttempt | undefined;
}

/** The server and its issuer. */
export interface TokenServer {
  readonly world: TokenWorld;
  /** Settings with which other processes reach the issuer. */
  readonly environment: Readonly<Record<string, string>>;
  /** Gives the role the trust policy of the case, then asks for it. */
  readonly run: (material: TokenMaterial) => Promise<TokenVerdict>;
  /** What the AWS CLI prints: the provider, the list of providers, the roles. */
  readonly print: () => Promise<{ provider: string; providers: string; roles: string }>;
  readonly stop: () => Promise<void>;
}

/** Starts both; the clock of the server stands still. */
export async function openTokenServer(): Promise<TokenServer> {
  const now = Math.floor(Date.now() / 1000) * 1000;
  const issuer = await startTestIssuer({ path: '/tenant' });
  issuer.behave('keys', { kind: 'document', members: keySetOf() });
  const server = await startTestServer(
    { ...issuer.environment, GATEHOUSE_ATTEMPT_SOURCE_BYTES: '100000000' },
    { clock: () => now },
  );
  const admin = clientsOf(server);
  const world: TokenWorld = { now, account: server.account, issuer: issuer.url };
  await admin.iam.createOpenIDConnectProvider({ Url: issuer.url, ClientIDList: [CLIENT_ID] });
  const setTrust = trustSetter(admin);
  return {
    world,
    environment: issuer.environment,
    run: async (material) => {
      await setTrust(material.role.trustPolicy);
      const { roleArn: RoleArn, token: WebIdentityToken } = material;
      const input = { RoleArn, RoleSessionName: SESSION_NAME, WebIdentityToken };
      const call = strangerTo(server).assumeRoleWithWebIdentity(input);
      const answer = await call.catch(() => undefined);
      if (answer) {
        const { sts } = clientsOf(server, credentialsOf(answer));
        const { Arn: session } = await sts.getCallerIdentity({});
        const attempt = await attemptOf(server, answer.$metadata.requestId);
        return { refusal: undefined, session, attempt };
      }
      const { code, status, message: text, headers } = await refusalOf(call);
      const wasTried = reachesChecks(material);
      const attempt = wasTried ? await attemptOf(server, headers['x-amzn-requestid']) : undefined;
      return { refusal: { code, status, text }, session: undefined, attempt };
    },
    print: async () => {
      const { iam } = admin;
      const OpenIDConnectProviderArn = oidcProviderArn(world);
      const provider = await iam.getOpenIDConnectProvider({ OpenIDConnectProviderArn });
      const { OpenIDConnectProviderList } = await iam.listOpenIDConnectProviders({});
      const { Roles } = await iam.listRoles({});
      return {
        provider: JSON.stringify(provider),
        providers: JSON.stringify({ OpenIDConnectProviderList }),
        roles: JSON.stringify({ Roles }),
      };
    },
    stop: async () => {
      await server.stop();
      await issuer.stop();
    },
  };
}

function trustSetter({ iam }: Clients): (policy: string) => Promise<void> {
  let trust = '';
  return async (policy) => {
    if (policy === trust) return;
    const RoleName = ROLE_NAME;
    if (trust === '') await iam.createRole({ RoleName, AssumeRolePolicyDocument: policy });
    else await iam.updateAssumeRolePolicy({ RoleName, PolicyDocument: policy });
    trust = policy;
  };
}
