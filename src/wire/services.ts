/** The wire protocols that Gatehouse speaks. */
export type Protocol = 'awsQuery' | 'awsJson1_0' | 'awsJson1_1' | 'restJson1';

/** The services that Gatehouse knows, by the name of their SDK package; `gatehouse` is our own. */
export type ServiceName =
  | 'sts'
  | 'iam'
  | 'organizations'
  | 'sso-admin'
  | 'identitystore'
  | 'sso'
  | 'sso-oidc'
  | 'quicksight'
  | 'cognito-identity'
  | 'cloudtrail'
  | 'signin'
  | 'gatehouse';

/** The services that the SDK has a package of; the client of `signin` is inside others. */
export type SdkServiceName = Exclude<ServiceName, 'gatehouse' | 'signin'>;

/** What has to be known of a service to recognise its requests before its schema is loaded. */
export interface ServiceSettings {
  readonly name: ServiceName;
  readonly protocol: Protocol;
  readonly apiVersion: string;
  /** Only awsQuery services write XML. */
  readonly xmlNamespace?: string;
  /** What stands before the operation in `X-Amz-Target`; clients differ for some services. */
  readonly targetPrefixes: readonly string[];
  /** The service part of the SigV4 credential scope. */
  readonly signingName: string;
  /** First segments of the paths of a restJson1 service. */
  readonly firstSegments: readonly string[];
  /** Operations that carry no signature (trait `aws.auth#optionalAuth` or `auth: none`). */
  readonly unsigned: ReadonlySet<string>;
}

function service(
  name: ServiceName,
  protocol: Protocol,
  apiVersion: string,
  rest: Partial<ServiceSettings>,
): ServiceSettings {
  return {
    name,
    protocol,
    apiVersion,
    targetPrefixes: [],
    signingName: name,
    firstSegments: [],
    unsigned: new Set(),
    ...rest,
  };
}

/**
 * Eleven services of AWS and our own. The SDK keeps these settings in its clients, whose loading is
 * what this table spares; the conformance test compares each row with the client.
 */
export const services: Readonly<Record<ServiceName, ServiceSettings>> = {
  sts: service('sts', 'awsQuery', '2011-06-15', {
    xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    unsigned: new Set(['AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity']),
  }),
  iam: service('iam', 'awsQuery', '2010-05-08', {
    xmlNamespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
  }),
  organizations: service('organizations', 'awsJson1_1', '2016-11-28', {
    targetPrefixes: ['AWSOrganizationsV20161128'],
  }),
  'sso-admin': service('sso-admin', 'awsJson1_1', '2020-07-20', {
    targetPrefixes: ['SWBExternalService'],
    signingName: 'sso',
  }),
  identitystore: service('identitystore', 'awsJson1_1', '2020-06-15', {
    targetPrefixes: ['AWSIdentityStore'],
  }),
  sso: service('sso', 'restJson1', '2019-06-10', {
    signingName: 'awsssoportal',
    firstSegments: ['federation', 'assignment', 'logout'],
    unsigned: new Set(['GetRoleCredentials', 'ListAccountRoles', 'ListAccounts', 'Logout']),
  }),
  'sso-oidc': service('sso-oidc', 'restJson1', '2019-06-10', {
    signingName: 'sso-oauth',
    firstSegments: ['client', 'device_authorization', 'token'],
    unsigned: new Set(['CreateToken', 'RegisterClient', 'StartDeviceAuthorization']),
  }),
  quicksight: service('quicksight', 'restJson1', '2018-04-01', {
    firstSegments: ['accounts', 'account', 'resources', 'governance', 'v1'],
  }),
  'cognito-identity': service('cognito-identity', 'awsJson1_1', '2014-06-30', {
    targetPrefixes: ['AWSCognitoIdentityService'],
    unsigned: new Set(['GetCredentialsForIdentity', 'GetId', 'GetOpenIdToken', 'UnlinkIdentity']),
  }),
  cloudtrail: service('cloudtrail', 'awsJson1_1', '2013-11-01', {
    targetPrefixes: [
      'CloudTrail_20131101',
      'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101',
    ],
  }),
  signin: service('signin', 'restJson1', '2023-01-01', {
    firstSegments: ['v1'],
    unsigned: new Set(['CreateOAuth2Token']),
  }),
  gatehouse: service('gatehouse', 'awsJson1_1', '2026-11-01', {
    targetPrefixes: ['Gatehouse_20261101'],
  }),
};

/** Every service name, in the order of the table. */
export const serviceNames = Object.keys(services) as ServiceName[];
