/** An account of the list: its id, name, e-mail address, and the places of its roles in `Roles`. */
export type AccountTuple = readonly [
  id: string,
  name: string,
  email: string,
  roles: readonly number[],
];

/** The answer of GetPortal. Times are seconds since 1970. */
export interface PortalAnswer {
  readonly User: {
    readonly UserName: string;
    readonly DisplayName: string;
    readonly Email?: string;
  };
  readonly Portal: {
    readonly Name: string;
    readonly Region: string;
    readonly StartUrl: string;
    readonly AwsStartUrl: string;
    readonly Endpoint: string;
  };
  readonly ExpiresAt: number;
  readonly Devices: {
    readonly Types: readonly DeviceType[];
    readonly OwnManagement: boolean;
    readonly PasskeysPossible: boolean;
  };
  readonly Roles: readonly string[];
  readonly Accounts: readonly AccountTuple[];
  readonly Favourites: readonly string[];
}

export type DeviceType = 'passkey' | 'authenticator';

/** A second factor of the person. */
export interface Device {
  readonly SerialNumber: string;
  readonly Type: DeviceType;
  readonly Label: string;
  readonly AddedAt: number;
  readonly LastUsedAt?: number;
  readonly Synced?: boolean;
}

/** A browser or command line that is signed in. */
export interface PortalSession {
  readonly SessionId: string;
  readonly Device: string;
  readonly SourceAddress: string;
  readonly CreatedAt: number;
  readonly LastUsedAt: number;
  readonly ExpiresAt: number;
  readonly Current: boolean;
}

/** Credentials of a role. */
export interface RoleCredentials {
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
  readonly SessionToken: string;
  readonly Expiration: number;
}

/** An account and one of the person's roles there. */
export interface RoleIn {
  readonly AccountId: string;
  readonly RoleName: string;
}

type Nothing = Readonly<Record<string, never>>;

/** Every operation with what it is given and what it answers. */
export interface Operations {
  readonly GetPortal: [Nothing, PortalAnswer];
  readonly GetRoleCredentials: [RoleIn, RoleCredentials];
  readonly OpenConsole: [
    RoleIn & { readonly Destination?: string; readonly Replace?: boolean },
    {
      readonly Location?: string;
      /** The ARNs of who is in the console with this browser, and who would be. */
      readonly Conflict?: { readonly Present: string; readonly Next: string };
    },
  ];
  readonly SetFavourites: [{ readonly AccountIds: readonly string[] }, Nothing];
  readonly ListDevices: [Nothing, { readonly Devices: readonly Device[] }];
  readonly StartRegistration: [
    { readonly Type: DeviceType },
    {
      readonly Token?: string;
      readonly Secret?: string;
      readonly Picture?: string;
      readonly Options?: string;
    },
  ];
  readonly CompleteRegistration: [
    { readonly Label: string } & (
      | { readonly Token: string; readonly Code: string }
      | { readonly Response: string }
    ),
    { readonly SerialNumber: string },
  ];
  readonly RenameDevice: [{ readonly SerialNumber: string; readonly Label: string }, Nothing];
  readonly DeleteDevice: [{ readonly SerialNumber: string }, Nothing];
  readonly ListSessions: [Nothing, { readonly Sessions: readonly PortalSession[] }];
  readonly EndSession: [{ readonly SessionId: string } | { readonly Others: true }, object];
  readonly ChangePassword: [
    { readonly OldPassword: string; readonly NewPassword: string },
    Nothing,
  ];
}
