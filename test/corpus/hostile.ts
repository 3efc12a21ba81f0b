/** The attacks of test/support/saml/hostile as cases: each against a role that would let them in. */
import { catalogue } from '../../src/failures/catalogue.ts';
import type { FailureEntry } from '../../src/failures/failure.ts';
import {
  encryptedCases,
  goLive,
  type HostileCase,
  type Live,
  plainCases,
  RECEIVER,
} from '../support/saml/hostile/index.ts';
import { signingPair } from '../support/saml/keys.ts';
import {
  type CorpusCase,
  type CorpusProvider,
  type CorpusWorld,
  idpOf,
  liberalRole,
  materialOf,
} from './case.ts';

const lives = new WeakMap<CorpusWorld, Live>();

/** Live responses of a world, made once. */
function liveOf(world: CorpusWorld): Live {
  const known = lives.get(world);
  if (known) return known;
  const live = goLive(idpOf(world), world.now);
  lives.set(world, live);
  return live;
}

/** A provider that takes encrypted assertions. */
export function sealedProvider(world: CorpusWorld): CorpusProvider {
  const { privateKey } = signingPair('rsa-2048', RECEIVER);
  return {
    metadata: idpOf(world).metadata,
    privateKey: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    encryptionMode: 'Allowed',
  };
}

function caseOf({ name, make, code }: HostileCase, sealed: boolean): CorpusCase {
  const { wire }: FailureEntry = catalogue[code];
  return {
    name: `hostile: ${name}`,
    build: (world) =>
      materialOf(world, {
        response: Buffer.from(make(liveOf(world))).toString('base64'),
        role: liberalRole(world),
        ...(sealed ? { provider: sealedProvider(world) } : {}),
      }),
    expected: { code, wire: { code: wire?.error ?? '', text: wire?.text ?? '' } },
  };
}

/** Every attack as a case. */
export const hostileCorpus: readonly CorpusCase[] = [
  ...plainCases.map((each) => caseOf(each, false)),
  ...encryptedCases.map((each) => caseOf(each, true)),
];
