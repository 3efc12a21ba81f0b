/** Why a browser made no passkey, as far as it tells. */
export type PasskeyProblem = 'given-up' | 'known' | 'unfit' | 'address' | 'other';

/** Names of DOMException at `navigator.credentials.create` (WebAuthn, 5.1.3). */
const PROBLEMS: Readonly<Record<string, PasskeyProblem>> = {
  NotAllowedError: 'given-up',
  AbortError: 'given-up',
  InvalidStateError: 'known',
  NotSupportedError: 'unfit',
  ConstraintError: 'unfit',
  SecurityError: 'address',
};

/** Names the problem of an error that the browser threw. */
export function passkeyProblem({ name }: { readonly name: string }): PasskeyProblem {
  return PROBLEMS[name] ?? 'other';
}
