/* What one sign-in knows between its pages, as its row has it. */

/** Who somebody says they are, as it was typed. */
export type Claimed =
  | { readonly kind: 'root'; readonly email: string }
  /** `account` is an account ID of twelve digits or an alias in small letters. */
  | { readonly kind: 'user'; readonly account: string; readonly userName: string }
  | ClaimedWorkforce;

/** A user of a directory of Identity Center; everything but the name comes from the portal's address. */
export interface ClaimedWorkforce {
  readonly kind: 'workforce';
  /** The account that owns the instance. */
  readonly account: string;
  readonly instanceId: string;
  /** Also the portal's name that always works: `d-` and ten digits. */
  readonly identityStoreId: string;
  /** Every character as it was typed (R029). */
  readonly userName: string;
}

/** Whom a right password turned out to belong to. */
export interface Identity {
  readonly account: string;
  /** A digest of the stored hash: a password that is changed meanwhile ends the flow. */
  readonly credential: string;
  readonly who:
    | { readonly kind: 'root' }
    | { readonly kind: 'user' | 'workforce'; readonly userId: string; readonly userName: string };
}

/** How the second factor was shown, for the session and for events. */
export interface SecondFactor {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The device's serial number; absent for a code that was mailed. */
  readonly serial?: string;
  readonly kind: 'virtual' | 'passkey' | 'mailed-code';
}

/** Why a password has to be replaced before the session begins. */
export type ForcedChange = 'reset-required' | 'expired';

/** What the page says about the last try. Its code tells no more than the page does. */
export interface Notice {
  readonly code: string;
  /** By which an administrator finds the attempt. */
  readonly requestId: string;
  /** Milliseconds since 1970 until which nothing is tried, where the notice is about that. */
  readonly until?: number;
}

/**
 * Everything that a flow knows; the dispatcher reads from it which step is next. A step adds its
 * result and knows no other step. Never holds a password or a code.
 */
export interface FlowState {
  readonly claimed: Claimed;
  /** A path of this server. */
  readonly destination: string;
  /** Whether the account is to be remembered in this browser. */
  readonly remember: boolean;
  /** `due`: the person has to pass the security check before a password is looked at. */
  readonly securityCheck: 'none' | 'due' | 'passed';
  /** What the security check keeps between its page and its form; its own affair. */
  readonly challenge?: string;
  /** Set by the right password. */
  readonly identity?: Identity;
  /** Milliseconds since 1970: when the password was right. */
  readonly passwordAt?: number;
  /** What has to be shown besides; decided when the password was right. */
  readonly secondFactorDue?: 'device' | 'mailed-code' | 'enrol' | 'block';
  readonly secondFactor?: SecondFactor;
  /** The device that was chosen among several. */
  readonly deviceId?: string;
  /**
   * Of workforce users whose devices are all of types that the instance does not allow any more: one
   * of them has to be shown, and lets them register another.
   */
  readonly enrolAfter?: boolean;
  /** Of workforce users: what the registration of a device keeps between its pages; its own affair. */
  readonly enrolment?: string;
  /** Whether the person may call this browser a trusted device. */
  readonly mayTrust?: boolean;
  /** Whether the person wants this browser to be trusted from now on. */
  readonly trustBrowser?: boolean;
  /** AuthWorkflowID of the events of a workforce user's sign-in: one UUID for all of them. */
  readonly workflowId?: string;
  /** The open challenge of a passkey, base64url. */
  readonly passkeyChallenge?: string;
  /** Where the mailed code went: `k•••@example.com` or `••• 1234`. */
  readonly codeSentTo?: string;
  readonly forcedChange?: ForcedChange;
  readonly notice?: Notice;
}
