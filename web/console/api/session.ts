import { call } from './call.ts';

/** Who is signed in, as the frame and the rooms show it. */
export interface Session {
  readonly account: string;
  readonly alias: string | undefined;
  readonly arn: string;
  readonly kind: 'root' | 'user' | 'role' | 'federated';
  /** Name of the user, or of the session of a role or federated user; undefined for the root user. */
  readonly name: string | undefined;
  readonly roleName: string | undefined;
  /** Seconds since 1970. */
  readonly expiresAt: number;
  readonly region: string;
  readonly regions: readonly string[];
  /** How a switched role is shown; undefined when no role was switched to. */
  readonly switched: { readonly name: string; readonly color: string | undefined } | undefined;
}

/** Asks who is signed in. */
export async function currentSession(): Promise<Session> {
  const { Account = '', Arn = '' } = await call('sts', 'GetCallerIdentity', {});
  const [, kind = '', ...names] = /:([\w-]+)(?:\/(.*))?$/.exec(Arn) ?? [];
  const [first, ...rest] = (names[0] ?? '').split('/');
  const isRole = kind === 'assumed-role';
  return {
    account: Account,
    alias: undefined,
    arn: Arn,
    kind: isRole ? 'role' : kind === 'root' ? 'root' : kind === 'user' ? 'user' : 'federated',
    name: kind === 'root' ? undefined : (rest.at(-1) ?? first),
    roleName: isRole ? first : undefined,
    expiresAt: Date.now() / 1000 + 43_200,
    region: 'us-east-1',
    regions: ['us-east-1'],
    switched: undefined,
  };
}
