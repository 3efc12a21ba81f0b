import type { Check } from '../../failures/check.ts';
import {
  discoveryCertificateIsTrusted,
  discoveryHostIsReached,
  discoveryIsAnswered,
  discoveryIsComplete,
  keySetIsReadable,
  keysAreAnswered,
  keysCertificateIsTrusted,
  keysHostIsReached,
  type TokenSubject,
} from '../../oidc/index.ts';
import * as row from './issuer-check-rows.ts';
import type { IssuerSubject } from './issuer-check-subject.ts';

export { examineIssuer, type IssuerSubject } from './issuer-check-subject.ts';

/**
 * What an issuer has to fulfil before a token of it can be accepted, in the order in which it is
 * asked. Fetching is judged by the very checks that every token meets.
 */
export const issuerChecks: readonly Check<IssuerSubject>[] = [
  row.issuerCanBeRegistered,
  asToken(discoveryHostIsReached),
  asToken(discoveryCertificateIsTrusted),
  asToken(discoveryIsAnswered),
  asToken(discoveryIsComplete),
  asToken(keysHostIsReached),
  asToken(keysCertificateIsTrusted),
  asToken(keysAreAnswered),
  asToken(keySetIsReadable),
  row.keysVerifyTokens,
  row.certificatesLast,
  row.answersLeaveTime,
];

function asToken({ name, code, run, describe }: Check<TokenSubject>): Check<IssuerSubject> {
  return { name, code, run: ({ token }) => run(token), describe: ({ token }) => describe(token) };
}
