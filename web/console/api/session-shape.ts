import type { OutputOf } from './operations.ts';

type Told = OutputOf<'gatehouse', 'GetCurrentSession'>['Session'];

/** Who is signed in, as the frame and the rooms show it. */
export interface Session {
  readonly account: string;
  readonly accountName: string;
  readonly alias: string | undefined;
  readonly arn: string;
  readonly kind: 'root' | 'user' | 'role' | 'federated';
  /** Name of the user, or of the session of a role or federated user; undefined for the root user. */
  readonly name: string | undefined;
  readonly roleName: string | undefined;
  /** The root user's e-mail address, told to the root user. */
  readonly email: string | undefined;
  /** Unique id of the principal. */
  readonly userId: string;
  /** Seconds since 1970; undefined when the session has no end of its own. */
  readonly expiresAt: number | undefined;
  /** Whether a second factor was shown. */
  readonly hasMfa: boolean;
  /** ARN of the identity provider that vouched for the session. */
  readonly provider: string | undefined;
  readonly passwordChangedAt: number | undefined;
  readonly passwordExpiresAt: number | undefined;
  /** The home region, and every region. */
  readonly region: string;
  readonly regions: readonly string[];
  /** The address of the installation. */
  readonly publicUrl: string;
  /** Where the role was switched to from, and how it is shown; undefined when none was switched to. */
  readonly switched: Switched | undefined;
}

/** A role that was switched to. */
export interface Switched {
  readonly fromAccount: string;
  readonly fromArn: string;
  readonly name: string | undefined;
  /** Six hexadecimal digits. */
  readonly color: string | undefined;
}

const KINDS: Readonly<Record<string, Session['kind']>> = {
  root: 'root',
  user: 'user',
  'assumed-role': 'role',
};

/** The answer of GetCurrentSession in the words of the app. */
export function sessionOf(told: Told): Session {
  const { Switched: from } = told;
  return {
    account: told.Account,
    accountName: told.AccountName,
    alias: told.AccountAlias,
    arn: told.Arn,
    kind: KINDS[told.Kind] ?? 'federated',
    name: told.UserName ?? told.SessionName,
    roleName: told.RoleName,
    email: told.Email,
    userId: told.UserId,
    expiresAt: told.ExpiresAt,
    hasMfa: told.MfaAuthenticatedAt !== undefined,
    provider: told.Provider,
    passwordChangedAt: told.PasswordLastChanged,
    passwordExpiresAt: told.PasswordExpiresAt,
    region: told.Region,
    regions: told.Regions.map(({ RegionName }) => RegionName),
    publicUrl: told.PublicUrl,
    switched: from && {
      fromAccount: from.Account,
      fromArn: from.Arn,
      name: from.DisplayName,
      color: from.Color,
    },
  };
}
