import { InvalidArgumentError } from 'commander';
import { ownNames } from '../../domain/federation/endpoints.ts';

/** The names by which a response may mean whoever judges it. */
export interface AcceptedNames {
  readonly recipients: readonly string[];
  readonly audiences: readonly string[];
  /** Whether the names that AWS has for every provider count besides. */
  readonly awsNames: boolean;
  /** Who would judge the response. */
  readonly judge: 'aws' | 'gatehouse';
}

/** Options that tell names. */
export interface NameOptions {
  readonly publicUrl?: string;
  readonly recipient?: readonly string[];
  readonly audience?: readonly string[];
  readonly awsNames?: true;
  /** The home region first. */
  readonly regions: readonly string[];
}

/**
 * The names that count: those of the Gatehouse that --public-url names and those that are given one
 * by one. Where no Recipient is told in either way the response is judged as AWS would judge it.
 */
export function acceptedNames(options: NameOptions, uuid: string | undefined): AcceptedNames {
  const { publicUrl, recipient = [], audience = [], regions } = options;
  const isAws = publicUrl === undefined && recipient.length === 0;
  const awsNames = isAws || options.awsNames === true;
  const own =
    publicUrl === undefined
      ? { recipients: isAws ? awsRecipients(regions, uuid) : [], audiences: [] }
      : ownNames({ publicUrl, regions, awsNames }, uuid);
  const recipients = [...own.recipients, ...recipient];
  const entityIds = isAws ? ['urn:amazon:webservices'] : [];
  const audiences = [...new Set([...entityIds, ...own.audiences, ...recipients, ...audience])];
  return { recipients, audiences, awsNames, judge: isAws ? 'aws' : 'gatehouse' };
}

/** AWS's own consumer URLs: of every provider, and of the one with that uuid (aws-facts C1). */
function awsRecipients(regions: readonly string[], uuid: string | undefined): string[] {
  const hosts = ['signin', ...regions.map((region) => `${region}.signin`)];
  const urls = hosts.map((host) => `https://${host}.aws.amazon.com/saml`);
  return uuid === undefined ? urls : [...urls, ...urls.map((url) => `${url}/acs/${uuid}`)];
}

/** Reads the option --public-url: scheme, host and port. */
export function readOrigin(text: string): string {
  const url = URL.parse(text);
  const isHttp = url?.protocol === 'https:' || url?.protocol === 'http:';
  const isPlain = url?.pathname === '/' && url.search === '' && url.hash === '' && !url.username;
  if (url && isHttp && isPlain) return url.origin;
  throw new InvalidArgumentError('It is like https://gatehouse.example.com.');
}
