/** What the set-up page needs from the installation. */
export interface SetupService {
  /** Looks a link up by its token. */
  check(token: string): Promise<SetupLink>;
  /** Sets the root password and creates the administrator, once; everything or nothing. */
  complete(token: string, input: SetupInput): Promise<SetupOutcome>;
}

/** Why a link cannot be used. The page does not tell them apart. */
export type ClosedLink = { readonly state: 'unknown' | 'expired' | 'used' };

export type SetupLink =
  | {
      readonly state: 'valid';
      readonly accountId: string;
      readonly accountName: string;
      readonly email: string;
    }
  | ClosedLink;

export interface SetupInput {
  readonly rootPassword: string;
  /** Present when an IAM user with AdministratorAccess and an access key is wanted. */
  readonly administrator?: { readonly userName: string };
}

export type SetupOutcome =
  | {
      readonly state: 'done';
      readonly administrator?: {
        readonly userName: string;
        readonly accessKeyId: string;
        readonly secretAccessKey: string;
      };
    }
  /** The installation's own rules refuse the password. */
  | { readonly state: 'password-refused' }
  | ClosedLink;
