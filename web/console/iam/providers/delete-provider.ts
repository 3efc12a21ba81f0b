import { call } from '../../api/call.ts';
import type { Deletable } from '../shared/deletion.tsx';

/** What both kinds of providers have alike: roles that trust them stay as they are. */
const provider = {
  title: 'iam.providers.delete',
  lead: 'iam.providers.delete.lead',
  find: async () => [],
} as const;

export const SAML_PROVIDER: Deletable = {
  ...provider,
  remove: (SAMLProviderArn) => call('iam', 'DeleteSAMLProvider', { SAMLProviderArn }),
};

export const OIDC_PROVIDER: Deletable = {
  ...provider,
  remove: (OpenIDConnectProviderArn) =>
    call('iam', 'DeleteOpenIDConnectProvider', { OpenIDConnectProviderArn }),
};
