import { systemRandom } from '../../base/bytes.ts';
import type { Deliver, DeliveryOutcome, OutgoingMessage } from '../../base/mail.ts';
import {
  createKeyRing,
  keyedHash,
  matchesKeyedHash,
  openMessage,
  sealMessage,
} from '../../crypto/index.ts';
import type { Failure } from '../../failures/catalogue.ts';
import type { Store } from '../../store/index.ts';
import type { CodeHashes } from '../verification/codes.ts';
import { beginWork, type Work } from '../work.ts';
import type { Outbox } from './outbox.ts';
import { createWorker } from './worker.ts';

/** What tests of messages share: a key ring of their own, a clock that they turn, a transport. */

/** The time at which tests begin: 2026-01-15T08:00:00Z. */
export const MAIL_TIME = Date.UTC(2026, 0, 15, 8);

const ring = createKeyRing(MAIL_TIME, systemRandom);

/** An outbox that counts its nudges. */
export function testOutbox(sendsTexts = true): Outbox & { readonly nudges: () => number } {
  let nudges = 0;
  return {
    sendsTexts,
    seal: (plaintext, context) => sealMessage(plaintext, context, ring, systemRandom),
    open: (sealed, context) => openMessage(sealed, context, ring),
    recipientKey: (recipient) => keyedHash(recipient, 'recipient', ring),
    nudge: () => {
      nudges += 1;
    },
    nudges: () => nudges,
  };
}

export const testHashes: CodeHashes = {
  hash: (code, context) => keyedHash(code, context, ring),
  matches: (stored, code, context) => matchesKeyedHash(stored, code, context, ring),
};

/** Runs a body and commits its plan. */
export async function runMail<Result>(
  store: Store,
  account: string,
  now: number,
  body: (work: Work) => Result | Promise<Result>,
): Promise<Result> {
  const work = beginWork({ account, now, random: systemRandom, read: store.read });
  const result = await body(work);
  await store.commit(work.plan);
  return result;
}

/** A worker over a store, with all that it was told and told others. */
export interface TestWorker {
  readonly sent: OutgoingMessage[];
  readonly reported: Failure[];
  /** What the transport answers from now on. */
  answer: DeliveryOutcome | (() => Promise<DeliveryOutcome>);
  now: number;
  readonly run: () => Promise<void>;
}

export function testWorker(store: Store, outbox: Outbox): TestWorker {
  const never = new AbortController().signal;
  const deliver: Deliver = async (message) => {
    worker.sent.push(message);
    const { answer } = worker;
    return typeof answer === 'function' ? await answer() : answer;
  };
  const worker: TestWorker = {
    sent: [],
    reported: [],
    answer: { kind: 'sent' },
    now: MAIL_TIME,
    run: () =>
      createWorker({
        store,
        outbox,
        clock: () => worker.now,
        deliver,
        report: (failure) => worker.reported.push(failure),
      })(never, never),
  };
  return worker;
}
