import { cloudtrailAccess, cloudtrailOperations } from '../api/cloudtrail/index.ts';
import { gatehouseAccess, gatehouseOperations } from '../api/gatehouse/index.ts';
import { iamAccess, iamOperations } from '../api/iam/index.ts';
import { identitystoreAccess, identitystoreOperations } from '../api/identitystore/index.ts';
import { organizationsAccess, organizationsOperations } from '../api/organizations/index.ts';
import { signinUnsigned } from '../api/signin/index.ts';
import { ssoUnsigned } from '../api/sso/index.ts';
import { ssoAdminAccess, ssoAdminOperations } from '../api/sso-admin/index.ts';
import { ssoOidcUnsigned } from '../api/sso-oidc/index.ts';
import { stsAccess, stsOperations, stsUnsigned } from '../api/sts/index.ts';
import { systemRandom } from '../base/bytes.ts';
import type { HandlerTables } from '../calls/handler-table.ts';
import { createLastUsed } from '../calls/last-used.ts';
import type { PipelineParts } from '../calls/pipeline.ts';
import { createThrottle } from '../calls/throttle.ts';
import { SigningKeys } from '../crypto/index.ts';
import { AwsError } from '../failures/aws-error.ts';
import type { Logger } from '../http/log.ts';
import { StoreError } from '../store/index.ts';
import { buildSignInThrottle } from './challenge.ts';
import type { Federation } from './federation.ts';
import { buildLogin } from './login.ts';
import type { Parts } from './parts.ts';
import { buildSso } from './sso.ts';

/** Every service that has handlers; docs/operations.md is generated from the same tables. */
export const tables: HandlerTables = {
  sts: { operations: stsOperations, access: stsAccess, unsigned: stsUnsigned },
  iam: { operations: iamOperations, access: iamAccess },
  organizations: { operations: organizationsOperations, access: organizationsAccess },
  'sso-admin': { operations: ssoAdminOperations, access: ssoAdminAccess },
  identitystore: { operations: identitystoreOperations, access: identitystoreAccess },
  cloudtrail: { operations: cloudtrailOperations, access: cloudtrailAccess },
  gatehouse: { operations: gatehouseOperations, access: gatehouseAccess },
  signin: { operations: {}, access: {}, unsigned: signinUnsigned },
  sso: { operations: {}, access: {}, unsigned: ssoUnsigned },
  'sso-oidc': { operations: {}, access: {}, unsigned: ssoOidcUnsigned },
};

/** What signed calls and those of the console are served with: the same parts, and the same rates. */
export function callParts(
  parts: Parts,
  { federation, redeemParts, addressThrottle }: Federation,
  log: Logger,
  publicUrl: () => string,
): PipelineParts {
  const { config, store } = parts;
  return {
    ...parts,
    ...redeemParts,
    federation,
    login: buildLogin(parts, publicUrl),
    sso: buildSso(parts, publicUrl),
    random: systemRandom,
    tables,
    regions: config.allRegions,
    publicUrl,
    addressThrottle,
    signInThrottle: buildSignInThrottle(parts),
    lookupThrottle: createThrottle(config.lookupRate),
    lastUsed: createLastUsed(store),
    signingKeys: new SigningKeys(),
    report: (error, { requestId, service, operation }) => {
      logFailure(log, error, { requestId, service, operation });
    },
  };
}

/** What was refused on purpose is information; what nobody foresaw is an error with its stack. */
function logFailure(log: Logger, error: unknown, call: Readonly<Record<string, string>>): void {
  if (error instanceof AwsError) {
    const { code, failure, message } = error;
    log.info({ ...call, code: failure?.code ?? code }, failure?.message ?? message);
  } else if (error instanceof StoreError) {
    log.error({ ...call, code: error.failure.code }, error.failure.message);
  } else {
    log.error({ ...call, err: error }, 'a call failed unexpectedly');
  }
}
