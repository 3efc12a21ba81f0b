import { type Orphan, orphanKey } from './orphan.ts';

/** The value of a choice that deletes an orphaned assignment. */
export const DELETE = 'delete';

/** What becomes of each orphan, by its key: the id of who gets it, or DELETE. */
export type Choices = ReadonlyMap<string, string>;

/** Where nobody has chosen: the only one who has the name now, else to delete it. */
export function choiceOf(orphan: Orphan, choices: Choices): string {
  const chosen = choices.get(orphanKey(orphan));
  if (chosen !== undefined) return chosen;
  const [only, ...others] = orphan.Candidates;
  return only && others.length === 0 ? only.PrincipalId : DELETE;
}

/** The repairs as RepairOrphanedAssignments takes them. */
export function repairsOf(orphans: readonly Orphan[], choices: Choices) {
  return orphans.map((orphan) => {
    const { TargetId, PermissionSetArn, PrincipalType, PrincipalId } = orphan;
    const key = { TargetId, PermissionSetArn, PrincipalType, PrincipalId };
    const choice = choiceOf(orphan, choices);
    return choice === DELETE ? key : { ...key, NewPrincipalId: choice };
  });
}
