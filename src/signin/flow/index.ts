import type { FastifyInstance } from 'fastify';
import type { SigninContext } from '../context.ts';
import { mountWorkforceMfa } from '../workforce/mfa/index.ts';
import type { Entry } from './answers.ts';
import { createDispatcher } from './dispatcher.ts';
import { mountEntry } from './entry-routes.ts';
import type { FlowParts } from './parts.ts';
import { PASSKEY_SCRIPT } from './passkey-script.ts';
import { SILENT_SCRIPT } from './silent-check.ts';
import { mountSteps } from './step-routes.ts';

export type { Entry } from './answers.ts';
export { mountHosts } from './host-routes.ts';
export type { FlowParts } from './parts.ts';

/** Adds the routes of signing in with a password; answers what further routes of flows work with. */
export function mountFlow(app: FastifyInstance, context: SigninContext, parts: FlowParts): Entry {
  const entry = { context, parts, dispatcher: createDispatcher(context, parts) };
  mountEntry(app, entry);
  mountSteps(app, entry);
  mountWorkforceMfa(app, parts);
  PASSKEY_SCRIPT.mount(app);
  SILENT_SCRIPT.mount(app);
  return entry;
}
