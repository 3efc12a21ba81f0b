import type { Check } from '../failures/check.ts';
import * as envelope from './envelope-checks.ts';
import type { ResponseSubject } from './subject.ts';

/** The form and the status of a response: what can be judged before anybody knows the provider. */
export const envelopeChecks: readonly Check<ResponseSubject>[] = [
  envelope.responseIsBase64,
  envelope.responseIsWithinSize,
  envelope.responseHasNoDoctype,
  envelope.responseIsWellFormed,
  envelope.rootIsResponse,
  envelope.responseVersionIsTwo,
  envelope.statusIsSuccess,
];
