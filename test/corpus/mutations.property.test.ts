/**
 * Responses taken apart and put together at random: whatever is still accepted says exactly what
 * the identity provider signed.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { examineResponse, readMetadata, type VerifiedAssertion } from '../../src/saml/index.ts';
import { goLive } from '../support/saml/hostile/index.ts';
import { elementsOf } from '../support/saml/hostile/markup.ts';
import { type CorpusWorld, idpOf, providerArnOf, roleArnOf } from './case.ts';

const WORLD: CorpusWorld = {
  now: Date.now(),
  account: '123456789012',
  recipient: 'https://gate.example.test/saml',
  audience: 'https://gate.example.test/static/saml-metadata.xml',
};
const RUNS = 600;

const idp = idpOf(WORLD);
const live = goLive(idp, WORLD.now);
const reading = readMetadata(idp.metadata, { now: WORLD.now });

/** What a response proves; undefined when it is refused. */
function proved(xml: string): VerifiedAssertion | undefined {
  assert.ok(reading.ok);
  const subject = examineResponse({
    response: Buffer.from(xml).toString('base64'),
    metadata: reading.metadata,
    recipients: [WORLD.recipient],
    audiences: [WORLD.audience],
    awsNames: false,
    now: WORLD.now,
    skewMilliseconds: 60_000,
    allowSha1: false,
    pair: { roleArn: roleArnOf(WORLD), providerArn: providerArnOf(WORLD) },
    requestId: 'request',
  });
  try {
    return subject.assertion;
  } catch {
    return undefined;
  }
}

type Mutation = (xml: string, random: () => number) => string;

const pick = <Value>(from: readonly Value[], random: () => number): Value =>
  from[Math.floor(random() * from.length)] as Value;

const INSERTS = [
  '<!-- c -->',
  '<?x y?>',
  ' ',
  '\r\n',
  '&#13;',
  '<![CDATA[]]>',
  '<![CDATA[a]]>',
  '&amp;',
  'mallory',
  '<x xmlns="urn:x"/>',
  ' xmlns:z="urn:z"',
  ' ID="_x"',
] as const;

const mutations: readonly Mutation[] = [
  // An element is removed, repeated, moved, or exchanged for another.
  (xml, random) => {
    const { start, end } = pick(elementsOf(xml), random);
    return xml.slice(0, start) + xml.slice(end);
  },
  (xml, random) => {
    const { end, text } = pick(elementsOf(xml), random);
    return xml.slice(0, end) + text + xml.slice(end);
  },
  (xml, random) => {
    const { text } = pick(elementsOf(xml), random);
    const { start } = pick(elementsOf(xml), random);
    return xml.slice(0, start) + text + xml.slice(start);
  },
  (xml, random) => {
    const { text } = pick(elementsOf(xml), random);
    const { start, end } = pick(elementsOf(xml), random);
    return xml.slice(0, start) + text + xml.slice(end);
  },
  // Something is put between or into tags, or a character changes.
  (xml, random) => {
    const place = Math.floor(random() * xml.length);
    return xml.slice(0, place) + pick(INSERTS, random) + xml.slice(place);
  },
  (xml, random) => {
    const { start } = pick(elementsOf(xml), random);
    return xml.slice(0, start) + pick(INSERTS, random) + xml.slice(start);
  },
  (xml, random) => {
    const place = Math.floor(random() * xml.length);
    const character = pick([...'aA0/"<>=&;: '], random);
    return xml.slice(0, place) + character + xml.slice(place + 1);
  },
  (xml, random) => xml.replaceAll(pick(['alice', '2026', 'Version', 'saml:'], random), 'xxxx:'),
];

describe('responses that were changed at random', () => {
  for (const name of ['assertionSigned', 'responseSigned', 'bothSigned'] as const) {
    it(`${name}: prove what was signed, or nothing`, () => {
      const original = proved(live[name]);
      assert.ok(original);
      let accepted = 0;
      const seeds = fc.array(fc.tuple(fc.nat(mutations.length - 1), fc.nat()), {
        minLength: 1,
        maxLength: 3,
      });
      const check = (steps: [number, number][]): void => {
        const changed = steps.reduce((xml, [which, seed]) => {
          const mutate = mutations[which] as Mutation;
          return elementsOf(xml).length === 0 ? xml : mutate(xml, sequenceOf(seed));
        }, live[name]);
        const result = proved(changed);
        if (result) accepted += 1;
        if (result) assert.deepEqual(result, original, changed);
      };
      fc.assert(fc.property(seeds, check), { numRuns: RUNS });
      assert.ok(accepted > 0, 'some changes leave what was signed');
    });
  }
});

/** Numbers from 0 to 1 that follow from a seed. */
function sequenceOf(seed: number): () => number {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
