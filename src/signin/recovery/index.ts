/**
 * signin/recovery: pages of people who cannot get in. Owns: asking for a link that sets a root
 * password, setting it, the way of a root user without device, cancelling it, removing the devices.
 * Does not own: the rules of all that (domain/recovery), the security check (signin/challenge), the
 * sign-in itself (signin/flow). Registration beside it (signin/registration) has the same parts.
 */
import type { FastifyInstance } from 'fastify';
import type { SigninContext } from '../context.ts';
import { mountForgot } from './forgot-routes.ts';
import { mountLostDevice } from './lost-routes.ts';
import type { RecoveryPageParts } from './parts.ts';
import { mountRemoval } from './removal-routes.ts';
import { mountReset } from './reset-routes.ts';

export type { RecoveryPageParts } from './parts.ts';
export { RECOVERY_TEXTS } from './texts.ts';

/** Adds the routes. */
export function mountRecovery(
  app: FastifyInstance,
  context: SigninContext,
  parts: RecoveryPageParts,
): void {
  mountForgot(app, context, parts);
  mountReset(app, context, parts);
  mountLostDevice(app, context, parts);
  mountRemoval(app, context, parts);
}
