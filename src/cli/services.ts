import type {
  AttemptFilter,
  AttemptSummary,
  Capture,
  StoredAttempt,
} from '../domain/attempts/index.ts';
import type { Fetch } from '../domain/federation/fetch.ts';
import type { MessageSummary } from '../domain/mail/index.ts';
import type { Localized } from '../failures/failure.ts';

/** The environment variables of the process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What commands read of the configuration; the whole of it belongs to the composition root. */
export interface CliConfig {
  readonly data: string;
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string;
  readonly region: string;
  readonly databaseUrl: string;
  readonly tls: 'off' | 'local' | 'files';
  readonly tlsKey: string;
}

/** A setting that cannot be used. */
export interface ConfigProblem {
  readonly env: string;
  readonly value: string;
  /** Undefined when there is no such setting at all. */
  readonly allowed: string | undefined;
}

/** A failure as commands tell it; a failed control answer has this form too. */
export interface ToldFailure {
  readonly code: string;
  readonly message: string;
  readonly fix: Localized;
}

/** What the control socket answers. */
export type Answer =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly failure: ToldFailure };

/** A server that was started by `serve`. */
export interface StartedServer {
  readonly url: string;
  readonly accountId: string;
  /** Present while the root user has no password: the one-time set-up link. */
  readonly setupUrl?: string;
  /** Where mails are put while no mail server is configured. */
  readonly mailFolder?: string;
  /** Stops gracefully. */
  stop(): Promise<void>;
}

/** Result of the control command `status`. */
export interface ServerStatus {
  readonly version: string;
  readonly pid: number;
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string;
  /** The certificate that clients must be told of, when it is of the local authority. */
  readonly caFile?: string;
  readonly store: StoreProbe;
}

/** What a look at the store found. */
export interface StoreProbe {
  readonly engine: 'sqlite' | 'postgres';
  readonly writable: boolean;
  /** The database's clock less this machine's, in milliseconds. */
  readonly clockDifference: number;
  /** True where no store has been made yet. */
  readonly absent?: true;
  /** Why it cannot be written or reached. */
  readonly problem?: string;
}

/** Arguments of the command `bootstrap`, over the socket and locally alike. */
export interface BootstrapRequest {
  /** Makes another account instead of working on the management account. */
  readonly account?: { readonly name: string; readonly email: string };
  readonly rootPassword?: string;
  /** An IAM user with AdministratorAccess and a new access key. */
  readonly administrator?: { readonly userName: string };
  /** A new one-time set-up link; earlier ones end. */
  readonly setupLink?: boolean;
}

/** Result of the command `bootstrap`. */
export interface BootstrapResult {
  readonly accountId: string;
  readonly email: string;
  readonly rootPasswordSet: boolean;
  readonly administrator?: {
    readonly userName: string;
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
  };
  readonly setupUrl?: string;
}

/** What `gatehouse attempts` asks, over the socket and locally alike. */
export type AttemptsRequest =
  | {
      readonly do: 'list';
      /** Default: every account. */
      readonly account?: string;
      readonly filter: Pick<AttemptFilter, 'code' | 'provider' | 'subject' | 'requestId'>;
      /** Only attempts of the last so many milliseconds. */
      readonly within?: number;
      /** Only attempts at this time, in milliseconds, or later. */
      readonly from?: number;
      readonly limit: number;
    }
  | {
      readonly do: 'show';
      readonly account?: string;
      /** Of the attempt or of its request. */
      readonly id: string;
      /** Also what was captured with it. */
      readonly body: boolean;
    }
  | {
      readonly do: 'capture';
      /** Default: the management account. */
      readonly account?: string;
      /** 0 turns it off. */
      readonly minutes: number;
    };

/** What `gatehouse attempts` is answered. */
export interface AttemptsResult {
  readonly attempts?: readonly AttemptSummary[];
  readonly attempt?: StoredAttempt;
  readonly body?: string;
  readonly captured?: { readonly account: string; readonly capture?: Capture };
}

/** What `gatehouse mail` asks, over the socket and locally alike. */
export type MailRequest =
  | {
      readonly do: 'list';
      readonly state?: MessageSummary['state'];
      readonly limit: number;
    }
  | { readonly do: 'show'; readonly id: string };

/** What `gatehouse mail` is answered. */
export interface MailResult {
  /** Where mails lie; absent when they go to a mail server. */
  readonly folder?: string;
  readonly messages?: readonly MessageSummary[];
  readonly message?: MessageSummary;
  /** The message of the folder, when it still lies there. */
  readonly mail?: { readonly subject: string; readonly from: string; readonly text: string };
}

/** What `gatehouse accounts` asks, over the socket and locally alike. */
export interface AccountsRequest {
  readonly do: 'reopen';
  readonly account: string;
}

/** What `gatehouse accounts` is answered. */
export interface AccountsResult {
  readonly account: string;
}

