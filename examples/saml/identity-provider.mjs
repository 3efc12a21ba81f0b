/**
 * A SAML identity provider for trying things: it signs in nobody and asserts what it is told.
 *
 *   node identity-provider.mjs create FOLDER [ENTITY-ID]
 *   node identity-provider.mjs respond FOLDER OPTIONS
 *
 * `create` makes key.pem and metadata.xml in the folder.
 * `respond` prints a signed response in base64, as a browser posts it in the field SAMLResponse:
 *
 *   --service-provider URL   metadata of the service provider: a file or an http(s) URL
 *   --pair ROLE,PROVIDER     ARNs of a role and of the SAML provider; may be given again
 *   --user NAME              NameID and RoleSessionName
 *   --tag KEY=VALUE          a session tag; may be given again
 *   --recipient URL          instead of the first of the service provider
 *   --audience NAME          instead of the entity id of the service provider
 *   --at TIME                when it is issued, instead of now: 2026-11-01T09:30:00Z
 *   --page                   print a page that posts the response when it is opened in a browser
 */
import { createHash, createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { selfSigned } from './certificate.mjs';

const MINUTE = 60_000;
const AWS = 'https://aws.amazon.com/SAML/Attributes';
const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const SAML = 'urn:oasis:names:tc:SAML:2.0';

/** Makes a key, its certificate and the metadata document. */
function create(folder, entityId = 'https://idp.example.com/saml') {
  mkdirSync(folder, { recursive: true });
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = pair.privateKey.export({ type: 'pkcs8', format: 'pem' });
  writeFileSync(join(folder, 'key.pem'), key, { mode: 0o600 });
  const certificate = selfSigned(pair, new URL(entityId).hostname, Date.now());
  const lines = certificate.toString('base64').replaceAll(/.{64}/g, '$&\n');
  const metadata = `<?xml version="1.0" encoding="UTF-8"?>
<md:EntityDescriptor xmlns:md="${SAML}:metadata" entityID=${quoted(entityId)}>
  <md:IDPSSODescriptor protocolSupportEnumeration="${SAML}:protocol">
    <md:KeyDescriptor use="signing">
      <ds:KeyInfo xmlns:ds="${DSIG}">
        <ds:X509Data>
          <ds:X509Certificate>
${lines}
          </ds:X509Certificate>
        </ds:X509Data>
      </ds:KeyInfo>
    </md:KeyDescriptor>
    <md:NameIDFormat>${SAML}:nameid-format:persistent</md:NameIDFormat>
    <md:SingleSignOnService Binding="${SAML}:bindings:HTTP-Redirect" Location=${quoted(entityId)}/>
  </md:IDPSSODescriptor>
</md:EntityDescriptor>
`;
  writeFileSync(join(folder, 'metadata.xml'), metadata);
}

/** A response whose assertion is signed. */
async function respond(folder, options) {
  const { 'service-provider': where, pair = [], user, tag = [], at } = options;
  const metadata = where === undefined ? '' : await read(where);
  const { recipient = attributeOf(metadata, 'Location') } = options;
  const { audience = attributeOf(metadata, 'entityID') } = options;
  if (!recipient || !audience || !user) throw new Error('--service-provider and --user are needed');
  const issuer = attributeOf(await read(join(folder, 'metadata.xml')), 'entityID');
  const now = at === undefined ? Date.now() : Date.parse(at);
  const tags = tag.map((each) => each.split(/=(.*)/s));
  const attributes = [
    [`${AWS}/Role`, ...pair],
    [`${AWS}/RoleSessionName`, user],
    ...tags.map(([key, value]) => [`${AWS}/PrincipalTag:${key}`, value]),
  ];
  const assertion = { issuer, recipient, audience, user, now, attributes };
  const status = `<samlp:Status><samlp:StatusCode Value="${SAML}:status:Success"/></samlp:Status>`;
  const issuerElement = `<saml:Issuer xmlns:saml="${SAML}:assertion">${inText(issuer)}</saml:Issuer>`;
  const xml = `<samlp:Response xmlns:samlp="${SAML}:protocol" ID="_${randomUUID()}" Version="2.0" IssueInstant="${time(now)}" Destination=${quoted(recipient)}>${issuerElement}${status}${signedAssertion(assertion, readFileSync(join(folder, 'key.pem')))}</samlp:Response>`;
  return { recipient, response: Buffer.from(xml).toString('base64') };
}

/**
 * The assertion with its signature. The texts are written in canonical form (attributes in order,
 * namespaces where they are first used, no short elements), so that they can be signed as they are.
 */
function signedAssertion(content, key) {
  const id = `_${randomUUID()}`;
  const { issuer, recipient, audience, user, now, attributes } = content;
  const [issued, until] = [time(now), time(now + 5 * MINUTE)];
  const subject = `<saml:Subject><saml:NameID Format="${SAML}:nameid-format:persistent">${inText(user)}</saml:NameID><saml:SubjectConfirmation Method="${SAML}:cm:bearer"><saml:SubjectConfirmationData NotOnOrAfter="${until}" Recipient=${quoted(recipient)}></saml:SubjectConfirmationData></saml:SubjectConfirmation></saml:Subject>`;
  const conditions = `<saml:Conditions NotBefore="${time(now - MINUTE)}" NotOnOrAfter="${until}"><saml:AudienceRestriction><saml:Audience>${inText(audience)}</saml:Audience></saml:AudienceRestriction></saml:Conditions>`;
  const statement = `<saml:AuthnStatement AuthnInstant="${issued}"><saml:AuthnContext><saml:AuthnContextClassRef>${SAML}:ac:classes:PasswordProtectedTransport</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>`;
  const values = attributes.map(
    ([name, ...texts]) =>
      `<saml:Attribute Name=${quoted(name)}>${texts.map((text) => `<saml:AttributeValue>${inText(text)}</saml:AttributeValue>`).join('')}</saml:Attribute>`,
  );
  const begin = `<saml:Assertion xmlns:saml="${SAML}:assertion" ID="${id}" IssueInstant="${issued}" Version="2.0"><saml:Issuer>${inText(issuer)}</saml:Issuer>`;
  const end = `${subject}${conditions}${statement}<saml:AttributeStatement>${values.join('')}</saml:AttributeStatement></saml:Assertion>`;
  return `${begin}${signature(id, begin + end, key)}${end}`;
}

/** An enveloped signature over the element with that id. */
function signature(id, canonical, key) {
  const digest = createHash('sha256').update(canonical).digest('base64');
  const algorithm = (name, uri) => `<ds:${name} Algorithm="${uri}"></ds:${name}>`;
  const transforms = `<ds:Transforms>${algorithm('Transform', `${DSIG}enveloped-signature`)}${algorithm('Transform', EXCLUSIVE)}</ds:Transforms>`;
  const reference = `<ds:Reference URI="#${id}">${transforms}${algorithm('DigestMethod', 'http://www.w3.org/2001/04/xmlenc#sha256')}<ds:DigestValue>${digest}</ds:DigestValue></ds:Reference>`;
  const methods = `${algorithm('CanonicalizationMethod', EXCLUSIVE)}${algorithm('SignatureMethod', 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256')}`;
  const signedInfo = (namespace) =>
    `<ds:SignedInfo${namespace}>${methods}${reference}</ds:SignedInfo>`;
  // On its own, which is how it is signed, SignedInfo declares the prefix itself.
  const signer = createSign('sha256').update(signedInfo(` xmlns:ds="${DSIG}"`));
  const value = signer.sign(key, 'base64');
  return `<ds:Signature xmlns:ds="${DSIG}">${signedInfo('')}<ds:SignatureValue>${value}</ds:SignatureValue></ds:Signature>`;
}

/** A page that posts the response as soon as it is opened. */
function page({ recipient, response }) {
  return `<!doctype html>
<title>Signing in</title>
<form method="post" action=${quoted(recipient)}>
<input type="hidden" name="SAMLResponse" value="${response}">
<button>Sign in</button>
</form>
<script>document.forms[0].submit();</script>`;
}

async function read(where) {
  if (!/^https?:/.test(where)) return readFileSync(where, 'utf8');
  const answer = await fetch(where);
  if (!answer.ok) throw new Error(`${where} answers ${answer.status}`);
  return await answer.text();
}

/** The first attribute of that name; enough for documents that are known to be simple. */
function attributeOf(xml, name) {
  const plain = { '&quot;': '"', '&lt;': '<', '&gt;': '>', '&amp;': '&' };
  const quotedText = new RegExp(`\\s${name}="([^"]*)"`).exec(xml)?.[1];
  return quotedText?.replaceAll(/&(?:quot|lt|gt|amp);/g, (reference) => plain[reference]);
}

function time(milliseconds) {
  return new Date(milliseconds).toISOString();
}

/** Text as canonical XML writes it between tags. */
function inText(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Text as canonical XML writes it in an attribute. */
function quoted(text) {
  return `"${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')}"`;
}

const several = { type: 'string', multiple: true };
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    'service-provider': { type: 'string' },
    pair: several,
    user: { type: 'string' },
    tag: several,
    recipient: { type: 'string' },
    audience: { type: 'string' },
    at: { type: 'string' },
    page: { type: 'boolean' },
  },
});
const [command, folder, entityId] = positionals;
if (command === 'create' && folder) create(folder, entityId);
else if (command === 'respond' && folder) {
  const made = await respond(folder, values);
  console.log(values.page ? page(made) : made.response);
} else throw new Error('commands: create FOLDER [ENTITY-ID], respond FOLDER OPTIONS');
