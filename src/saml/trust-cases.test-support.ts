/** Responses that are refused since nothing proves where they come from. */
import { withAssertion } from '../../test/support/saml/content.ts';
import { openIdp } from '../../test/support/saml/identity-provider.ts';
import { signingPair } from '../../test/support/saml/keys.ts';
import { C14N } from '../../test/support/saml/names.ts';
import type { ResponseForm } from '../../test/support/saml/response.ts';
import {
  DESTINATION,
  idp,
  inputOf,
  metadataOf,
  NO_ISSUER,
  NOW,
  type ResponseCase,
  receiver,
  respond,
  SIGNATURE_INVALID,
  usual,
} from './response.test-support.ts';
import type { ResponseInput } from './types.ts';

const plain = (): ResponseInput => inputOf(respond());
const both: ResponseForm = { signAssertion: idp.signing(), signResponse: idp.signing() };
const decryption = { mode: 'Allowed', keys: [receiver.privateKey] } as const;

function changed(xml: string, from: string | RegExp, to: string): string {
  const other = xml.replace(from, to);
  if (other === xml) throw new Error(`nothing to change: ${from}`);
  return other;
}

function encrypted(change: Partial<ResponseForm['encrypt']> = {}): string {
  const encrypt = { publicKey: receiver.publicKey, ...change };
  return respond(undefined, { signAssertion: idp.signing(), encrypt });
}

