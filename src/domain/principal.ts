import { rootArn } from '../base/arn.ts';
import type { SessionClaims } from '../crypto/index.ts';

/**
 * Who makes a request. `session` is present for temporary credentials; a user or root principal
 * with a session made its credentials with GetSessionToken.
 */
export type Principal = RootPrincipal | UserPrincipal | RolePrincipal | FederatedPrincipal;

interface Common {
  readonly account: string;
  /** The ARN that policies and messages name. */
  readonly arn: string;
  /** What GetCallerIdentity calls UserId and policies `aws:userid` (aws-facts B2). */
  readonly userId: string;
  /** The access key that signed the request. */
  readonly accessKeyId: string;
  readonly session: SessionClaims | undefined;
}

export interface RootPrincipal extends Common {
  readonly kind: 'root';
}

export interface UserPrincipal extends Common {
  readonly kind: 'user';
  readonly userName: string;
  readonly tags: ReadonlyMap<string, string>;
}

export interface RolePrincipal extends Common {
  readonly kind: 'assumed-role';
  readonly roleArn: string;
  readonly roleId: string;
  readonly roleName: string;
  readonly sessionName: string;
  /** The role's tags overlaid with the session's (aws-facts B4). */
  readonly tags: ReadonlyMap<string, string>;
}

export interface FederatedPrincipal extends Common {
  readonly kind: 'federated-user';
  readonly name: string;
  /** The IAM user that called GetFederationToken; undefined when it was the root user. */
  readonly issuerUserId: string | undefined;
  readonly issuerUserName: string | undefined;
  readonly issuerPath: string | undefined;
  readonly tags: ReadonlyMap<string, string>;
}

/** The principal of a root user's access key. */
export function rootPrincipal(account: string, accessKeyId: string): RootPrincipal {
  return {
    kind: 'root',
    account,
    arn: rootArn(account),
    userId: account,
    accessKeyId,
    session: undefined,
  };
}
