import { isAccountId } from '../../base/arn.ts';
import type { RandomBytes } from '../../base/bytes.ts';
import type { NewAttempt } from '../../failures/attempt.ts';
import type { Statement, StatementTemplate, Store } from '../../store/index.ts';
import type { IamState } from '../iam/state.ts';
import { bodyContext, type CapturedBodies, isCapturing, MOST_BODY } from './capture.ts';
import { attemptId } from './ids.ts';
import { type AttemptQuota, bytesOf, createTrim, quotaSource } from './quota.ts';
import { attemptLine, LINE_COLUMNS, writeRecord } from './rows.ts';

/** What attempts are recorded with. */
export interface RecorderParts {
  readonly store: Store;
  readonly state: Pick<IamState, 'account' | 'fresh'>;
  /** Where attempts go that name no account of this installation. */
  readonly managementAccount: () => Promise<string>;
  readonly bodies: CapturedBodies;
  readonly random: RandomBytes;
  readonly quota: AttemptQuota;
  /** Which addresses count as one source. */
  readonly addressKey: (address: string) => string;
}

/**
 * Answers the statements that keep an attempt. They belong into the plan of the call's event; a
 * refusal that has no plan hands them to `store.append`. An attempt whose `account` is empty or does
 * not exist here becomes one of the management account, so callers pass on what the request says.
 *
 * @param body what was posted, the response or the token as it came: kept, sealed, only while the
 *   account captures bodies, and never part of the attempt itself
 * @throws StaleState when the account cannot be known to be current
 */
export type RecordAttempt = (attempt: NewAttempt, body?: string) => Promise<readonly Statement[]>;

/** A recorder over a store. What goes beyond a quota is removed in plans of its own. */
export function createAttemptRecorder(parts: RecorderParts): RecordAttempt {
  const { store, quota, random, addressKey, bodies } = parts;
  const insert = prepareInsert(store);
  const insertBody = prepareBodyInsert(store);
  const trims = createTrims(store, quota);
  return async (attempt, body) => {
    const account = await attributedTo(parts, attempt);
    const id = attemptId(attempt.time, random);
    const source = quotaSource(attempt, addressKey);
    const line = attemptLine(attempt, account, id);
    const record = writeRecord(attempt);
    const bytes = bytesOf(record, ...textsOf(line));
    const { outcome } = attempt;
    const values = LINE_COLUMNS.map((column) => line[column]);
    const row = [...values, source, record, account, source, bytes, account, outcome, bytes];
    const statements = [insert(...row)];
    trims.source(account, source, bytes);
    trims.outcome(account, outcome, bytes);
    if (body !== undefined && (await isCapturing(store, account, attempt.time))) {
      const sealed = bodies.seal(body.slice(0, MOST_BODY), bodyContext(account, id));
      const size = bytesOf(sealed);
      statements.push(
        insertBody(account, id, source, sealed, account, source, size, account, size),
      );
      trims.bodySource(account, source, size);
      trims.bodyAccount(account, account, size);
    }
    return statements;
  };
}

function textsOf({ attempt_time: _, ...texts }: ReturnType<typeof attemptLine>) {
  return Object.values(texts);
}

/** The account that the request names, if there is one; the caller made it fresh if it succeeded. */
async function attributedTo(
  { state, managementAccount }: RecorderParts,
  { account, outcome }: NewAttempt,
): Promise<string> {
  if (isAccountId(account)) {
    if (outcome === 'refused') await state.fresh([account]);
    if (await state.account(account)) return account;
  }
  const management = await managementAccount();
  await state.fresh([management]);
  return management;
}

const UPTO = (table: string, column: string, key: string) =>
  `coalesce((select max(${column}) from ${table} where account_id = ? and ${key} = ?), 0) + ?`;

function prepareInsert(store: Store): StatementTemplate {
  const columns = [...LINE_COLUMNS, 'source', 'record', 'source_upto', 'outcome_upto'];
  const values = [...LINE_COLUMNS, 'source', 'record'].map(() => '?');
  return store.prepareStatement(
    `insert into attempts (${columns.join(', ')}) values (${values.join(', ')},
      ${UPTO('attempts', 'source_upto', 'source')},
      ${UPTO('attempts', 'outcome_upto', 'outcome')})`,
    1,
  );
}

function prepareBodyInsert(store: Store): StatementTemplate {
  return store.prepareStatement(
    `insert into attempt_bodies
      (account_id, attempt_id, source, body, source_upto, account_upto) values (?, ?, ?, ?,
      ${UPTO('attempt_bodies', 'source_upto', 'source')},
      coalesce((select max(account_upto) from attempt_bodies where account_id = ?), 0) + ?)`,
    1,
  );
}

/** Captured bodies may take up a quarter of what attempts may, besides them. */
const BODY_SHARE = 4;

function createTrims(store: Store, { sourceBytes, accountBytes }: AttemptQuota) {
  const attempts = 'attempts';
  const bodies = 'attempt_bodies';
  return {
    source: createTrim(store, { table: attempts, key: 'source', upto: 'source_upto' }, sourceBytes),
    outcome: createTrim(
      store,
      { table: attempts, key: 'outcome', upto: 'outcome_upto' },
      accountBytes / 2,
    ),
    bodySource: createTrim(
      store,
      { table: bodies, key: 'source', upto: 'source_upto' },
      sourceBytes,
    ),
    bodyAccount: createTrim(
      store,
      { table: bodies, key: 'account_id', upto: 'account_upto' },
      accountBytes / BODY_SHARE,
    ),
  };
}