export const trustCases: ResponseCase[] = [
  {
    title: 'a second assertion inside the first, unsigned and in an Advice',
    code: 'SAML-009',
    wire: SIGNATURE_INVALID,
    refused: () =>
      inputOf(
        changed(
          respond(),
          '</saml:Conditions>',
          '</saml:Conditions><saml:Advice><saml:Assertion ID="_e"/></saml:Advice>',
        ),
      ),
    accepted: plain,
  },
  {
    title: 'R076: an issuer that is not in the metadata',
    code: 'SAML-015',
    wire: NO_ISSUER,
    refused: () =>
      inputOf(
        openIdp(DESTINATION, { entityId: 'https://idp.example.test/SAML' }).respond({
          ...openIdp(DESTINATION, { entityId: 'https://idp.example.test/SAML' }).content(NOW),
        }),
      ),
    accepted: () => inputOf(respond(() => ({ issuer: ` ${idp.entityId}\n` }))),
  },
  {
    title: 'R076: a response and an assertion of different issuers',
    code: 'SAML-015',
    wire: NO_ISSUER,
    refused: () => inputOf(respond(() => ({ issuer: 'https://other.example.test' }))),
    accepted: () => inputOf(idp.respond({ ...usual(), issuer: undefined })),
  },
  {
    title: 'a key encrypted with RSA 1.5',
    code: 'SAML-010',
    wire: SIGNATURE_INVALID,
    refused: () => inputOf(encrypted({ transport: 'rsa-1_5' }), { decryption }),
    accepted: () => inputOf(encrypted({ transport: 'rsa-oaep-mgf1p' }), { decryption }),
  },
  {
    title: 'an encrypted assertion for a provider without private key',
    code: 'SAML-011',
    wire: SIGNATURE_INVALID,
    refused: () => inputOf(encrypted()),
    accepted: () => inputOf(encrypted(), { decryption }),
  },
  {
    title: 'an assertion encrypted for another key',
    code: 'SAML-012',
    wire: SIGNATURE_INVALID,
    refused: () =>
      inputOf(encrypted({ publicKey: signingPair('rsa-2048', 'elsewhere').publicKey }), {
        decryption,
      }),
    accepted: () => inputOf(encrypted({ content: 'aes256-cbc' }), { decryption }),
  },
  {
    title: 'an identifier that is used twice',
    code: 'SAML-013',
    wire: SIGNATURE_INVALID,
    refused: () =>
      inputOf(changed(respond(), '<samlp:Status>', '<samlp:Status ID="_x" xml:id="_x">'), {}),
    accepted: () => inputOf(changed(respond(), '<samlp:Status>', '<samlp:Status ID="_x">')),
  },
  {
    title: 'a comment inside the NameID, which leaves the signature whole',
    code: 'SAML-014',
    wire: SIGNATURE_INVALID,
    refused: () => inputOf(changed(respond(), 'alice@', 'alice<!-- -->@')),
    accepted: () => inputOf(changed(respond(), '<saml:Subject>', '<saml:Subject><!-- who -->')),
  },
  {
    title: 'no signature at all',
    code: 'SAML-016',
    wire: SIGNATURE_INVALID,
    refused: () => inputOf(respond(undefined, {})),
    accepted: () => inputOf(respond(undefined, { signResponse: idp.signing() })),
  },
  {
    title: 'a signature besides those of the response and the assertion',
    code: 'SAML-017',
    wire: SIGNATURE_INVALID,
    refused: () =>
      inputOf(
        changed(
          respond(),
          '<samlp:Status>',
          '<samlp:Extensions><ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/></samlp:Extensions><samlp:Status>',
        ),
      ),
    accepted: () =>
      inputOf(
        changed(
          respond(),
          '<samlp:Status>',
          '<samlp:Extensions><e xmlns="urn:e"/></samlp:Extensions><samlp:Status>',
        ),
      ),
  },
  {
    title: 'a signature with two values',
    code: 'SAML-018',
    wire: SIGNATURE_INVALID,
    refused: () =>
      inputOf(changed(respond(), /<ds:SignatureValue>.*?<\/ds:SignatureValue>/s, '$&$&')),
    accepted: () => inputOf(changed(respond(), /<ds:KeyInfo>.*?<\/ds:KeyInfo>/s, '')),
  },
  {
    title: 'a signature with SHA-1, where that is off',
    code: 'SAML-019',
    wire: SIGNATURE_INVALID,
    refused: () =>
      inputOf(respond(undefined, { signAssertion: idp.signing({ method: 'rsa-sha1' }) })),
    accepted: () =>
      inputOf(respond(undefined, { signAssertion: idp.signing({ method: 'rsa-sha1' }) }), {
        allowSha1: true,
      }),
  },
  {
    title: 'a signature with a keyed hash whose key is the certificate',
    code: 'SAML-019',
    wire: SIGNATURE_INVALID,
    refused: () => {
      const secret = idp.pair.certificate;
      const signing = idp.signing({ method: 'hmac-sha256', secret });
      return inputOf(respond(undefined, { signAssertion: signing }), { allowSha1: true });
    },
    accepted: plain,
  },
  {
    title: 'a signature in the response that refers to the assertion',
    code: 'SAML-020',
    wire: SIGNATURE_INVALID,
    refused: () => {
      const content = withAssertion(usual(), () => ({ id: '_a' }));
      return inputOf(idp.respond(content, { signResponse: idp.signing({ uri: '#_a' }) }));
    },
    accepted: () => {
      const content = { ...withAssertion(usual(), () => ({ id: '_a' })), id: '_r' };
      return inputOf(idp.respond(content, { signResponse: idp.signing({ uri: '#_r' }) }));
    },
  },
  {
    title: 'R075: a key that the metadata does not have, shown in KeyInfo',
    code: 'SAML-021',
    wire: SIGNATURE_INVALID,
    refused: () => {
      const pair = signingPair('rsa-2048', 'renewed');
      return inputOf(respond(undefined, { signAssertion: { pair } }));
    },
    accepted: () => {
      const pair = signingPair('rsa-2048', 'renewed');
      const { metadata: document } = openIdp(DESTINATION, { name: 'renewed' });
      return inputOf(respond(undefined, { signAssertion: { pair, shows: idp.pair } }), {
        metadata: metadataOf(document),
      });
    },
  },
  {
    title: 'R075: a good signature of the assertion and a foreign one of the response',
    code: 'SAML-021',
    wire: SIGNATURE_INVALID,
    refused: () => {
      const pair = signingPair('rsa-2048', 'renewed');
      return inputOf(respond(undefined, { ...both, signResponse: { pair } }));
    },
    accepted: () => inputOf(respond(undefined, both)),
  },
  {
    title: 'an assertion that was changed after it was signed',
    code: 'SAML-022',
    wire: SIGNATURE_INVALID,
    refused: () => inputOf(changed(respond(), /alice/g, 'mallory')),
    accepted: () =>
      inputOf(
        respond(undefined, {
          signAssertion: idp.signing({ canonicalization: C14N.inclusive }),
        }),
      ),
  },
  {
    title: 'an unsigned assertion that was changed in a signed response',
    code: 'SAML-022',
    wire: SIGNATURE_INVALID,
    refused: () =>
      inputOf(changed(respond(undefined, { signResponse: idp.signing() }), /alice/g, 'mallory')),
    accepted: () => inputOf(respond(undefined, { signResponse: idp.signing() })),
  },
];
