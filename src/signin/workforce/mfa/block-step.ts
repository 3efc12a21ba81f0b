import { knownPerson, type Step } from '../../flow/step.ts';
import { ownerOf } from './enrolment.ts';
import { blockedPage } from './pages.ts';

/** The step that has no way on: who may not sign in without a device is told so. */
export function blockStep(): Step {
  return {
    name: 'blocked',
    isDue: ({ secondFactorDue }) => secondFactorDue === 'block',
    show: async (visit) => {
      const { userName } = ownerOf(knownPerson(visit));
      return { html: blockedPage(visit.frame, userName, visit.visit.requestId) };
    },
    take: async ({ flow }) => ({ state: flow.state }),
  };
}
