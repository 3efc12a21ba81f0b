import type { PolicyDocument } from './document.ts';
import { type CompiledStatement, compileStatement, type PolicySource } from './statement.ts';

/** The statements of one policy that speak of one action, in the document's order. */
export interface Candidates {
  readonly deny: readonly CompiledStatement[];
  readonly allow: readonly CompiledStatement[];
}

/** A policy ready for decisions; made once for each stored version. */
export interface CompiledPolicy {
  readonly source: PolicySource;
  readonly statements: readonly CompiledStatement[];
  readonly candidates: (action: string) => Candidates;
}

/** Remembered actions of one policy; beyond it the memory starts anew. */
const MAX_REMEMBERED = 1024;

/**
 * Compiles a policy. Statements are indexed by the service prefix of their actions, and what an
 * action finds is remembered, so that a decision costs what the statements that can match cost.
 *
 * @param principalIds for resource and trust policies: the unique id that each user or role ARN
 *   was bound to when the policy was stored. Without it ARNs alone decide.
 */
export function compilePolicy(
  document: PolicyDocument,
  source: PolicySource,
  options: { readonly principalIds?: ReadonlyMap<string, string> } = {},
): CompiledPolicy {
  const statements = document.statements.map((_, index) =>
    compileStatement(document, index, source, options.principalIds),
  );
  const index = indexByService(statements);
  const remembered = new Map<string, Candidates>();
  let lastAction = '';
  let last: Candidates = { deny: [], allow: [] };
  const candidates = (action: string): Candidates => {
    // A decision asks each policy twice, for its denials and for what it allows.
    if (action === lastAction) return last;
    let found = remembered.get(action);
    if (!found) {
      found = findCandidates(index, action.toLowerCase());
      if (remembered.size >= MAX_REMEMBERED) remembered.clear();
      remembered.set(action, found);
    }
    lastAction = action;
    last = found;
    return found;
  };
  return { source, statements, candidates };
}

interface ServiceIndex {
  readonly byService: ReadonlyMap<string, readonly CompiledStatement[]>;
  /** Statements whose actions do not begin with the name of one service. */
  readonly anyService: readonly CompiledStatement[];
}

function indexByService(statements: readonly CompiledStatement[]): ServiceIndex {
  const services = new Set(statements.flatMap((compiled) => servicesOf(compiled) ?? []));
  const byService = new Map<string, readonly CompiledStatement[]>();
  for (const service of services) {
    byService.set(
      service,
      statements.filter((compiled) => servicesOf(compiled)?.includes(service) ?? true),
    );
  }
  const anyService = statements.filter((compiled) => servicesOf(compiled) === undefined);
  return { byService, anyService };
}

/** The services that a statement's actions name, in lower case; undefined for any service. */
function servicesOf({ statement }: CompiledStatement): string[] | undefined {
  if (statement.action.negated) return undefined;
  const services: string[] = [];
  for (const pattern of statement.action.patterns) {
    const service = /^([^*?:]+):/.exec(pattern)?.[1];
    if (service === undefined) return undefined;
    services.push(service.toLowerCase());
  }
  return services;
}

function findCandidates(index: ServiceIndex, action: string): Candidates {
  const service = action.slice(0, Math.max(0, action.indexOf(':')));
  const statements = index.byService.get(service) ?? index.anyService;
  const matching = statements.filter((compiled) => compiled.action(action));
  return {
    deny: matching.filter(({ statement }) => statement.effect === 'Deny'),
    allow: matching.filter(({ statement }) => statement.effect === 'Allow'),
  };
}
