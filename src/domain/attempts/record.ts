import { isAccountId } from '../../base/arn.ts';
import type { RandomBytes } from '../../base/bytes.ts';
import type { NewAttempt } from '../../failures/attempt.ts';
import type { Statement, StatementTemplate, Store } from '../../store/index.ts';
import type { IamState } from '../iam/state.ts';
import { bodyContext, type CapturedBodies, isCapturing, MOST_BODY } from './capture.ts';
import { attemptId } from './ids.ts';
import { type AttemptQuota, createTrim, ROW_BYTES, rowBytes, sourceKey } from './quota.ts';
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
  const keepRow = createRowKeeper(store, quota);
  const keepBody = createBodyKeeper(store, quota);
  return async (attempt, body) => {
    const account = await attributedTo(parts, attempt);
    const id = attemptId(attempt.time, random);
    const source = sourceKey(addressKey(attempt.sourceAddress));
    const statements = [keepRow(attempt, account, id, source)];
    if (body !== undefined && (await isCapturing(store, account, attempt.time))) {
      const sealed = bodies.seal(body.slice(0, MOST_BODY), bodyContext(account, id));
      statements.push(keepBody(account, id, source, sealed));
    }
    return statements;
  };
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

/** The bytes written for a key so far, and those of the row that is inserted. */
const UPTO = (table: string, column: string, key: string) =>
  `coalesce((select max(${column}) from ${table} where account_id = ? and ${key} = ?), 0) + ?`;

const OUTCOME_UPTO = UPTO('attempts', 'outcome_upto', 'outcome');
const SOURCE_UPTO = UPTO('attempts', 'source_upto', 'source');

type KeepRow = (attempt: NewAttempt, account: string, id: string, source: string) => Statement;

function createRowKeeper(store: Store, { sourceBytes, accountBytes }: AttemptQuota): KeepRow {
  const insertRefused = prepareInsert(store, ['source', 'source_upto'], ['?', SOURCE_UPTO]);
  const insertSucceeded = prepareInsert(store, [], []);
  const bySource = { table: 'attempts', key: 'source', upto: 'source_upto' } as const;
  const byOutcome = { table: 'attempts', key: 'outcome', upto: 'outcome_upto' } as const;
  const trimSource = createTrim(store, bySource, sourceBytes);
  const trimOutcome = createTrim(store, byOutcome, accountBytes / 2);
  return (attempt, account, id, source) => {
    const line = attemptLine(attempt, account, id);
    const { record, bytes: recordBytes } = writeRecord(attempt);
    const bytes = recordBytes + rowBytes(line);
    const { outcome } = attempt;
    const row = [...LINE_COLUMNS.map((column) => line[column]), record, account, outcome, bytes];
    trimOutcome(account, outcome, bytes);
    if (outcome === 'succeeded') return insertSucceeded(...row);
    trimSource(account, source, bytes);
    return insertRefused(...row, source, account, source, bytes);
  };
}

function prepareInsert(
  store: Store,
  columns: readonly string[],
  values: readonly string[],
): StatementTemplate {
  const names = [...LINE_COLUMNS, 'record', 'outcome_upto', ...columns];
  const given = [...LINE_COLUMNS.map(() => '?'), '?', OUTCOME_UPTO, ...values];
  return store.prepareStatement(
    `insert into attempts (${names.join(', ')}) values (${given.join(', ')})`,
    1,
  );
}

type KeepBody = (account: string, id: string, source: string, sealed: string) => Statement;

/** Captured bodies may take up a quarter of what attempts may, besides them. */
const BODY_SHARE = 4;

function createBodyKeeper(store: Store, { sourceBytes, accountBytes }: AttemptQuota): KeepBody {
  const insert = store.prepareStatement(
    `insert into attempt_bodies
      (account_id, attempt_id, source, body, source_upto, account_upto) values (?, ?, ?, ?,
      ${UPTO('attempt_bodies', 'source_upto', 'source')},
      coalesce((select max(account_upto) from attempt_bodies where account_id = ?), 0) + ?)`,
    1,
  );
  const bySource = { table: 'attempt_bodies', key: 'source', upto: 'source_upto' } as const;
  const byAccount = { table: 'attempt_bodies', key: 'account_id', upto: 'account_upto' } as const;
  const trimSource = createTrim(store, bySource, sourceBytes);
  const trimAccount = createTrim(store, byAccount, accountBytes / BODY_SHARE);
  return (account, id, source, sealed) => {
    const bytes = ROW_BYTES + sealed.length;
    trimSource(account, source, bytes);
    trimAccount(account, account, bytes);
    return insert(account, id, source, sealed, account, source, bytes, account, bytes);
  };
}
