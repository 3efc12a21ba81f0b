/** Who is to assume a role, as the form asks it. */
export interface TrustChoice {
  readonly kind: 'account' | 'saml' | 'oidc' | 'custom';
  /** An account ID; the own one unless told. */
  readonly account: string;
  readonly externalId: string;
  readonly mfa: boolean;
  readonly provider: string;
  /** For web identities: the audience and the subject that tokens must have. */
  readonly audience: string;
  readonly subject: string;
}

/** The trust policy of a choice, as text; `publicUrl` is this server's, where responses are sent to. */
export function trustDocument(choice: TrustChoice, publicUrl: string): string {
  return JSON.stringify(
    { Version: '2012-10-17', Statement: [statementOf(choice, publicUrl)] },
    null,
    2,
  );
}

type Conditions = Readonly<Record<string, Readonly<Record<string, string>>>>;

function statementOf(choice: TrustChoice, publicUrl: string): object {
  const { kind, provider } = choice;
  const Effect = 'Allow';
  switch (kind) {
    case 'saml':
      return {
        Effect,
        Principal: { Federated: provider },
        Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'],
        // Responses go to /saml, or to a provider's own path below it.
        Condition: { StringLike: { 'SAML:aud': `${publicUrl.replace(/\/$/, '')}/saml*` } },
      };
    case 'oidc':
      return {
        Effect,
        Principal: { Federated: provider },
        Action: 'sts:AssumeRoleWithWebIdentity',
        ...conditions(webIdentityConditions(choice)),
      };
    default:
      return {
        Effect,
        Principal: { AWS: `arn:aws:iam::${choice.account}:root` },
        Action: 'sts:AssumeRole',
        ...conditions({
          StringEquals: choice.externalId === '' ? {} : { 'sts:ExternalId': choice.externalId },
          Bool: choice.mfa ? { 'aws:MultiFactorAuthPresent': 'true' } : {},
        }),
      };
  }
}

function webIdentityConditions({ provider, audience, subject }: TrustChoice): Conditions {
  const issuer = provider.replace(/^.*:oidc-provider\//, '');
  const isPattern = /[*?]/.test(subject);
  const own: Record<string, string> = audience === '' ? {} : { [`${issuer}:aud`]: audience };
  if (subject === '') return { StringEquals: own };
  const named = { [`${issuer}:sub`]: subject };
  return isPattern
    ? { StringEquals: own, StringLike: named }
    : { StringEquals: { ...own, ...named } };
}

/** Without operators that have no key. */
function conditions(all: Conditions): { readonly Condition?: Conditions } {
  const used = Object.entries(all).filter(([, keys]) => Object.keys(keys).length > 0);
  return used.length === 0 ? {} : { Condition: Object.fromEntries(used) };
}

/** Denies whatever sessions issued before a moment ask, as AWS revokes sessions of a role. */
export function revocationPolicy(moment: Date): string {
  return JSON.stringify(
    {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Deny',
          Action: ['*'],
          Resource: ['*'],
          Condition: { DateLessThan: { 'aws:TokenIssueTime': moment.toISOString() } },
        },
      ],
    },
    null,
    2,
  );
}

/** What AWS calls the inline policy that revokes sessions. */
export const REVOCATION_POLICY = 'AWSRevokeOlderSessions';
