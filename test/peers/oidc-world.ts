/** An OpenID provider with one person, and a role that trusts that person alone. */
import type { Clients } from '../support/clients.ts';
import { makeRole } from '../support/entities.ts';
import { type OidcPeer, peerAlgorithms, startOidcPeer } from '../support/oidc-peer.ts';
import { trustsProvider } from '../support/saml-world.ts';

export const PERSON = 'person-4711';
export const SESSION = 'build-7';

const ACTIONS = ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession', 'sts:SetSourceIdentity'];

/** Starts the OpenID provider; its tokens carry a tag, a source identity and `amr`. */
export async function openPeer(): Promise<OidcPeer> {
  return await startOidcPeer({
    path: '/realms/corp',
    people: {
      [PERSON]: {
        amr: ['mfa'],
        'https://aws.amazon.com/tags': {
          principal_tags: { Team: ['red'] },
          transitive_tag_keys: ['Team'],
        },
        'https://aws.amazon.com/source_identity': 'alice',
      },
    },
  });
}

/** Makes the OIDC provider in IAM and the role `ci`, whose conditions name every claim. */
export async function makeTrust(
  clients: Clients,
  account: string,
  peer: OidcPeer,
  thumbprints?: readonly string[],
): Promise<void> {
  const name = peer.issuer.slice('https://'.length);
  await clients.iam.createOpenIDConnectProvider({
    Url: peer.issuer,
    ClientIDList: peerAlgorithms.map(peer.clientId),
    ThumbprintList: thumbprints && [...thumbprints],
  });
  const Condition = {
    StringEquals: { [`${name}:sub`]: PERSON },
    'ForAnyValue:StringEquals': { [`${name}:amr`]: 'mfa' },
    StringLike: { [`${name}:aud`]: 'relying-party-*', 'aws:RequestTag/Team': 'red' },
  };
  const provider = `arn:aws:iam::${account}:oidc-provider/${name}`;
  await makeRole(clients, 'ci', trustsProvider(provider, ACTIONS, { Condition }));
}

/** The session that redeeming a token as `SESSION` ends in. */
export function sessionArnOf(account: string): string {
  return `arn:aws:sts::${account}:assumed-role/ci/${SESSION}`;
}
