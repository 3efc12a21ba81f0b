import { sha256 } from '../../base/digest.ts';
import { failure } from '../../failures/catalogue.ts';
import type { Check } from '../../failures/check.ts';
import type { VerifiedAssertion } from '../../saml/index.ts';
import type { Eventually, Statement, Store } from '../../store/index.ts';

/** Remembers exchanged assertions for all nodes, as far as they are taken once. */
export interface Replay {
  /** Whether the assertion is taken once: all are by configuration, or its issuer asks for it. */
  readonly takesOnce: (assertion: VerifiedAssertion) => boolean;
  /** Whether the assertion was exchanged before. */
  readonly wasUsed: (assertion: VerifiedAssertion) => Eventually<boolean>;
  /**
   * The statement that marks the assertion as used. Its plan fails with a `UniqueViolation` when
   * another one was faster, on whichever node.
   */
  readonly use: (assertion: VerifiedAssertion, account: string) => Statement;
}

/** No assertion is taken this long after its issue, whatever skew is configured. */
const KEPT_MILLISECONDS = 15 * 60_000;

/** One assertion by its issuer and id, whatever characters they have. */
function assertionKey({ issuer, id }: VerifiedAssertion): string {
  return sha256(JSON.stringify([issuer, id]));
}

/**
 * A memory of assertions in the store.
 *
 * @param mode `once` takes every assertion once; `window` only those with the condition OneTimeUse
 */
export function createReplay(store: Store, mode: 'once' | 'window'): Replay {
  const find = store.prepare<{ expires_at: number }>(
    'select expires_at from saml_uses where assertion_key = ?',
  );
  const insert = store.prepareStatement(
    'insert into saml_uses (account_id, assertion_key, expires_at) values (?, ?, ?)',
    1,
  );
  return {
    takesOnce: ({ oneTimeUse }) => mode === 'once' || oneTimeUse,
    wasUsed: async (assertion) => (await find(assertionKey(assertion))).length > 0,
    use: (assertion, account) =>
      insert(account, assertionKey(assertion), assertion.issueInstant + KEPT_MILLISECONDS),
  };
}

/** An assertion and whether it has been exchanged before. */
export interface UseSubject {
  /** Throws when the response was not verified. */
  readonly assertion: () => VerifiedAssertion;
  /** Undefined where assertions may be exchanged several times within their five minutes. */
  readonly wasUsed: boolean | undefined;
}

/** Whether an assertion may be exchanged (again). */
export const useChecks: readonly Check<UseSubject>[] = [
  {
    name: 'assertionIsUnused',
    code: 'FED-017',
    run: ({ assertion, wasUsed }) =>
      wasUsed ? failure('FED-017', { assertion: assertion().id }) : undefined,
    describe: ({ assertion, wasUsed }) => ({
      expected: wasUsed === undefined ? 'any number of uses' : 'no use before',
      received: `assertion ${assertion().id}${wasUsed ? ', used before' : ''}`,
    }),
  },
];
