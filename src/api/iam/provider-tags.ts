import type { Access } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import { getOidcProvider, touchOidcProvider } from '../../domain/iam/oidc-providers.ts';
import {
  getOwnSamlProvider,
  getSamlProvider,
  touchSamlProvider,
} from '../../domain/iam/saml-providers.ts';
import { removeTags, setTags } from '../../domain/iam/tags.ts';
import type { Handlers } from '../../wire/index.ts';
import { oidcProviderResource } from './oidc-providers.ts';
import { samlProviderResource } from './saml-providers.ts';
import { tagging, tagPage, untagging } from './tags.ts';

/** Tags of identity providers. */
export const providerTagOperations = {
  async TagSAMLProvider(input, call) {
    const provider = await getOwnSamlProvider(call.work, input.SAMLProviderArn);
    await setTags(call.work, provider.provider_id, input.Tags, 'SAMLProvider');
    touchSamlProvider(call.work, provider);
    return {};
  },
  async UntagSAMLProvider(input, call) {
    const provider = await getOwnSamlProvider(call.work, input.SAMLProviderArn);
    removeTags(call.work, provider.provider_id, input.TagKeys);
    touchSamlProvider(call.work, provider);
    return {};
  },
  async ListSAMLProviderTags(input, call) {
    const provider = await getSamlProvider(call.work, input.SAMLProviderArn);
    return await tagPage(call, provider.provider_id, input);
  },

  async TagOpenIDConnectProvider(input, call) {
    const provider = await getOidcProvider(call.work, input.OpenIDConnectProviderArn);
    await setTags(call.work, provider.provider_id, input.Tags, 'OpenIDConnectProvider');
    touchOidcProvider(call.work, provider);
    return {};
  },
  async UntagOpenIDConnectProvider(input, call) {
    const provider = await getOidcProvider(call.work, input.OpenIDConnectProviderArn);
    removeTags(call.work, provider.provider_id, input.TagKeys);
    touchOidcProvider(call.work, provider);
    return {};
  },
  async ListOpenIDConnectProviderTags(input, call) {
    const provider = await getOidcProvider(call.work, input.OpenIDConnectProviderArn);
    return await tagPage(call, provider.provider_id, input);
  },
} satisfies Handlers<typeof import('@aws-sdk/client-iam'), Call>;

const onSamlProvider = {
  resources: async (input: { SAMLProviderArn: string }, call: Call) => [
    await samlProviderResource(call, input.SAMLProviderArn),
  ],
};
const onOidcProvider = {
  resources: async (input: { OpenIDConnectProviderArn: string }, call: Call) => [
    await oidcProviderResource(call, input.OpenIDConnectProviderArn),
  ],
};

/** What each of `providerTagOperations` asks the caller's policies. */
export const providerTagAccess = {
  TagSAMLProvider: { ...onSamlProvider, ...tagging },
  UntagSAMLProvider: { ...onSamlProvider, ...untagging },
  ListSAMLProviderTags: onSamlProvider,
  TagOpenIDConnectProvider: { ...onOidcProvider, ...tagging },
  UntagOpenIDConnectProvider: { ...onOidcProvider, ...untagging },
  ListOpenIDConnectProviderTags: onOidcProvider,
} satisfies Access<typeof providerTagOperations>;
