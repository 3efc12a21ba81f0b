import { setting, text, whole } from './forms.ts';

/** Policies, limits and rates. */
export const limitsSettings = {
  policies: setting(
    'GATEHOUSE_POLICIES',
    text,
    'a folder, or empty',
    '',
    'Folder with further AWS managed policies, one JSON file each.',
  ),
  maxHeaderBytes: setting(
    'GATEHOUSE_MAX_HEADER_BYTES',
    whole(4096, 1_048_576),
    'a whole number from 4096 to 1048576',
    '65536',
    'Largest size of all request headers together.',
  ),
  maxBodyBytes: setting(
    'GATEHOUSE_MAX_BODY_BYTES',
    whole(65_536, 100_000_000),
    'a whole number from 65536 to 100000000',
    '10000000',
    'Largest request body; AWS STS answers 413 above 10,000,000 bytes.',
  ),
  requestTimeoutSeconds: setting(
    'GATEHOUSE_REQUEST_TIMEOUT',
    whole(1, 600),
    'a whole number of seconds from 1 to 600',
    '30',
    'Time in which a request must have arrived completely.',
  ),
  maxConnections: setting(
    'GATEHOUSE_MAX_CONNECTIONS',
    whole(1, 1_000_000),
    'a whole number from 1 to 1000000',
    '4096',
    'Connections open at once; further ones are closed.',
  ),
  principalRate: setting(
    'GATEHOUSE_PRINCIPAL_RATE',
    whole(1, 1_000_000),
    'a whole number from 1 to 1000000',
    '20000',
    'Calls a second that one principal may make before it is throttled (bursts of twice as many).',
  ),
  addressRate: setting(
    'GATEHOUSE_ADDRESS_RATE',
    whole(1, 1_000_000),
    'a whole number from 1 to 1000000',
    '1000',
    'Failed or unsigned calls a second that one address may make before it is throttled; a refused response or token counts once more for each 4 KiB of it.',
  ),
  lookupRate: setting(
    'GATEHOUSE_LOOKUP_RATE',
    whole(1, 1_000_000),
    'a whole number from 1 to 1000000',
    '2',
    'LookupEvents calls a second that one account may make before it is throttled (bursts of twice as many), as at AWS.',
  ),
} as const;
