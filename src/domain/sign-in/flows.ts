import { sha256 } from '../../base/digest.ts';
import type { Work } from '../work.ts';
import type { FlowState } from './flow-state.ts';

/** How long a sign-in may take from its first form to its end, in milliseconds. */
export const FLOW_LIFETIME = 15 * 60_000;

/** Unfinished flows of one network address that are kept; the oldest of more are dropped. */
export const MOST_FLOWS_OF_SOURCE = 500;

/** One sign-in on its way. */
export interface Flow {
  /** Stands in URLs; useless without the browser's cookie. */
  readonly flowId: string;
  readonly state: FlowState;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  /** 0 while the flow is not kept. */
  readonly rowVersion: number;
}

/** Whose flow it is. */
export interface FlowOwner {
  /** The secret of the browser's cookie; only its hash is kept. */
  readonly browser: string;
  /** The network address by which unfinished flows are counted. */
  readonly source: string;
}

/** A flow that is not kept yet. */
export function newFlow(work: Work, state: FlowState): Flow {
  const flowId = work.random(16).toString('base64url');
  return { flowId, state, expiresAt: work.now + FLOW_LIFETIME, rowVersion: 0 };
}

/** Keeps a new flow for this browser, with its state as it has become. */
export async function beginFlow(
  work: Work,
  owner: FlowOwner,
  flow: Flow,
  state: FlowState,
): Promise<void> {
  await dropOldest(work, owner.source);
  work.write(
    work.read.insertInto('sign_in_flows').values({
      flow_id: flow.flowId,
      browser_hash: sha256(owner.browser),
      source: sha256(owner.source),
      state: JSON.stringify(state),
      created_at: work.now,
      expires_at: flow.expiresAt,
    }),
  );
}

/** Makes room: whoever begins flows without end pushes out those of their own address. */
async function dropOldest(work: Work, source: string): Promise<void> {
  const surplus = await work.read
    .selectFrom('sign_in_flows')
    .select(['created_at'])
    .where('source', '=', sha256(source))
    .orderBy('created_at', 'desc')
    .offset(MOST_FLOWS_OF_SOURCE - 1)
    .limit(1)
    .executeTakeFirst();
  if (!surplus) return;
  work.write(
    work.read
      .deleteFrom('sign_in_flows')
      .where('source', '=', sha256(source))
      .where('created_at', '<=', Number(surplus.created_at)),
    'any',
  );
}

/** The flow of that id in this browser; undefined when there is none, or it has expired. */
export async function findFlow(
  work: Work,
  flowId: string,
  browser: string,
): Promise<Flow | undefined> {
  const row = await work.read
    .selectFrom('sign_in_flows')
    .select(['flow_id', 'state', 'expires_at', 'row_version'])
    .where('flow_id', '=', flowId)
    .where('browser_hash', '=', sha256(browser))
    .where('expires_at', '>', work.now)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    flowId: row.flow_id,
    state: JSON.parse(row.state) as FlowState,
    expiresAt: Number(row.expires_at),
    rowVersion: row.row_version,
  };
}

/** Keeps what a step found. The plan fails when the flow moved on meanwhile, in another tab. */
export function saveFlow(work: Work, flow: Flow, state: FlowState): void {
  work.write(
    work.read
      .updateTable('sign_in_flows')
      .set((e) => ({ state: JSON.stringify(state), row_version: e('row_version', '+', 1) }))
      .where('flow_id', '=', flow.flowId)
      .where('row_version', '=', flow.rowVersion)
      .where('expires_at', '>', work.now),
  );
}

/** Ends a flow: of two tabs that finish it at the same moment, one does. */
export function endFlow(work: Work, flow: Flow): void {
  work.write(
    work.read
      .deleteFrom('sign_in_flows')
      .where('flow_id', '=', flow.flowId)
      .where('row_version', '=', flow.rowVersion),
  );
}
