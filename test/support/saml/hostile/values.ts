/**
 * Values that read differently for signer and reader: comments and instructions that the canonical
 * form leaves out, names in other namespaces, elements twice.
 */
import { type ResponseContent, type SamlAttribute, withAssertion } from '../content.ts';
import { AWS_ATTRIBUTE, BEARER, C14N } from '../names.ts';
import type { HostileCase } from './cases.ts';
import type { Live } from './live.ts';
import { after, contentOf, prepended, withAttributeOf, withContent } from './markup.ts';

/** A live response with a piece of markup inside the text of an element. */
function broken(localName: string, markup: string): HostileCase['make'] {
  return ({ assertionSigned }) => {
    const value = contentOf(assertionSigned, localName);
    const half = Math.floor(value.length / 2);
    return withContent(
      assertionSigned,
      localName,
      value.slice(0, half) + markup + value.slice(half),
    );
  };
}

/** A response that the identity provider signed with what somebody made it say. */
function saying(
  change: (content: ResponseContent, live: Live) => ResponseContent,
): HostileCase['make'] {
  return (live) => live.idp.respond(change(live.idp.content(live.now), live));
}

function withAttributes(
  content: ResponseContent,
  ...added: readonly SamlAttribute[]
): ResponseContent {
  return withAssertion(content, ({ attributes }) => ({ attributes: [...attributes, ...added] }));
}

const comments: readonly HostileCase[] = [
  ...['NameID', 'AttributeValue', 'Audience'].map(
    (localName): HostileCase => ({
      name: `a comment inside ${localName}`,
      make: broken(localName, '<!-- -->'),
      code: 'SAML-014',
    }),
  ),
  {
    name: 'a comment inside the Issuer of the response',
    make: broken('Issuer', '<!-- -->'),
    code: 'SAML-014',
  },
  {
    name: 'a comment that ends a name early: alice@example.test<!---->.evil.test',
    make: saying((content) =>
      withAssertion(content, ({ subject }) => ({
        subject: subject && {
          ...subject,
          nameId: { value: { raw: 'alice@example.test<!---->.evil.test' } },
        },
      })),
    ),
    code: 'SAML-014',
  },
  {
    name: 'an instruction inside NameID',
    make: broken('NameID', '<?x?>'),
    code: 'SAML-014',
  },
  {
    name: 'a comment that was signed, in canonical form with comments',
    make: ({ idp, now }) => {
      const content = withAssertion(idp.content(now), ({ subject }) => ({
        subject: subject && { ...subject, nameId: { value: { raw: 'alice<!-- -->@evil.test' } } },
      }));
      const canonicalization = C14N.exclusiveWithComments;
      const transforms = [
        'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
        C14N.exclusiveWithComments,
      ];
      return idp.respond(content, { signAssertion: idp.signing({ canonicalization, transforms }) });
    },
    code: 'SAML-014',
  },
];

const twice: readonly HostileCase[] = [
  {
    name: 'a second NameID',
    make: ({ assertionSigned }) =>
      after(assertionSigned, 'NameID', '<saml:NameID>mallory@example.test</saml:NameID>'),
    code: 'SAML-022',
  },
  {
    name: 'a second NameID in another namespace before the signed one',
    make: ({ assertionSigned }) =>
      prepended(assertionSigned, 'Subject', '<NameID xmlns="urn:x">mallory@example.test</NameID>'),
    code: 'SAML-022',
  },
  {
    name: 'attributes of the assertion that differ by namespace alone',
    make: ({ assertionSigned }) =>
      withAttributeOf(assertionSigned, 'Assertion', 'xmlns:x', 'urn:x" x:ID="_evil'),
    code: 'SAML-022',
  },
  {
    name: 'a bearer confirmation beside the one of another recipient',
    make: saying((content, { idp }) =>
      withAssertion(content, ({ subject }) => ({
        subject: subject && {
          ...subject,
          confirmations: [
            {
              method: BEARER,
              recipient: 'https://other.example.test/saml',
              notOnOrAfter: Date.parse('2040-01-01'),
            },
            {
              method: 'urn:oasis:names:tc:SAML:2.0:cm:holder-of-key',
              recipient: idp.destination.recipient,
              notOnOrAfter: Date.parse('2040-01-01'),
            },
          ],
        },
      })),
    ),
    code: 'SAML-035',
  },
  {
    name: 'a Role attribute whose name differs in case',
    make: saying((content) =>
      withAssertion(content, ({ attributes }) => ({
        attributes: attributes.map((attribute) =>
          attribute.name === AWS_ATTRIBUTE.role
            ? { ...attribute, name: attribute.name.toLowerCase() }
            : attribute,
        ),
      })),
    ),
    code: 'SAML-070',
  },
  {
    name: 'a Role attribute in another namespace',
    make: saying((content, { idp }) => {
      const pair = `${idp.destination.roleArn},${idp.destination.providerArn}`;
      const role = `<x:Attribute xmlns:x="urn:x" Name="${AWS_ATTRIBUTE.role}"><x:AttributeValue>${pair}</x:AttributeValue></x:Attribute>`;
      return withAssertion(content, ({ attributes }) => ({
        attributes: [
          ...attributes.filter(({ name }) => name !== AWS_ATTRIBUTE.role),
          { name: 'x', values: [{ raw: role }] },
        ],
      }));
    }),
    code: 'SAML-070',
  },
  {
    name: 'RoleSessionName twice with different values',
    make: saying((content) =>
      withAttributes(content, {
        name: AWS_ATTRIBUTE.roleSessionName,
        values: ['mallory@example.test'],
      }),
    ),
    code: 'SAML-075',
  },
  {
    name: 'a tag twice with different values',
    make: saying((content) =>
      withAttributes(
        content,
        { name: AWS_ATTRIBUTE.principalTag('Team'), values: ['red'] },
        { name: AWS_ATTRIBUTE.principalTag('team'), values: ['blue'] },
      ),
    ),
    code: 'SAML-079',
  },
];

/** Every attack on values. */
export const valueCases: readonly HostileCase[] = [...comments, ...twice];
