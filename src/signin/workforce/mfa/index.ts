/**
 * signin/workforce/mfa: the second factor of workforce users. Owns: what the settings of an instance
 * ask of somebody whose password was right, the registration of a device at sign-in, browsers that
 * people call a trusted device. Does not own: the devices (domain/mfa), the rules
 * (domain/identity-center/factor), the steps in which devices and mailed codes prove themselves, which
 * everybody shares (signin/flow).
 */
import type { FastifyInstance } from 'fastify';
import type { FlowParts } from '../../flow/parts.ts';
import type { Step } from '../../flow/step.ts';
import { blockStep } from './block-step.ts';
import { ENROL_SCRIPT } from './enrol-script.ts';
import { enrolStep } from './enrol-step.ts';
import { mountPicture } from './picture-route.ts';

/** The steps of a workforce user between the password and the session. */
export function workforceMfaSteps(parts: FlowParts): readonly Step[] {
  return [blockStep(), enrolStep(parts)];
}

/** Adds what the pages of these steps refer to. */
export function mountWorkforceMfa(app: FastifyInstance, parts: FlowParts): void {
  ENROL_SCRIPT.mount(app);
  mountPicture(app, parts);
}
