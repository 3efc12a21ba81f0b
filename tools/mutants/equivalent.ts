/** Removals that change nothing that a test could see, each with the reason. They are not tried. */
import { idOf, type Mutant } from './mutant.ts';

const ACTIVATE = 'guard src/domain/sessions/browser-sessions.ts activateBrowserSession:';
const SETTLE = 'guard src/domain/verification/codes.ts settleTry:';
const DETACH =
  'guard src/domain/identity-center/permission-sets/permission-set-policies.ts detach:';
const OF_TYPE = 'guard src/domain/organizations/attachments.ts removeAllOfType:';
const ONE_CODE = 'the hash of a code is of its use as well';

const reasons: Readonly<Record<string, string>> = {
  [`${ACTIVATE} 'state' '=' 'pending'`]: 'a session that is active has no binding any more',
  [`${SETTLE} 'code_key' '=' row.code_key`]: ONE_CODE,
  [`${SETTLE} 'code_key' '=' row.code_key (2)`]: ONE_CODE,
  [`${DETACH} 'kind' '=' kind`]: 'no ARN of AWS is the name of a customer’s policy',
  [`${OF_TYPE} 'type' '=' type`]: 'there is one type of control policies',
};

/** Why nothing can notice that it is gone; undefined for all others. */
export function whyEquivalent(mutant: Mutant): string | undefined {
  return reasons[idOf(mutant)];
}

/** Ids of which there is no mutant any more: their reasons have to go. */
export function staleReasons(mutants: readonly Mutant[]): string[] {
  const ids = new Set(mutants.map(idOf));
  return Object.keys(reasons).filter((id) => !ids.has(id));
}
