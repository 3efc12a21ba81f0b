/** The response of the benches: 7 KB of XML, RSA-2048, ten attributes, as a usual provider sends it. */
import { type ResponseContent, withAssertion } from '../test/support/saml/content.ts';
import { type Destination, openIdp, type TestIdp } from '../test/support/saml/identity-provider.ts';
import { AWS_ATTRIBUTE } from '../test/support/saml/names.ts';

const BYTES = 7 * 1024;

/** A role, its name, its length, tags, and what directories add: ten attributes with `groups`. */
function contentOf(idp: TestIdp, now: number, groups: readonly string[]): ResponseContent {
  const tag = (key: string, ...values: string[]) => ({
    name: AWS_ATTRIBUTE.principalTag(key),
    values,
  });
  return withAssertion(idp.content(now), ({ attributes }) => ({
    attributes: [
      ...attributes,
      { name: AWS_ATTRIBUTE.sessionDuration, values: ['3600'] },
      tag('Project', 'Automation'),
      tag('CostCenter', '12345'),
      { name: AWS_ATTRIBUTE.transitiveTagKeys, values: ['Project'] },
      { name: AWS_ATTRIBUTE.sourceIdentity, values: ['alice'] },
      { name: 'urn:oid:0.9.2342.19200300.100.1.3', values: ['alice@example.test'] },
      { name: 'urn:oid:2.5.4.3', values: ['Alice Example'] },
      { name: 'urn:oid:1.3.6.1.4.1.5923.1.1.1.1', values: groups },
    ],
  }));
}

/** The response, filled up to 7 KB with values of its last attribute. */
export function sampleResponse(idp: TestIdp, now: number): string {
  const groups: string[] = [];
  for (;;) {
    const xml = idp.respond(contentOf(idp, now, groups));
    if (xml.length >= BYTES) return xml;
    groups.push(`cn=team-${100 + groups.length},ou=groups,dc=example,dc=test`);
  }
}

/** An identity provider for a destination. */
export function sampleIdp(destination: Destination): TestIdp {
  return openIdp(destination);
}
