/** R087: times, status, and the form in which a response arrives. */

import { type CorpusCase, materialOf } from './case.ts';
import { asserting, confirming, saying } from './changes.ts';
import { refusedWith } from './wire.ts';

const MINUTE = 60_000;
const SIGNED = 'a response signed by the key of the metadata';

const times: readonly CorpusCase[] = [
  {
    name: 'issued four minutes ago',
    build: (world) => asserting(world, () => ({ issueInstant: world.now - 4 * MINUTE })),
    expected: 'accepted',
  },
  {
    name: 'issued seven minutes ago',
    build: (world) => asserting(world, () => ({ issueInstant: world.now - 7 * MINUTE })),
    expected: refusedWith('SAML-028', 'late'),
    nearest: 'issued four minutes ago',
  },
  {
    name: 'issued in the future',
    build: (world) => asserting(world, () => ({ issueInstant: world.now + 3 * MINUTE })),
    expected: refusedWith('SAML-029', 'invalid'),
    nearest: 'issued four minutes ago',
  },
  {
    name: 'conditions that hold from later on',
    build: (world) =>
      asserting(world, ({ conditions }) => ({
        conditions: conditions && { ...conditions, notBefore: world.now + 3 * MINUTE },
      })),
    expected: refusedWith('SAML-030', 'invalid'),
    nearest: SIGNED,
  },
  {
    name: 'conditions that held until some minutes ago',
    build: (world) =>
      asserting(world, ({ conditions }) => ({
        conditions: conditions && { ...conditions, notOnOrAfter: world.now - 3 * MINUTE },
      })),
    expected: refusedWith('SAML-031', 'late'),
    nearest: SIGNED,
  },
  {
    name: 'a confirmation that held until some minutes ago',
    build: (world) => confirming(world, { notOnOrAfter: world.now - 3 * MINUTE }),
    expected: refusedWith('SAML-037', 'late'),
    nearest: SIGNED,
  },
  {
    name: 'a confirmation by something else than bearing',
    build: (world) =>
      confirming(world, { method: 'urn:oasis:names:tc:SAML:2.0:cm:sender-vouches' }),
    expected: refusedWith('SAML-035', 'invalid'),
    nearest: SIGNED,
  },
  {
    name: 'a status of failure',
    build: (world) =>
      saying(world, (usual) => ({
        ...usual,
        status: [
          'urn:oasis:names:tc:SAML:2.0:status:Responder',
          'urn:oasis:names:tc:SAML:2.0:status:RequestDenied',
        ],
        statusMessage: 'not assigned to this application',
      })),
    expected: refusedWith('SAML-007', 'invalid'),
    nearest: SIGNED,
  },
];

const form: readonly CorpusCase[] = [
  {
    name: 'the form field with line breaks, as tools copy it',
    requirement: 'R087',
    build: (world) => {
      const material = materialOf(world);
      const lines = material.response.match(/.{1,76}/g) ?? [];
      return { ...material, response: lines.join('\r\n') };
    },
    expected: 'accepted',
  },
  {
    name: 'the XML itself in place of its base64',
    requirement: 'R087',
    build: (world) => {
      const material = materialOf(world);
      return { ...material, response: Buffer.from(material.response, 'base64').toString() };
    },
    expected: refusedWith('SAML-001', 'base64'),
    nearest: 'the form field with line breaks, as tools copy it',
  },
  {
    name: 'the form field still URL-encoded',
    requirement: 'R087',
    build: (world) => {
      const material = materialOf(world);
      return { ...material, response: encodeURIComponent(material.response) };
    },
    expected: refusedWith('SAML-001', 'base64'),
    nearest: 'the form field with line breaks, as tools copy it',
  },
];

/** The cases about times and forms. */
export const timeCases: readonly CorpusCase[] = [...times, ...form];
