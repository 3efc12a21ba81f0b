/** What one row each decides in more than the one way that the table of cases shows. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type AssertionContent, withAssertion } from '../../test/support/saml/content.ts';
import { encryptedAssertion } from '../../test/support/saml/encryption.ts';
import { plainLayout } from '../../test/support/saml/layout.ts';
import { AWS_ATTRIBUTE as AWS } from '../../test/support/saml/names.ts';
import { renderXml } from '../../test/support/saml/xml-tree.ts';
import type { Failure } from '../failures/catalogue.ts';
import { firstFailure } from '../failures/check.ts';
import { examineResponse } from './examine-response.ts';
import { ASSERTION } from './names.ts';
import {
  DESTINATION,
  idp,
  inputOf,
  NOW,
  receiver,
  respond,
  usual,
} from './response.test-support.ts';
import { responseChecks } from './response-checks.ts';
import type { ResponseInput, VerifiedAssertion } from './types.ts';

function judge(input: ResponseInput): Failure | undefined {
  return firstFailure(responseChecks, examineResponse(input));
}

/** The usual response with raw text put into its assertion before it is signed. */
function withRaw(
  change: (assertion: AssertionContent) => Partial<AssertionContent>,
): ResponseInput {
  return inputOf(respond(change));
}

/** Closes the Issuer element and opens what follows, so that the writer closes it. */
const secondIssuer = { raw: `${idp.entityId}</saml:Issuer><saml:Issuer>${idp.entityId}` };

describe('an assertion', () => {
  it('SAML-025: has an ID, one Issuer, and no second Subject or Conditions', () => {
    const signResponse = { signResponse: idp.signing() };
    const more = (raw: string) =>
      withRaw(({ conditions }) => ({
        conditions: conditions && {
          ...conditions,
          further: [{ raw: `</saml:Conditions>${raw}<saml:Conditions>` }],
        },
      }));
    const faults: [RegExp, ResponseInput][] = [
      [/it has no ID/, inputOf(respond(() => ({ id: undefined }), signResponse))],
      [/it has 2 Issuer elements/, withRaw(() => ({ issuer: secondIssuer }))],
      [/it has 2 Subject elements/, more('<saml:Subject/>')],
      [/it has 2 Conditions elements/, more('')],
    ];
    for (const [message, input] of faults) {
      const failure = judge(input);
      assert.equal(failure?.code, 'SAML-025', failure?.message);
      assert.match(failure.message, message);
    }
  });

  it('SAML-015: has an issuer at all', () => {
    const failure = judge(
      inputOf(
        idp.respond({
          ...withAssertion(usual(), () => ({ issuer: undefined })),
          issuer: undefined,
        }),
      ),
    );
    assert.equal(failure?.code, 'SAML-015');
    assert.match(failure.message, /the issuer none is not in the metadata/);
  });

  it('SAML-015: names its issuer outside when it is encrypted', () => {
    const encrypt = { publicKey: receiver.publicKey };
    const decryption = { mode: 'Allowed', keys: [receiver.privateKey] } as const;
    const content = { ...usual(), issuer: undefined };
    const xml = idp.respond(content, { signAssertion: idp.signing(), encrypt });
    assert.equal(judge(inputOf(xml, { decryption }))?.code, 'SAML-015');
  });

  it('SAML-012: is what an encrypted one decrypts to, alone and nothing else that was signed', () => {
    const publicKey = receiver.publicKey;
    const decryption = { mode: 'Allowed', keys: [receiver.privateKey] } as const;
    const outer = respond(undefined, { signAssertion: idp.signing(), encrypt: { publicKey } });
    const holding = (content: string): ResponseInput => {
      const sealed = renderXml(
        encryptedAssertion(content, { publicKey }, plainLayout),
        plainLayout,
      );
      const xml = outer.replace(/<saml:EncryptedAssertion.*<\/saml:EncryptedAssertion>/s, sealed);
      return inputOf(xml, { decryption });
    };
    const [assertion = ''] = /<saml:Assertion.*<\/saml:Assertion>/s.exec(respond()) ?? [];
    const declared = assertion.includes('xmlns:saml=')
      ? assertion
      : assertion.replace('<saml:Assertion', `$& xmlns:saml="${ASSERTION}"`);
    assert.equal(judge(holding(declared)), undefined);
    const advised = declared.replace(
      '</saml:Conditions>',
      `$&<saml:Advice>${declared}</saml:Advice>`,
    );
    const signedResponse = respond(undefined, { signResponse: idp.signing() });
    for (const content of [signedResponse, advised, '<a/>', outer]) {
      assert.equal(judge(holding(content))?.code, 'SAML-012', content.slice(0, 40));
    }
  });

  it('SAML-033: has one NameID that is not empty', () => {
    const nameId = (value: string) =>
      withRaw(({ subject }) => ({
        subject: subject && { ...subject, nameId: { value: { raw: value } } },
      }));
    for (const value of ['', ' \n ', 'a</saml:NameID><saml:NameID>b']) {
      assert.equal(judge(nameId(value))?.code, 'SAML-033', value);
    }
  });

  it('SAML-036: has data with its confirmation, and NotOnOrAfter in them', () => {
    const confirmed = (change: object) =>
      withRaw(({ subject }) => ({
        subject: subject && {
          ...subject,
          confirmations: subject.confirmations.map((each) => ({ ...each, ...change })),
        },
      }));
    const messages = [
      { hasData: false },
      { notOnOrAfter: undefined },
      { recipient: '' },
      { notOnOrAfter: undefined, recipient: undefined },
    ].map((change) => judge(confirmed(change))?.message);
    assert.deepEqual(messages, [
      'the confirmation data of the subject lack Recipient and NotOnOrAfter',
      'the confirmation data of the subject lack NotOnOrAfter',
      'the confirmation data of the subject lack Recipient',
      'the confirmation data of the subject lack Recipient and NotOnOrAfter',
    ]);
  });

  it('is told with everything that it says', () => {
    const tags = [{ name: AWS.principalTag('Team'), values: ['red'] }];
    const xml = respond(({ attributes, authnStatements: [statement], conditions }) => ({
      conditions: conditions && { ...conditions, further: [{ raw: '<saml:OneTimeUse/>' }] },
      authnStatements: statement ? [{ ...statement, sessionNotOnOrAfter: NOW + 7_200_000 }] : [],
      attributes: [
        ...attributes,
        ...tags,
        { name: AWS.sessionDuration, values: ['1800'] },
        { name: AWS.transitiveTagKeys, values: ['Team'] },
        { name: AWS.sourceIdentity, values: ['alice'] },
      ],
    }));
    const { assertion } = examineResponse(inputOf(xml));
    const { attributes, id, ...said } = assertion;
    assert.match(id, /^_/);
    assert.equal(attributes.size, 6);
    assert.deepEqual(said, {
      issuer: idp.entityId,
      issueInstant: NOW,
      nameId: 'alice@example.test',
      nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
      recipient: DESTINATION.recipient,
      audiences: [DESTINATION.audience],
      oneTimeUse: true,
      roles: [{ roleArn: DESTINATION.roleArn, providerArn: DESTINATION.providerArn }],
      roleSessionName: 'alice@example.test',
      sessionDuration: 1800,
      sessionNotOnOrAfter: NOW + 7_200_000,
      tags: new Map([['Team', 'red']]),
      transitiveTagKeys: ['Team'],
      sourceIdentity: 'alice',
    } satisfies Omit<VerifiedAssertion, 'id' | 'attributes'>);
  });
});

