/** The configuration of SimpleSAMLphp as the PHP files that it reads. */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pemOf } from './saml/certificates.ts';
import { type SigningPair, signingPair } from './saml/keys.ts';

/** Attributes of a person; several values become several AttributeValue elements. */
export type PersonAttributes = Readonly<Record<string, string | readonly string[]>>;

/** Who may sign in, by user name. */
export type People = Readonly<
  Record<string, { readonly password: string; readonly attributes: PersonAttributes }>
>;

/** What SimpleSAMLphp knows about a service provider, and how it answers it. */
export interface ServiceProvider {
  /** The audience of its assertions. */
  readonly entityId: string;
  /** Where responses are posted: their Destination and Recipient. */
  readonly acsUrl: string;
  /** Default: true. */
  readonly signResponse?: boolean;
  /** Default: true. */
  readonly signAssertion?: boolean;
  /** Default: rsa-sha256. */
  readonly algorithm?: 'rsa-sha1' | 'rsa-sha256' | 'rsa-sha384' | 'rsa-sha512';
  /** Default: rsa-2048. Both are in the metadata, as when a key is being replaced. */
  readonly key?: 'rsa-2048' | 'rsa-4096';
  /** The certificate, DER, of the key that assertions are encrypted for. */
  readonly encryptFor?: Buffer;
  /** Default: persistent. */
  readonly nameIdFormat?: string;
  /** Seconds until the assertion ends; default 300. */
  readonly lifetime?: number;
}

type Php = string | number | boolean | readonly Php[] | { readonly [key: string]: Php };

const ALGORITHMS = {
  'rsa-sha1': 'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
  'rsa-sha256': 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  'rsa-sha384': 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha384',
  'rsa-sha512': 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
} as const;

const PERSISTENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';
const AUTHENTICATION_SOURCE = 'people';

/** The folder of the configuration inside the folder of an instance. */
export const CONFIG_FOLDER = 'config';

/** Writes everything that SimpleSAMLphp reads into the folder of an instance. */
export async function writeConfiguration(
  folder: string,
  people: People,
  provider: ServiceProvider,
): Promise<void> {
  for (const part of ['cert', 'log', 'data', 'tmp', 'sessions', `${CONFIG_FOLDER}/metadata`]) {
    await mkdir(join(folder, part), { recursive: true });
  }
  await writeKeys(folder, 'usual', signingPair('rsa-2048', 'simplesamlphp'));
  await writePhp(folder, 'config.php', '$config', mainSettings(folder));
  await writePeople(folder, people);
  await writeServiceProvider(folder, provider);
}

/** Replaces the people; read at each request. */
export async function writePeople(folder: string, people: People): Promise<void> {
  const users = Object.entries(people).map(([name, { password, attributes }]): [string, Php] => [
    `${name}:${password}`,
    Object.fromEntries(
      Object.entries(attributes).map(([attribute, values]) => [attribute, [values].flat()]),
    ),
  ]);
  const source = phpWithKeys([['exampleauth:UserPass'], users]);
  await writeFile(
    join(folder, CONFIG_FOLDER, 'authsources.php'),
    `<?php\n$config = [${phpText(AUTHENTICATION_SOURCE)} => ${source}];\n`,
  );
}

/** Replaces the service provider; read at each request. */
export async function writeServiceProvider(
  folder: string,
  provider: ServiceProvider,
): Promise<void> {
  const usesLarge = provider.key === 'rsa-4096';
  if (usesLarge) await writeKeys(folder, 'large', signingPair('rsa-4096', 'simplesamlphp'));
  await writePhp(folder, 'metadata/saml20-idp-hosted.php', '$metadata', {
    '__DYNAMIC:1__': {
      host: '__DEFAULT__',
      privatekey: 'usual.key',
      certificate: 'usual.crt',
      ...(usesLarge ? { new_privatekey: 'large.key', new_certificate: 'large.crt' } : {}),
      auth: AUTHENTICATION_SOURCE,
      'attributes.NameFormat': 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri',
    },
  });
  await writePhp(folder, 'metadata/saml20-sp-remote.php', '$metadata', {
    [provider.entityId]: providerSettings(provider),
  });
}

function providerSettings(provider: ServiceProvider): Php {
  const { algorithm = 'rsa-sha256', encryptFor } = provider;
  return {
    AssertionConsumerService: provider.acsUrl,
    NameIDFormat: provider.nameIdFormat ?? PERSISTENT,
    'simplesaml.nameidattribute': 'uid',
    'saml20.sign.response': provider.signResponse ?? true,
    'saml20.sign.assertion': provider.signAssertion ?? true,
    'signature.algorithm': ALGORITHMS[algorithm],
    'assertion.lifetime': provider.lifetime ?? 300,
    'assertion.encryption': encryptFor !== undefined,
    ...(encryptFor ? { certData: encryptFor.toString('base64') } : {}),
    ...(provider.key === 'rsa-4096'
      ? { 'signature.privatekey': 'large.key', 'signature.certificate': 'large.crt' }
      : {}),
  };
}

function mainSettings(folder: string): Php {
  return {
    baseurlpath: '',
    certdir: join(folder, 'cert/'),
    loggingdir: join(folder, 'log/'),
    datadir: join(folder, 'data/'),
    tempdir: join(folder, 'tmp/'),
    metadatadir: join(folder, CONFIG_FOLDER, 'metadata/'),
    secretsalt: 'salt-of-a-test-identity-provider',
    'auth.adminpassword': 'password-that-nobody-uses',
    timezone: 'UTC',
    'enable.saml20-idp': true,
    'module.enable': { exampleauth: true, core: true, saml: true },
    'logging.handler': 'file',
    // Notices and worse.
    'logging.level': 5,
    'session.cookie.secure': false,
    'session.cookie.samesite': 'Lax',
    'session.phpsession.savepath': join(folder, 'sessions'),
    'language.cookie.secure': false,
    'language.cookie.samesite': 'Lax',
    'store.type': 'phpsession',
    'metadata.sources': [{ type: 'flatfile' }],
  };
}

async function writeKeys(folder: string, name: string, pair: SigningPair): Promise<void> {
  const pem = pair.privateKey.export({ type: 'pkcs8', format: 'pem' });
  await writeFile(join(folder, 'cert', `${name}.key`), pem, { mode: 0o600 });
  await writeFile(join(folder, 'cert', `${name}.crt`), pemOf(pair.certificate));
}

/** Replaces a file at once, so that no request reads half of it. */
async function writePhp(folder: string, name: string, variable: string, value: Php): Promise<void> {
  const path = join(folder, CONFIG_FOLDER, name);
  await writeFile(`${path}.new`, `<?php\n${variable} = ${php(value)};\n`);
  await rename(`${path}.new`, path);
}

/** A value as PHP source. */
function php(value: Php): string {
  if (typeof value === 'string') return phpText(value);
  if (typeof value !== 'object') return String(value);
  return Array.isArray(value) ? phpWithKeys([value, []]) : phpWithKeys([[], Object.entries(value)]);
}

function phpWithKeys([listed, keyed]: readonly [readonly Php[], readonly [string, Php][]]): string {
  const items = [
    ...listed.map(php),
    ...keyed.map(([key, item]) => `${phpText(key)} => ${php(item)}`),
  ];
  return `[${items.join(', ')}]`;
}

function phpText(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
