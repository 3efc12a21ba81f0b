/** Keys that requests to AWS may have, by prefix; one that ends in `/` goes on with a name. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  // IAM User Guide, "AWS global condition context keys".
  aws: [
    'assumedroot',
    'calledvia',
    'calledviafirst',
    'calledvialast',
    'chatbotsourcearn',
    'currenttime',
    'ec2instancesourceprivateipv4',
    'ec2instancesourcevpc',
    'epochtime',
    'federatedprovider',
    'issourceorgpath',
    'multifactorauthage',
    'multifactorauthpresent',
    'principalaccount',
    'principalarn',
    'principalisawsservice',
    'principalorgid',
    'principalorgpaths',
    'principalservicename',
    'principalservicenameslist',
    'principaltag/',
    'principaltype',
    'referer',
    'requestedregion',
    'requesttag/',
    'resourceaccount',
    'resourceorgid',
    'resourceorgpaths',
    'resourcetag/',
    'securetransport',
    'signinsessionarn',
    'sourceaccount',
    'sourcearn',
    'sourceidentity',
    'sourceip',
    'sourceorgid',
    'sourceorgpaths',
    'sourcevpc',
    'sourcevpcarn',
    'sourcevpce',
    'tagkeys',
    'tokenissuetime',
    'useragent',
    'userid',
    'username',
    'viaawsmcpservice',
    'viaawsservice',
    'vpceaccount',
    'vpceorgid',
    'vpceorgpaths',
    'vpcsourceip',
  ],
  // Service Authorization Reference, IAM.
  iam: [
    'associatedresourcearn',
    'awsservicename',
    'delegationduration',
    'delegationrequestowner',
    'fido-certification',
    'fido-fips-140-2-certification',
    'fido-fips-140-3-certification',
    'organizationspolicyid',
    'passedtoservice',
    'permissionsboundary',
    'policyarn',
    'registersecuritykey',
    'resourcetag/',
    'servicespecificcredentialagedays',
    'servicespecificcredentialservicename',
    'templatearn',
    'notificationchannel',
  ],
  // Service Authorization Reference, STS.
  sts: [
    'awsservicename',
    'durationseconds',
    'externalid',
    'identitytokenaudience',
    'requestcontext/',
    'requestcontextproviders',
    'rolesessionname',
    'signingalgorithm',
    'sourceidentity',
    'taskpolicyarn',
    'transitivetagkeys',
  ],
};

/** Whether no request has a key: its prefix is known and it is none of its keys. */
export function isUnknownKey(key: string): boolean {
  const low = key.toLowerCase();
  const colon = low.indexOf(':');
  const known = KNOWN[low.slice(0, colon)];
  const name = low.slice(colon + 1);
  if (colon < 0 || !known) return false;
  return !known.some((one) =>
    one.endsWith('/') ? name.startsWith(one) && name.length > one.length : name === one,
  );
}