/** What `gatehouse identity-center` asks, over the socket and locally alike. */
export type IdentityCenterRequest =
  | {
      readonly do: 'enable';
      /** Default: the home region. */
      readonly region?: string;
      readonly name?: string;
    }
  | {
      readonly do: 'user-password';
      /** Whose instance; default: the management account. */
      readonly account?: string;
      readonly userName: string;
      readonly password: string;
      readonly oneTime: boolean;
    }
  | {
      /** What profiles of the AWS CLI are made of. */
      readonly do: 'profiles';
      readonly account?: string;
      /** Of one user alone. */
      readonly userName?: string;
    }
  | {
      readonly do: 'orphans';
      /** Whose instance; default: the management account. */
      readonly account?: string;
    }
  | {
      readonly do: 'repair-orphans';
      readonly account?: string;
      /** Without a new principal the assignment is deleted. */
      readonly repairs: readonly {
        readonly key: OrphanedAssignment['key'];
        readonly newPrincipalId?: string;
      }[];
    };

/** An assignment whose user or group is gone. */
export interface OrphanedAssignment {
  readonly key: {
    readonly permissionSetId: string;
    readonly targetAccount: string;
    readonly principalType: 'USER' | 'GROUP';
    readonly principalId: string;
  };
  /** The permission set's name. */
  readonly permissionSet: string;
  readonly principalName: string;
  /** Whoever has the name now. */
  readonly candidates: readonly {
    readonly principalId: string;
    readonly principalName: string;
  }[];
}

/** What `gatehouse identity-center` is answered. */
export interface IdentityCenterResult {
  readonly instance?: {
    readonly instanceArn: string;
    readonly identityStoreId: string;
    readonly startUrl: string;
  };
  readonly user?: {
    readonly userName: string;
    readonly userId: string;
    /** ISO 8601; until when a one-time password can be signed in with. */
    readonly expiresAt?: string;
  };
  readonly profiles?: {
    readonly startUrl: string;
    readonly region: string;
    readonly accesses: readonly { readonly accountId: string; readonly roleName: string }[];
  };
  readonly orphans?: readonly OrphanedAssignment[];
  /** How many orphans are being repaired. */
  readonly repaired?: number;
}

/** Commands that a running server serves and that can be run on a store nobody holds. */
export type OperatorCommand =
  | 'accounts'
  | 'attempts'
  | 'bootstrap'
  | 'identity-center'
  | 'mail'
  | 'status';

/** Everything that commands need from the composition root. */
export interface CliServices<Config extends CliConfig = CliConfig> {
  readonly version: string;
  /** How this installation's command is typed from any folder: the path of its program. */
  readonly program: string;
  /** Reads the configuration from the environment. */
  configure(
    environment: Environment,
  ):
    | { readonly ok: true; readonly config: Config }
    | { readonly ok: false; readonly problems: readonly ConfigProblem[] };
  /** Starts a server. Throws failures of the start. */
  start(config: Config): Promise<StartedServer>;
  /**
   * Asks the running server; undefined when none is there. Throws StartError START-006 or START-007
   * when one may be there and cannot be reached.
   */
  ask(config: Config, command: OperatorCommand, parameters: unknown): Promise<Answer | undefined>;
  /** Opens the store itself and runs `bootstrap`. Throws when another process holds the lock. */
  bootstrap(config: Config, request: BootstrapRequest): Promise<BootstrapResult>;
  /** Opens the store itself and reopens an account. Throws when another process holds the lock. */
  accounts(config: Config, request: AccountsRequest): Promise<AccountsResult>;
  /** Opens the store itself and looks for attempts. Throws when another process holds the lock. */
  attempts(config: Config, request: AttemptsRequest): Promise<AttemptsResult>;
  /** Opens the store itself and changes Identity Center. Throws when another process holds the lock. */
  identityCenter(config: Config, request: IdentityCenterRequest): Promise<IdentityCenterResult>;
  /** Opens the store itself and looks at its messages. Throws when another process holds the lock. */
  mail(config: Config, request: MailRequest): Promise<MailResult>;
  /** The guarded client for identity providers. Throws StartError OUT-001. */
  fetchBy(config: Config): Fetch;
  /** Looks at the store without keeping it; the answer names what is wrong, nothing is thrown. */
  probeStore(config: Config): Promise<StoreProbe>;
  /** Where the certificate of the local authority lies, when `tls` is `local`. */
  caFile(config: Config): string;
  /** Tries to bind the listener's address. Throws StartError START-002 to START-004. */
  tryPort(config: Config): Promise<void>;
}

/** What commands see of the process; the main file gives it. */
export interface CliIo {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  /** Where a prompt is shown; never the standard output, which others may read. */
  readonly terminal: NodeJS.WritableStream;
  readonly environment: Environment;
  readonly home: string;
  readonly workingFolder: string;
  readonly nodeVersion: string;
  /** The effective user, where the system has users. */
  readonly userId: number | undefined;
  /** Settles when the process is asked to stop (SIGTERM, SIGINT). */
  readonly untilStopped: () => Promise<void>;
  /** The standard output, when it is a terminal. */
  readonly screen?: { readonly columns: number; readonly colors: boolean } | undefined;
}
