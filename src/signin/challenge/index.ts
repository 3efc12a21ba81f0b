/**
 * signin/challenge: the security check of people who sign in, and the page of a wait. Owns: its
 * section and its forms, the script that does the work, pictures and sounds, the cookie `device`.
 * Does not own: when a check is due and what a right answer is (domain/sign-in), the flow that asks
 * for it (signin/flow). Neighbours: recovery and registration show the same section.
 */
export {
  type ChallengeParts,
  dueCheckOf,
  knownBrowserOf,
  rememberBrowser,
  tryOf,
} from './parts.ts';
export { mountChallenge } from './routes.ts';
export { askForCheck, type ChallengeView, challengeSection, readAnswer } from './section.ts';
export { challengeStep, withCheck } from './step.ts';
export { sendWait } from './wait-page.ts';