describe('for whom a response is', () => {
  const sentTo = (recipient: string, settings: Partial<ResponseInput>): Failure | undefined =>
    judge(
      inputOf(
        idp.respond({
          ...withAssertion(usual(), ({ subject }) => ({
            subject: subject && {
              ...subject,
              confirmations: subject.confirmations.map((each) => ({ ...each, recipient })),
            },
          })),
          destination: '',
        }),
        settings,
      ),
    );

  it('AWS’s names are accepted where they are on, those of one provider only where listed', () => {
    const shared = 'https://signin.aws.amazon.com/saml';
    const single = 'https://us-east-1.signin.aws.amazon.com/saml/acs/SAMLSP0123456789';
    assert.equal(sentTo(shared, { awsNames: true }), undefined);
    assert.equal(sentTo(single, { awsNames: true })?.code, 'SAML-038');
    assert.equal(sentTo(single, { awsNames: true, recipients: [single] }), undefined);
    assert.equal(sentTo(single, { awsNames: false })?.code, 'SAML-039');
  });

  it('names that only look like AWS’s are nobody’s', () => {
    for (const recipient of [
      'http://signin.aws.amazon.com/saml',
      'https://signin.aws.amazon.com.example.test/saml',
      'https://signin.aws.amazon.com/saml/',
      'https://a.b.signin.aws.amazon.com/saml',
      'https://xsignin.aws.amazon.com/saml',
      'https://signin.aws.amazon.com/saml\n',
    ]) {
      assert.equal(sentTo(recipient, { awsNames: true })?.code, 'SAML-038', recipient);
    }
  });
});

describe('a response that somebody changed', () => {
  const xml = respond(undefined, { signResponse: idp.signing(), signAssertion: idp.signing() });
  const alone = respond();
  const said = (input: ResponseInput): VerifiedAssertion | undefined => {
    const subject = examineResponse(input);
    return firstFailure(responseChecks, subject) ? undefined : subject.assertion;
  };
  const original = new Map([xml, alone].map((text) => [text, said(inputOf(text))]));

  it('is refused, or says exactly what was signed', () => {
    const character = fc.constantFrom(
      '<',
      '>',
      '"',
      '&',
      '/',
      '!',
      '-',
      ' ',
      'a',
      '_',
      ':',
      '\u0000',
    );
    const edit = fc.record({
      text: fc.constantFrom(xml, alone),
      at: fc.nat(alone.length),
      length: fc.nat(40),
      put: fc.array(character, { maxLength: 8 }).map((all) => all.join('')),
    });
    fc.assert(
      fc.property(edit, ({ text, at, length, put }) => {
        const changed = text.slice(0, at) + put + text.slice(at + length);
        const read = said(inputOf(changed));
        if (read !== undefined) assert.deepEqual(read, original.get(text));
      }),
      { numRuns: 1_500 },
    );
  });

  it('is refused, or says exactly what was signed, also when parts of it change places', () => {
    const tags = [...xml.matchAll(/<[^>]*>/g)].map(({ index }) => index);
    const spot = fc.constantFrom(...tags);
    fc.assert(
      fc.property(spot, spot, spot, (from, to, place) => {
        const piece = xml.slice(Math.min(from, to), Math.max(from, to));
        const changed = xml.slice(0, place) + piece + xml.slice(place);
        const read = said(inputOf(changed));
        if (read !== undefined) assert.deepEqual(read, original.get(xml));
      }),
      { numRuns: 500 },
    );
  });
});
