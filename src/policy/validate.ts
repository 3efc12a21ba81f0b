import type { PolicyDocument, PolicyKind, Statement } from './document.ts';
import { type ReadDocument, type ReadStatement, readDocument, readPolicyJson } from './read.ts';
import { identityProblem } from './validate-identity.ts';
import { principalProblem, trustProblem, trustShapeProblem } from './validate-trust.ts';

/** A document, or the message of the MalformedPolicyDocument error that AWS answers. */
export type PolicyReading =
  | { readonly ok: true; readonly document: PolicyDocument }
  | { readonly ok: false; readonly message: string };

const SYNTAX = 'Syntax errors in policy.';
const CONTROL =
  'The provided policy document does not meet the requirements of the specified policy type.';

/**
 * Reads a policy text that was accepted before, or that the caller wrote itself: the elements a
 * decision needs must be there, but AWS's rules for storing are not applied.
 */
export function parsePolicy(text: string, kind: PolicyKind): PolicyReading {
  const json = readPolicyJson(text);
  const read = json && readDocument(json);
  return finish(read, kind, SYNTAX);
}

/**
 * Validates a policy text as AWS does when it is stored, with AWS's own messages and their order
 * (aws-facts J6). Whether its principals exist is the caller's to check: see `principalsOf`.
 */
export function validatePolicy(text: string, kind: PolicyKind): PolicyReading {
  switch (kind) {
    case 'trust':
      return validateTrust(text);
    case 'scp':
    case 'rcp':
      return validateControl(text, kind);
    case 'resource':
      return validateResource(text);
    default: {
      const json = readPolicyJson(text);
      const read = json && readDocument(json);
      return finish(read, kind, SYNTAX, read && identityProblem(read));
    }
  }
}

function validateTrust(text: string): PolicyReading {
  const json = readPolicyJson(text);
  if (!json) return { ok: false, message: 'This policy contains invalid Json' };
  const problem = trustShapeProblem(json);
  if (problem !== undefined) return { ok: false, message: problem };
  const read = readDocument(json);
  return finish(read, 'trust', SYNTAX, read && trustProblem(read));
}

function validateControl(text: string, kind: 'scp' | 'rcp'): PolicyReading {
  const json = readPolicyJson(text);
  const read = json && readDocument(json);
  const meets =
    read?.version === '2012-10-17' &&
    (kind === 'scp' ? !identityProblem(read) : read.statements.every(isControlStatement));
  return finish(meets ? read : undefined, kind, CONTROL);
}

/** Customers' resource control policies only deny, and to everyone (Organizations User Guide). */
function isControlStatement({ effect, principal }: ReadStatement): boolean {
  return effect === 'Deny' && principal?.everyone === true && !principal.negated;
}

function validateResource(text: string): PolicyReading {
  const json = readPolicyJson(text);
  const read = json && readDocument(json);
  const names = read?.statements.flatMap(({ principal }) => principal?.names ?? []) ?? [];
  let problem: string | undefined;
  for (const name of names) problem ??= principalProblem(name);
  return finish(read, 'resource', SYNTAX, problem);
}

function finish(
  read: ReadDocument | undefined,
  kind: PolicyKind,
  otherwise: string,
  problem?: string | undefined,
): PolicyReading {
  if (problem !== undefined) return { ok: false, message: problem };
  const statements = read?.statements.map((statement) => complete(statement, kind));
  if (!read || !statements?.every((statement) => statement !== undefined)) {
    return { ok: false, message: otherwise };
  }
  const version = read.version ?? '2008-10-17';
  return { ok: true, document: { version, id: read.id, statements } };
}

/** The statement when it has what its kind of policy needs: actions, resources, principals. */
function complete(statement: ReadStatement, kind: PolicyKind): Statement | undefined {
  const { sid, effect, principal, action, resource, conditions } = statement;
  const namesPrincipal = kind === 'trust' || kind === 'resource' || kind === 'rcp';
  if (effect !== 'Allow' && effect !== 'Deny') return undefined;
  if (!action || action.patterns.length === 0) return undefined;
  if ((resource === undefined) !== (kind === 'trust')) return undefined;
  if ((principal !== undefined) !== namesPrincipal) return undefined;
  return { sid, effect, principal, action, resource, conditions };
}

/** The length that IAM's quotas count: white space is free (aws-facts J1, J7). */
export function policySize(text: string): number {
  return text.replace(/[\t\n\r ]/g, '').length;
}
