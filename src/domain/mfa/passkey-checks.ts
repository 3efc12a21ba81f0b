import { isoSeconds } from '../../base/clock.ts';
import { type CeremonyFacts, hashOfRpId } from '../../crypto/index.ts';
import { failure } from '../../failures/catalogue.ts';
import type { Check } from '../../failures/check.ts';
import type { PasskeyDevice } from './device.ts';

/** What one ceremony is held against. */
export interface CeremonySubject {
  /** What the browser answered; undefined when it could not be read. */
  readonly facts: CeremonyFacts | undefined;
  /** `webauthn.get` or `webauthn.create`. */
  readonly type: string;
  /** base64url. */
  readonly challenge: string;
  /** The origin of this server's pages. */
  readonly origin: string;
  /** Undefined for a passkey that is not known. */
  readonly rpId: string | undefined;
}

/** A table that is traced to its end skips what it has nothing to look at for. */
function read(facts: CeremonyFacts | undefined): CeremonyFacts {
  if (facts === undefined) throw new Error('the answer could not be read');
  return facts;
}

function known<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('the passkey is not known');
  return value;
}

/** What holds of registrations and of proofs alike (Web Authentication, 7.1 and 7.2). */
const answerIsReadable: Check<CeremonySubject> = {
  name: 'answerIsReadable',
  code: 'MFA-020',
  run: ({ facts }) => (facts === undefined ? failure('MFA-020', {}) : undefined),
  describe: ({ facts }) => ({
    expected: 'the JSON form of a WebAuthn response',
    received: facts === undefined ? 'something else' : 'a response',
  }),
};

/** Likewise; in the specification's order. */
const ceremonyChecks: readonly Check<CeremonySubject>[] = [
  {
    name: 'ceremonyIsTheOneAsked',
    code: 'MFA-022',
    run: ({ facts, type: expected }) => {
      const { type } = read(facts);
      return type === expected ? undefined : failure('MFA-022', { type, expected });
    },
    describe: ({ facts, type }) => ({ expected: type, received: read(facts).type }),
  },
  {
    name: 'challengeIsTheOneAsked',
    code: 'MFA-023',
    run: ({ facts, challenge }) =>
      read(facts).challenge === challenge ? undefined : failure('MFA-023', {}),
    describe: ({ facts, challenge }) => ({
      expected: challenge,
      received: read(facts).challenge.slice(0, 100),
    }),
  },
  {
    name: 'originIsThisServer',
    code: 'MFA-024',
    run: ({ facts, origin: expected }) => {
      const { origin, crossOrigin } = read(facts);
      if (origin === expected && !crossOrigin) return undefined;
      return failure('MFA-024', { origin: told(origin, crossOrigin), expected });
    },
    describe: ({ facts, origin }) => ({
      expected: origin,
      received: told(read(facts).origin, read(facts).crossOrigin),
    }),
  },
  {
    name: 'relyingPartyIsThisServer',
    code: 'MFA-025',
    run: ({ facts, rpId }) =>
      read(facts).rpIdHash === hashOfRpId(known(rpId))
        ? undefined
        : failure('MFA-025', { expected: known(rpId) }),
    describe: ({ facts, rpId }) => ({
      expected: `${rpId} (${hashOfRpId(known(rpId))})`,
      received: read(facts).rpIdHash,
    }),
  },
  {
    name: 'userWasVerified',
    code: 'MFA-026',
    run: ({ facts }) => {
      const { userPresent, userVerified } = read(facts);
      if (userPresent && userVerified) return undefined;
      return failure('MFA-026', { present: String(userPresent) });
    },
    describe: ({ facts }) => ({
      expected: 'user present and verified',
      received: `present ${read(facts).userPresent}, verified ${read(facts).userVerified}`,
    }),
  },
];

function told(origin: string, crossOrigin: boolean): string {
  const shown = origin.slice(0, 200);
  return crossOrigin ? `${shown}, inside a frame` : shown;
}

/** A proof by a passkey. */
export interface ProofSubject extends CeremonySubject {
  /** The device of the credential that answered, if it is one of the person's. */
  readonly device: PasskeyDevice | undefined;
  /** Whether the device's key signed the answer. */
  readonly signed: boolean;
}

/** What makes the proof of a passkey acceptable. */
export const proofChecks: readonly Check<ProofSubject>[] = [
  answerIsReadable,
  {
    name: 'passkeyIsThePersons',
    code: 'MFA-021',
    run: ({ facts, device }) =>
      device === undefined
        ? failure('MFA-021', { credential: shownId(read(facts).credentialId) })
        : undefined,
    describe: ({ facts }) => ({
      expected: 'a passkey of the person',
      received: shownId(read(facts).credentialId),
    }),
  },
  ...ceremonyChecks,
  {
    name: 'passkeySigned',
    code: 'MFA-027',
    run: ({ facts, device, signed }) => {
      known(device);
      if (signed) return undefined;
      return failure('MFA-027', { credential: shownId(read(facts).credentialId) });
    },
    describe: ({ signed }) => ({
      expected: 'a signature by the registered key',
      received: signed ? 'a signature by the registered key' : 'none that verifies',
    }),
  },
  {
    name: 'passkeyIsNotMarked',
    code: 'MFA-029',
    run: ({ device }) => {
      const { serial, clonedAt } = known(device);
      if (clonedAt === undefined) return undefined;
      return failure('MFA-029', { serial, since: isoSeconds(clonedAt) });
    },
    describe: ({ device }) => ({
      expected: 'not marked as copied',
      received: known(device).clonedAt === undefined ? 'not marked' : 'marked',
    }),
  },
  {
    name: 'counterWentForward',
    code: 'MFA-028',
    run: ({ facts, device }) => {
      const { serial, signCount } = known(device);
      const received = read(facts).signCount;
      // Authenticators that do not count say 0 each time.
      if (received > signCount || (received === 0 && signCount === 0)) return undefined;
      return failure('MFA-028', {
        serial,
        stored: String(signCount),
        received: String(received),
      });
    },
    describe: ({ facts, device }) => ({
      expected: `more than ${known(device).signCount}, or 0 from one that does not count`,
      received: String(read(facts).signCount),
    }),
  },
];

/** The registration of a passkey. */
export interface RegistrationSubject extends CeremonySubject {
  /** Whether public key and attestation could be verified. */
  readonly verified: boolean;
  /** Whether a device of the installation has the credential already. */
  readonly taken: boolean;
}

/** What makes a new passkey acceptable. */
export const registrationChecks: readonly Check<RegistrationSubject>[] = [
  answerIsReadable,
  ...ceremonyChecks,
  {
    name: 'passkeyVerifies',
    code: 'MFA-030',
    run: ({ verified }) => (verified ? undefined : failure('MFA-030', {})),
    describe: ({ verified }) => ({
      expected: 'a public key of EdDSA, ES256 or RS256',
      received: verified ? 'such a key' : 'none that verifies',
    }),
  },
  {
    name: 'passkeyIsNew',
    code: 'MFA-032',
    run: ({ facts, taken }) =>
      taken ? failure('MFA-032', { credential: shownId(read(facts).credentialId) }) : undefined,
    describe: ({ taken }) => ({
      expected: 'a passkey that is not registered',
      received: taken ? 'a registered one' : 'a new one',
    }),
  },
];

function shownId(credentialId: string): string {
  return credentialId.slice(0, 100);
}
