import type { FailureCode } from './catalogue.ts';
import type { CheckTrace } from './check.ts';

/** Through what somebody tried to come in. */
export const attemptKinds = [
  /** AssumeRoleWithSAML. */
  'saml-api',
  /** A response posted by a browser to the SAML endpoint. */
  'saml-browser',
  /** AssumeRoleWithWebIdentity. */
  'web-identity',
  /** Credentials handed to the federation endpoint for a console session. */
  'federation-endpoint',
  /** `aws login`: its consent in a browser and its exchanges for credentials. */
  'aws-login',
  /** Command lines of IAM Identity Center: their clients, codes, tokens and calls of the portal. */
  'identity-center',
  /** An account, a name and a password on the sign-in pages, with what follows them. */
  'console-sign-in',
  /** A user name of a directory on the pages of an access portal, with what follows it. */
  'workforce-sign-in',
  /** A link that was mailed to set a password or to go on without a lost device. */
  'recovery',
] as const;

export type AttemptKind = (typeof attemptKinds)[number];

/** What one check said in an attempt. */
export interface AttemptCheck {
  readonly name: string;
  /** The check's own code, also of checks that passed: the catalogue has its title. */
  readonly code: FailureCode;
  readonly outcome: CheckTrace['outcome'];
  readonly expected?: string;
  readonly received?: string;
  readonly failure?: {
    readonly code: FailureCode;
    readonly details: Readonly<Record<string, string>>;
  };
}

/** The policy statement that decided about a role. */
export interface DecidingStatement {
  /** `trust` or another kind of policy. */
  readonly policyKind: string;
  /** The policy's ARN or name. */
  readonly policy: string;
  /** Counted from 1. */
  readonly statement: number;
  readonly sid?: string;
  readonly effect: 'Allow' | 'Deny';
}

/** One try to sign in or to federate, with everything that was looked at. */
export interface Attempt extends NewAttempt {
  /** A UUID; in the order of ids attempts are in the order of time. */
  readonly id: string;
}

/** An attempt as whoever judges it hands it over, to be recorded. */
export interface NewAttempt {
  /** The id that the answer of the request carried to the client. */
  readonly requestId: string;
  /** The account that the request names by its role or provider; empty where it names none. */
  readonly account: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly kind: AttemptKind;
  readonly outcome: 'succeeded' | 'refused';
  /** The first check that failed. */
  readonly code?: FailureCode;
  /** What the client was answered. */
  readonly answered?: { readonly code: string; readonly message: string };
  /** The provider's ARN, or the issuer as the token names it. */
  readonly provider?: string;
  /** NameID or `sub`, once it was verified. */
  readonly subject?: string;
  readonly roleArn?: string;
  readonly sourceAddress: string;
  readonly userAgent: string;
  readonly checks: readonly AttemptCheck[];
  readonly decision?: DecidingStatement;
  /** Further facts by name, such as the id of the assertion. Never a secret. */
  readonly facts: Readonly<Record<string, string>>;
}

/** The longest text of a check, a detail or a fact that is kept; what is longer ends in `…`. */
export const MOST_TEXT = 512;

/** The traced checks in the form in which attempts keep them. */
export function attemptChecks(traces: readonly CheckTrace[]): AttemptCheck[] {
  return traces.map(({ name, code, outcome, expected, received, failure }) => ({
    name,
    code,
    outcome,
    ...(expected === undefined ? {} : { expected: keptText(expected) }),
    ...(received === undefined ? {} : { received: keptText(received) }),
    ...(failure ? { failure: { code: failure.code, details: keptTexts(failure.details) } } : {}),
  }));
}

/**
 * A text as it may be kept: what looks like a token or like an encoded document is hidden, since
 * whoever reads attempts must not become who made them, and the rest is cut to `most` characters.
 */
export function keptText(text: string, most: number = MOST_TEXT): string {
  const plain = text.length < SHORTEST_HIDDEN || !mayHoldBody(text) ? text : withoutBodies(text);
  return plain.length <= most ? plain : `${plain.slice(0, most).toWellFormed()}…`;
}

/** Each text as `keptText` answers it. */
export function keptTexts(
  texts: Readonly<Record<string, string>>,
  most: number = MOST_TEXT,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, keptText(text, most)]),
  );
}

const SHORTEST_HIDDEN = 40;
/** Longer than a digest, a key id or a persistent NameID, also in hexadecimal. */
const LONGEST_SHOWN = 199;
/** Unbroken runs of what base64, base64url and the compact form of JOSE are written with. */
const RUNS = /[\w.+/=-]{40,}/g;

/** Nearly all texts are short and hold no token; attempts have a hundred of them. */
function mayHoldBody(text: string): boolean {
  return text.length > LONGEST_SHOWN || text.includes('eyJ');
}

function withoutBodies(text: string): string {
  return text.replace(RUNS, (run) => {
    // Base64url of `{"`, and a dot behind it: a JWS or JWE, to its end.
    const token = run.indexOf('eyJ');
    if (token >= 0 && run.includes('.', token))
      return run.slice(0, token) + hidden(run.slice(token));
    const parts = run.split('.');
    return parts.map((part) => (part.length > LONGEST_SHOWN ? hidden(part) : part)).join('.');
  });
}

function hidden(text: string): string {
  return `(${text.length} characters hidden)`;
}
