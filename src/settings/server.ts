import { z } from 'zod';
import { compileRange } from '../base/addresses.ts';
import { CIDR, httpUrl, list, REGION, setting, text, whole } from './forms.ts';

/** Where the server lives: its data, its address, its certificate, its limits. */
export const serverSettings = {
  data: setting(
    'GATEHOUSE_DATA',
    text.min(1),
    'a folder',
    './data',
    'Folder of the store, the master key, certificates and the control socket.',
  ),
  host: setting(
    'GATEHOUSE_HOST',
    text.min(1),
    'a host name or IP address',
    '127.0.0.1',
    'Address that the listener binds to.',
  ),
  port: setting(
    'GATEHOUSE_PORT',
    whole(0, 65535),
    'a whole number from 0 to 65535 (0 takes any free port)',
    '8400',
    'Port that the listener binds to.',
  ),
  publicUrl: setting(
    'GATEHOUSE_PUBLIC_URL',
    httpUrl,
    'an http or https URL without a path',
    '',
    'What links, cookies and metadata are built from; never the Host header of a request. Empty: `http(s)://localhost:PORT`.',
  ),
  region: setting(
    'GATEHOUSE_REGION',
    text.regex(REGION),
    'a region name such as us-east-1',
    'us-east-1',
    'Home region.',
  ),
  regions: setting(
    'GATEHOUSE_REGIONS',
    list.pipe(z.array(z.string().regex(REGION))),
    'region names separated by commas',
    '',
    'Further regions whose signatures are accepted, besides GATEHOUSE_REGION.',
  ),
  databaseUrl: setting(
    'GATEHOUSE_DATABASE_URL',
    text.regex(/^(|postgres(ql)?:\/\/.+)$/),
    'empty, or postgres://user:password@host:port/database',
    '',
    'Empty: SQLite in the data folder. Otherwise the PostgreSQL database that all nodes share.',
  ),
  masterKey: setting(
    'GATEHOUSE_MASTER_KEY',
    text.regex(/^(|[A-Za-z0-9+/]{43}=)$/),
    'empty, or 32 bytes in base64',
    '',
    'The key that wraps the key ring. Empty: the file `master.key` in the data folder, made at the first start.',
  ),
  tls: setting(
    'GATEHOUSE_TLS',
    z.enum(['off', 'local', 'files']),
    'off, local or files',
    'off',
    '`local` makes a certificate authority and a certificate in the data folder; `files` uses GATEHOUSE_TLS_CERT and GATEHOUSE_TLS_KEY.',
  ),
  tlsCert: setting(
    'GATEHOUSE_TLS_CERT',
    text,
    'a PEM file',
    '',
    'Certificate chain for GATEHOUSE_TLS=files.',
  ),
  tlsKey: setting(
    'GATEHOUSE_TLS_KEY',
    text,
    'a PEM file',
    '',
    'Private key for GATEHOUSE_TLS=files.',
  ),
  tlsNames: setting(
    'GATEHOUSE_TLS_NAMES',
    list,
    'host names separated by commas',
    '',
    'Further names in the certificate that GATEHOUSE_TLS=local makes.',
  ),
  trustedProxies: setting(
    'GATEHOUSE_TRUSTED_PROXIES',
    list.pipe(z.array(z.string().regex(CIDR))),
    'addresses or CIDR ranges separated by commas',
    '',
    'Proxies whose X-Forwarded-For and X-Forwarded-Proto are believed.',
  ),
  outboundAllow: setting(
    'GATEHOUSE_OUTBOUND_ALLOW',
    list.pipe(z.array(z.string().refine((range) => compileRange(range) !== undefined))),
    'addresses or CIDR ranges separated by commas',
    '',
    'Addresses that identity providers and GATEHOUSE_SMS_HOOK may have although they are not public: loopback, private, link-local and the like are refused otherwise. Checked on the address that is connected to.',
  ),
  caFile: setting(
    'GATEHOUSE_CA_FILE',
    text,
    'a PEM file, or empty',
    '',
    'Certificates of authorities that are trusted besides the public ones when identity providers, the mail server and GATEHOUSE_SMS_HOOK are reached.',
  ),
} as const;
