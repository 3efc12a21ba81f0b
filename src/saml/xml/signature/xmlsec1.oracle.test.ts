/**
 * xmlsec1 as oracle of signatures: it verifies what our signer signs over generated documents, and
 * we verify what it signs. One process takes many files. `ORACLE_SIGNATURES` says how many
 * (default 200 each way).
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { findProgram, needs } from '../../../../tools/programs.ts';
import { Chance, corpusDocument, SIGNED } from '../corpus.test-support.ts';
import { descendantElements } from '../navigate.ts';
import type { XmlDocument, XmlElement } from '../nodes.ts';
import { documentOf, emptyTemplate, sign, signatureTemplate } from '../testing.ts';
import { canonicalMethods, digestMethods, signatureMethods } from './algorithms.ts';
import { readSignature } from './read-signature.ts';
import { verifySignature } from './verify-signature.ts';

const SIGNATURES = Number(process.env.ORACLE_SIGNATURES ?? 200);

const keys = {
  rsa: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  p256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  p384: generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  p521: generateKeyPairSync('ec', { namedCurve: 'P-521' }),
};
type KeyName = keyof typeof keys;

/** xmlsec1 1.2 has no RSASSA-PSS. */
const methods = [...signatureMethods].filter(([, { pss }]) => !pss);

function methodFor(chance: Chance, key: KeyName): string {
  const family = key === 'rsa' ? 'rsa' : 'ec';
  return chance.pick(methods.filter(([, method]) => method.key === family))[0];
}

const PREFIXES = ['#default', 'a', 'b', 'ab', 'Z', 'ns1', 'x-y', 'é', 'signed', 'ds', 'unknown'];

function prefixList(chance: Chance, algorithm: string): string {
  if (!algorithm.includes('exc-c14n') || chance.once(2)) return '';
  const list = PREFIXES.filter(() => chance.once(3)).join(' ');
  const namespace = 'http://www.w3.org/2001/10/xml-exc-c14n#';
  return `<ec:InclusiveNamespaces xmlns:ec="${namespace}" PrefixList="${list}"/>`;
}

/** A generated document with a signature to be filled. */
function template(chance: Chance, key: KeyName): string {
  const canonicalization = chance.pick([...canonicalMethods.keys()]);
  const transform = chance.pick(['', ...canonicalMethods.keys()]);
  const root = chance.once(4);
  const signature = signatureTemplate({
    uri: root && chance.once(2) ? '' : `#${SIGNED.id}`,
    prefix: chance.pick(['ds', 'dsig', '', 'a']),
    signatureMethod: methodFor(chance, key),
    digestMethod: chance.pick([...digestMethods.keys()]),
    canonicalization,
    canonicalizationParameters: prefixList(chance, canonicalization),
    transform,
    transformParameters: prefixList(chance, transform),
  });
  const spaced = chance.once(2) ? signature.replaceAll('><', '>\r\n <') : signature;
  return corpusDocument(chance, { signature: { text: spaced, root } });
}

const find = ({ root }: XmlDocument): XmlElement | undefined =>
  root.namespace === SIGNED.namespace && root.localName === SIGNED.localName
    ? root
    : descendantElements(root, SIGNED.namespace, SIGNED.localName)[0];

function verdictOf(text: string, key: KeyObject) {
  const document = documentOf(text);
  const reading = readSignature(find(document) ?? document.root);
  if (!reading.ok) assert.fail(`${reading.problem.kind} ${reading.problem.detail} ${text}`);
  return verifySignature(reading.signature, [key], { allowSha1: true });
}

/** Runs xmlsec1 over many files and answers what it says. */
function xmlsec1(command: readonly string[], texts: readonly string[]) {
  const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-xmlsec1-'));
  try {
    const files = texts.map((text, index) => {
      const file = path.join(folder, `${index}.xml`);
      writeFileSync(file, text);
      return file;
    });
    const idAttribute = ['--id-attr:ID', `${SIGNED.namespace}:${SIGNED.localName}`];
    const keyFile = path.join(folder, 'key.pem');
    const [verb = '', option = '', pem = ''] = command;
    writeFileSync(keyFile, pem);
    return spawnSync(
      findProgram('xmlsec1') ?? 'xmlsec1',
      [verb, option, keyFile, ...idAttribute, ...files],
      { encoding: 'utf8', maxBuffer: 1 << 28 },
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function publicPem(key: KeyName): string {
  return keys[key].publicKey.export({ type: 'spki', format: 'pem' }).toString();
}

const options = { ...needs('xmlsec1'), timeout: 300_000 };

for (const key of Object.keys(keys) as KeyName[]) {
  const each = Math.ceil(SIGNATURES / 4);

  test(`xmlsec1 verifies what is signed here over generated documents (${key})`, options, (t) => {
    const chance = new Chance(31 + key.length);
    const texts = Array.from({ length: each }, () =>
      sign(template(chance, key), keys[key].privateKey, find),
    );
    const { status, stdout, stderr } = xmlsec1(['--verify', '--pubkey-pem', publicPem(key)], texts);
    const verified = `${stdout}${stderr}`.match(/^OK$/gm)?.length ?? 0;
    assert.equal(status, 0, `file ${verified}: ${texts[verified]}\n${stderr}`);
    assert.equal(verified, each);
    for (const text of texts) assert.ok(verdictOf(text, keys[key].publicKey).ok, text);
    t.diagnostic(`verified by both: ${verified} of ${each}`);
  });

  test(`what xmlsec1 signs over generated documents is verified here (${key})`, options, (t) => {
    const chance = new Chance(57 + key.length);
    const templates = Array.from({ length: each }, () => emptyTemplate(template(chance, key)));
    const pem = keys[key].privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const { status, stdout, stderr } = xmlsec1(['--sign', '--privkey-pem', pem], templates);
    assert.equal(status, 0, stderr);
    const signed = stdout.split(/(?=<\?xml version=)/);
    assert.equal(signed.length, each);
    for (const text of signed) assert.ok(verdictOf(text, keys[key].publicKey).ok, text);
    t.diagnostic(`verified: ${each} of ${each}`);
  });
}

test('what xmlsec1 finds altered is found altered here', options, () => {
  const chance = new Chance(5);
  for (let index = 0; index < 10; index++) {
    const signed = sign(template(chance, 'rsa'), keys.rsa.privateKey, find);
    const altered = signed.replace(`ID="${SIGNED.id}"`, `ID="${SIGNED.id}" altered=""`);
    const { status } = xmlsec1(['--verify', '--pubkey-pem', publicPem('rsa')], [altered]);
    assert.notEqual(status, 0);
    const verdict = verdictOf(altered, keys.rsa.publicKey);
    assert.equal(verdict.ok ? 'ok' : verdict.problem.kind, 'digest-mismatch');
  }
});
