/**
 * docs/operations.md: every operation of the services, whether Gatehouse implements it, and
 * what a caller must be allowed. Read from the SDK models and the tables of src/api/.
 *
 *   node tools/operations.ts           check
 *   node tools/operations.ts --write   write docs/operations.md
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { loadService, type ServiceName, services } from '../src/wire/index.ts';
import { type Document, documentFindings, writeDocument } from './documents.ts';
import { type Finding, report } from './finding.ts';
import { code, generatedHeader, table } from './markdown.ts';
import { ROOT } from './tree.ts';

/** What this tool reads of an access rule; handlers and inputs do not matter here. */
export interface Rule {
  readonly open?: string;
  readonly action?: string;
  readonly resources?: (...given: never) => unknown;
  readonly also?: (...given: never) => unknown;
}

/** The tables of one service, as its folder exports them. */
export interface ServiceTables {
  readonly operations: Readonly<Record<string, unknown>>;
  readonly access: Readonly<Record<string, Rule>>;
  /** Operations that take no signature; they have no rule. */
  readonly unsigned: Readonly<Record<string, unknown>>;
}

const TITLES: Readonly<Record<ServiceName, string>> = {
  sts: 'AWS Security Token Service',
  iam: 'AWS Identity and Access Management',
  organizations: 'AWS Organizations',
  'sso-admin': 'IAM Identity Center administration',
  identitystore: 'Identity Store',
  sso: 'IAM Identity Center portal',
  'sso-oidc': 'IAM Identity Center OIDC',
  quicksight: 'Amazon QuickSight',
  'cognito-identity': 'Amazon Cognito identity pools',
  cloudtrail: 'AWS CloudTrail',
  signin: 'AWS Sign-In',
  gatehouse: 'Gatehouse itself',
};

/** `sso-admin` → `ssoAdmin`: what a service's exports begin with. */
function exportPrefix(name: ServiceName): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** The tables of `src/api/<service>/index.ts`; empty ones when the folder does not exist. */
export async function serviceTables(name: ServiceName): Promise<ServiceTables> {
  const file = path.join(ROOT, 'src/api', name, 'index.ts');
  if (!existsSync(file)) return { operations: {}, access: {}, unsigned: {} };
  const exported: Readonly<Record<string, unknown>> = await import(pathToFileURL(file).href);
  const prefix = exportPrefix(name);
  return {
    operations: (exported[`${prefix}Operations`] ?? {}) as ServiceTables['operations'],
    access: (exported[`${prefix}Access`] ?? {}) as ServiceTables['access'],
    unsigned: (exported[`${prefix}Unsigned`] ?? {}) as ServiceTables['unsigned'],
  };
}

/** Operations without a rule, rules without an operation, and names that the model lacks. */
export function tableFindings(
  name: ServiceName,
  modelled: ReadonlySet<string>,
  { operations, access, unsigned }: ServiceTables,
): Finding[] {
  const file = `src/api/${name}/index.ts`;
  const finding = (message: string, mend: string): Finding => ({ file, line: 1, message, mend });
  return [
    ...Object.keys(operations)
      .filter((operation) => !Object.hasOwn(access, operation))
      .map((operation) => finding(`\`${operation}\` has no access rule`, 'add its rule')),
    ...Object.keys(access)
      .filter((operation) => !Object.hasOwn(operations, operation))
      .map((operation) => finding(`the rule of \`${operation}\` has no handler`, 'remove it')),
    ...Object.keys({ ...operations, ...unsigned })
      .filter((operation) => !modelled.has(operation))
      .map((operation) => finding(`\`${operation}\` is not in the model`, 'correct its name')),
    ...Object.keys(unsigned)
      .filter((operation) => !services[name].unsigned.has(operation))
      .map((operation) => finding(`\`${operation}\` takes a signature`, 'give it a rule')),
  ];
}

/**
 * The kinds of resource that a rule decides on, told from the names that its function uses
 * (`userResource`, `iamArn(account, 'role', …)`); `*` when it has none of its own.
 */
export function resourceKinds(rule: Rule): string {
  if (!rule.resources) return '*';
  const text = `${rule.resources.name}( ${String(rule.resources)}`;
  const named = [...text.matchAll(/\b(?:new)?([A-Za-z]+?)Resources?\(/g)].map(([, kind]) => kind);
  const spelled = [...text.matchAll(/\biamArn\([^,()]*,\s*'([\w-]+)'/g)].map(([, kind]) => kind);
  const kinds = [...named, ...spelled].map((kind = '') => kind[0]?.toLowerCase() + kind.slice(1));
  return [...new Set(kinds)].join(', ') || 'its own';
}

function implementedRow(name: ServiceName, operation: string, rule: Rule | undefined): string[] {
  if (rule?.open !== undefined) return [operation, 'every authenticated caller', rule.open];
  const action = rule?.action ?? `${services[name].signingName}:${operation}`;
  const kinds = resourceKinds(rule ?? {});
  return [operation, code(action), rule?.also ? `${kinds}, and further permissions` : kinds];
}

async function serviceSection(name: ServiceName): Promise<string> {
  const { operations } = await loadService(name);
  const tables = await serviceTables(name);
  const all = [...operations.keys()].sort();
  const handled = { ...tables.operations, ...tables.unsigned };
  const present = all.filter((operation) => Object.hasOwn(handled, operation));
  const missing = all.filter((operation) => !Object.hasOwn(handled, operation));
  const rows = present.map((each) =>
    Object.hasOwn(tables.unsigned, each)
      ? [each, 'takes no signature', 'what the request carries, and the trust policy of the role']
      : implementedRow(name, each, tables.access[each]),
  );
  const parts = [`## ${TITLES[name]} (${code(name)})`, `${present.length} of ${all.length}.`];
  if (rows.length > 0) parts.push(table(['Operation', 'Action', 'Resource'], rows));
  if (missing.length > 0) parts.push(`Not implemented: ${missing.join(', ')}.`);
  return parts.join('\n\n');
}

/** The document. */
export async function operationsDocument(): Promise<Document> {
  const command = 'node tools/operations.ts --write';
  const names = Object.keys(services) as ServiceName[];
  const text = [
    generatedHeader('Operations', 'the SDK models and src/api/', command),
    'An operation that is not implemented answers `NotImplemented`. Every implemented one is decided',
    'by the policies of the caller with the action and the kind of resource named here.',
    '',
    (await Promise.all(names.map(serviceSection))).join('\n\n'),
    '',
  ].join('\n');
  return { file: 'docs/operations.md', text, command };
}

/** What is wrong with the tables of all services. */
export async function checkOperations(): Promise<Finding[]> {
  const names = Object.keys(services) as ServiceName[];
  const found = await Promise.all(
    names.map(async (name) => {
      const { operations } = await loadService(name);
      return tableFindings(name, new Set(operations.keys()), await serviceTables(name));
    }),
  );
  return found.flat();
}

if (import.meta.main) {
  const document = await operationsDocument();
  if (process.argv.includes('--write')) writeDocument(document);
  report('operations and access rules agree', await checkOperations());
  report('docs/operations.md is in sync', documentFindings(document));
}
