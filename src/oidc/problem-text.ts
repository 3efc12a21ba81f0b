import type { DiscoveryProblem } from './discovery.ts';
import type { KeyProblem, KeySetProblem } from './key-set.ts';
import type { FetchProblem } from './keys-outcome.ts';
import { quoted, shown } from './text.ts';

/** A problem of fetching in a few words, for traces. */
export function problemText(problem: FetchProblem): string {
  switch (problem.kind) {
    case 'unresolved':
      return `${quoted(problem.host)} has no address`;
    case 'address-refused':
      return `the address ${shown(problem.address)} is refused`;
    case 'unreachable':
      return `no connection: ${shown(problem.reason)}`;
    case 'timeout':
      return `no answer within ${problem.budgetMilliseconds} ms`;
    case 'certificate':
      return certificateText(problem);
    case 'status':
      return `status ${problem.status}`;
    case 'redirect':
      return `a redirect to ${quoted(problem.location)}`;
    case 'too-large':
      return `more than ${problem.limitBytes} bytes`;
    case 'document':
      return documentText(problem.problem);
  }
}

function certificateText({ reason, thumbprint }: Extract<FetchProblem, { kind: 'certificate' }>) {
  const seen = thumbprint === undefined ? '' : `, thumbprint ${shown(thumbprint)}`;
  return `certificate refused: ${shown(reason)}${seen}`;
}

function documentText(problem: DiscoveryProblem | KeySetProblem): string {
  switch (problem.kind) {
    case 'not-json':
      return 'not a JSON object';
    case 'missing-members':
      return `without ${problem.members.join(', ')}`;
    case 'issuer-mismatch':
      return `issuer ${quoted(problem.issuer)}`;
    case 'bad-jwks-uri':
      return `jwks_uri ${quoted(problem.jwksUri)}`;
    case 'no-keys':
      return 'no list of keys';
    case 'too-many-keys':
      return `too many keys of the type ${problem.keyType}`;
  }
}

/** Why a key of a set is not used, in a few words. */
export function keyProblemText(problem: KeyProblem): string {
  return keyProblems[problem];
}

const keyProblems: Readonly<Record<KeyProblem, string>> = {
  'not-an-object': 'it is no JSON object',
  'unknown-key-type': 'its type is neither RSA nor EC',
  symmetric: 'it is a shared secret',
  private: 'its private half is published',
  'not-for-signatures': 'it is not for verifying signatures',
  'unknown-algorithm': 'its algorithm is not accepted',
  'unknown-curve': 'its curve is not P-256, P-384 or P-521',
  'too-short': 'its modulus is shorter than 2048 bits',
  'too-long': 'its modulus is longer than 8192 bits or its exponent than 32',
  malformed: 'its numbers are malformed',
};
