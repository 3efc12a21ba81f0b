import { z } from 'zod';
import type { AuditEvent } from '../domain/audit/record.ts';
import type { WorkforceOwner } from '../domain/mfa/index.ts';
import type { VisitFacts } from '../domain/sessions/events.ts';
import type { WorkInProgress } from '../domain/work.ts';
import { type AwsError, refuse } from '../failures/aws-error.ts';
import type { PortalParts } from './parts.ts';
import type { Visitor } from './visitor.ts';

/** One call of the portal's page, once it is known who makes it. */
export interface PortalCall extends Visitor {
  readonly parts: PortalParts;
  /** Work for the account that owns the instance; it is begun anew when another change was faster. */
  readonly work: WorkInProgress;
  readonly visit: VisitFacts;
  /** The secret of the browser's console session, if it has one. */
  readonly consoleSecret: string | undefined;
  /** What is committed and answered beside the output. */
  readonly notes: CallNotes;
}

/** What a call leaves besides its output. */
export interface CallNotes {
  readonly events: AuditEvent[];
  /** The console session that the browser goes on with. */
  consoleSession?: { readonly secret: string; readonly expiresAt: number };
  /** A refusal that is answered once the plan is committed, such as an answer that was used up. */
  refusal?: AwsError;
}

/** An operation of the portal, from JSON that nobody has looked at to its output. */
export type PortalOperation = (call: PortalCall, input: unknown) => Promise<object>;

/** An operation whose input has the form of `schema`; another one is refused with PORT-005. */
export function operation<Schema extends z.ZodType>(
  name: string,
  schema: Schema,
  run: (call: PortalCall, input: z.output<Schema>) => Promise<object>,
): PortalOperation {
  return async (call, input) => {
    const read = schema.safeParse(input);
    if (!read.success) {
      const [issue] = read.error.issues;
      const problem = [issue?.path.join('.'), issue?.message].filter(Boolean).join(': ');
      throw refuse('PORT-005', { operation: name, problem });
    }
    return await run(call, read.data);
  };
}

/** Whoever is signed in as an owner of MFA devices. */
export function ownerOf({ user }: PortalCall): WorkforceOwner {
  return { kind: 'workforce', id: user.userId, userName: user.userName };
}

/** The form of an account's id. */
export const accountId = z.string().regex(/^\d{12}$/);
