import {
  type CompiledPolicy,
  compilePolicy,
  type PolicyDocument,
  parsePolicy,
} from '../../policy/index.ts';
import type { Lookup, Store } from '../../store/index.ts';
import { type Named, nodeArn, policyArn } from '../organizations/arns.ts';
import { AWS_POLICIES } from '../organizations/control-policies.ts';
import type { AccountState } from './state.ts';

/** A row as the database gives it. */
type Row = Record<string, string | number | null>;

/** The prepared reads of where an account stands and what applies to it there. */
export interface ControlQueries {
  readonly organization: Lookup<Row>;
  readonly unit: Lookup<Row>;
  readonly attached: Lookup<Row>;
  /** Documents by their texts: one policy applies to many accounts. */
  readonly documents: Map<string, PolicyDocument>;
}

/** Prepares the reads once for the store. */
export function prepareControlQueries(store: Store): ControlQueries {
  const read = (sql: string): Lookup<Row> => store.prepare<Row>(sql);
  return {
    organization: read('select * from organizations where organization_id = ?'),
    unit: read('select parent_id from organizational_units where account_id = ? and unit_id = ?'),
    attached: read(
      `select a.policy_id, p.name, p.content from organization_attachments a
       left join organization_policies p on p.account_id = a.account_id and p.policy_id = a.policy_id
       where a.account_id = ? and a.target_id = ? and a.type = ? order by a.policy_id`,
    ),
    documents: new Map(),
  };
}

/** What an account's membership makes of it; nothing for one that is in no organization. */
export type Membership = Pick<AccountState, 'organizationPath' | 'scps'>;

/** More levels than a tree can have: what is stored wrongly ends the walk. */
const MOST_LEVELS = 12;

/**
 * Where a member stands, and the service control policies of each level from the root to itself; for
 * the management account, and while the type is not enabled, there are none that apply.
 */
export async function loadMembership(queries: ControlQueries, member: Row): Promise<Membership> {
  const none = { organizationPath: undefined, scps: undefined };
  if (member.organization_id === null || member.organization_id === undefined) return none;
  const organizationId = String(member.organization_id);
  const [organization] = await queries.organization(organizationId);
  if (!organization) return none;
  const manager = String(organization.management_account);
  const rootId = String(organization.root_id);
  const above = await levelsAbove(queries, manager, rootId, String(member.parent_id ?? rootId));
  const organizationPath = `${[organizationId, ...above].join('/')}/`;
  const account = String(member.account_id);
  const applies = account !== manager && isEnabled(organization);
  if (!applies) return { organizationPath, scps: undefined };
  const named = { organization_id: organizationId, management_account: manager };
  const scps: (readonly CompiledPolicy[])[] = [];
  for (const target of [...above, account]) scps.push(await policiesOn(queries, named, target));
  return { organizationPath, scps };
}

async function levelsAbove(
  queries: ControlQueries,
  manager: string,
  rootId: string,
  parent: string,
): Promise<string[]> {
  const levels: string[] = [];
  let at = parent;
  while (at !== rootId && levels.length < MOST_LEVELS) {
    levels.unshift(at);
    const [unit] = await queries.unit(manager, at);
    if (!unit) throw new Error(`the organizational unit ${at} is not there`);
    at = String(unit.parent_id);
  }
  return [rootId, ...levels];
}

const TYPE = 'SERVICE_CONTROL_POLICY';

function isEnabled({ policy_types: types }: Row): boolean {
  return String(types ?? '')
    .split(' ')
    .includes(TYPE);
}

async function policiesOn(
  queries: ControlQueries,
  organization: Named,
  target: string,
): Promise<CompiledPolicy[]> {
  const rows = await queries.attached(organization.management_account, target, TYPE);
  const own = AWS_POLICIES[TYPE];
  return rows.map((row) => {
    const id = String(row.policy_id);
    const awsManaged = id === own.id;
    const document = documentOf(queries, awsManaged ? own.content : String(row.content));
    return compilePolicy(document, {
      kind: 'scp',
      name: awsManaged ? own.name : String(row.name),
      arn: policyArn(organization, { id, type: TYPE, awsManaged }),
      attachedTo: nodeArn(organization, target),
    });
  });
}

const MOST_DOCUMENTS = 500;

function documentOf({ documents }: ControlQueries, text: string): PolicyDocument {
  const known = documents.get(text);
  if (known) return known;
  const reading = parsePolicy(text, 'scp');
  if (!reading.ok) throw new Error(`a stored control policy is unreadable: ${reading.message}`);
  if (documents.size >= MOST_DOCUMENTS) documents.clear();
  documents.set(text, reading.document);
  return reading.document;
}
