import { type Access, type AccessResource, tagConditionKeys } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import { readProviderUrl } from '../../domain/iam/oidc-provider-url.ts';
import {
  addClientId,
  createOidcProvider,
  deleteOidcProvider,
  findOidcProvider,
  getOidcProvider,
  listOidcProviders,
  oidcProviderArn,
  removeClientId,
  setThumbprints,
  textsOf,
} from '../../domain/iam/oidc-providers.ts';
import { requireProviderArn } from '../../domain/iam/provider-arns.ts';
import { setTags } from '../../domain/iam/tags.ts';
import { tagList, tagsOf } from '../../domain/tags.ts';
import type { Handlers } from '../../wire/index.ts';

/** OpenID Connect providers: issuers of tokens, and for whom their tokens are made. */
export const oidcProviderOperations = {
  async CreateOpenIDConnectProvider(input, call) {
    const { work, account } = call;
    const tags = input.Tags ?? [];
    const url = readProviderUrl(input.Url);
    const provider = await createOidcProvider(work, {
      url,
      clientIds: input.ClientIDList ?? [],
      thumbprints: input.ThumbprintList ?? [],
      askIssuer: async () => [await call.askThumbprint(url)],
    });
    await setTags(work, provider.provider_id, tags, 'OpenIDConnectProvider');
    return {
      OpenIDConnectProviderArn: oidcProviderArn(account, url),
      ...(tags.length > 0 ? { Tags: [...tags] } : {}),
    };
  },

  async GetOpenIDConnectProvider(input, call) {
    const provider = await getOidcProvider(call.work, input.OpenIDConnectProviderArn);
    const tags = tagList(await tagsOf(call.work, provider.provider_id));
    return {
      Url: provider.url,
      ClientIDList: textsOf(provider.client_ids),
      ThumbprintList: textsOf(provider.thumbprints),
      CreateDate: new Date(provider.created_at),
      ...(tags.length > 0 ? { Tags: tags } : {}),
    };
  },

  async ListOpenIDConnectProviders(_input, call) {
    const providers = await listOidcProviders(call.work);
    return {
      OpenIDConnectProviderList: providers.map(({ url }) => ({
        Arn: oidcProviderArn(call.account, url),
      })),
    };
  },

  /** A provider that is not there is deleted already (IAM API Reference). */
  async DeleteOpenIDConnectProvider(input, call) {
    const { work } = call;
    requireProviderArn('oidc-provider', input.OpenIDConnectProviderArn);
    const provider = await findOidcProvider(work, input.OpenIDConnectProviderArn);
    if (provider) deleteOidcProvider(work, provider);
    return {};
  },

  async AddClientIDToOpenIDConnectProvider(input, call) {
    const provider = await getOidcProvider(call.work, input.OpenIDConnectProviderArn);
    addClientId(call.work, provider, input.ClientID);
    return {};
  },

  async RemoveClientIDFromOpenIDConnectProvider(input, call) {
    const provider = await getOidcProvider(call.work, input.OpenIDConnectProviderArn);
    removeClientId(call.work, provider, input.ClientID);
    return {};
  },

  async UpdateOpenIDConnectProviderThumbprint(input, call) {
    const provider = await getOidcProvider(call.work, input.OpenIDConnectProviderArn);
    setThumbprints(call.work, provider, input.ThumbprintList);
    return {};
  },
} satisfies Handlers<typeof import('@aws-sdk/client-iam'), Call>;

/** The provider of that ARN as authorisation sees it: the ARN as given, with its tags. */
export async function oidcProviderResource(call: Call, arn: string): Promise<AccessResource> {
  const provider = await findOidcProvider(call.work, arn);
  return provider ? { arn, tags: await tagsOf(call.work, provider.provider_id) } : { arn };
}

const onOidcProvider = {
  resources: async (input: { OpenIDConnectProviderArn: string }, call: Call) => [
    await oidcProviderResource(call, input.OpenIDConnectProviderArn),
  ],
};

/** What each of `oidcProviderOperations` asks the caller's policies. */
export const oidcProviderAccess = {
  CreateOpenIDConnectProvider: {
    resources: (input, call) => [newOidcProviderResource(call, input)],
    keys: (input) => tagConditionKeys(input.Tags),
    also: (input, call) => {
      if (!input.Tags?.length) return [];
      const resource = newOidcProviderResource(call, input);
      const keys = tagConditionKeys(input.Tags);
      return [{ action: 'iam:TagOpenIDConnectProvider', resource, keys }];
    },
  },
  GetOpenIDConnectProvider: onOidcProvider,
  ListOpenIDConnectProviders: {},
  DeleteOpenIDConnectProvider: onOidcProvider,
  AddClientIDToOpenIDConnectProvider: onOidcProvider,
  RemoveClientIDFromOpenIDConnectProvider: onOidcProvider,
  UpdateOpenIDConnectProviderThumbprint: onOidcProvider,
} satisfies Access<typeof oidcProviderOperations>;

/** Authorisation comes before the rules of URLs: what follows the scheme is taken as it is. */
function newOidcProviderResource(call: Call, input: { readonly Url: string }): AccessResource {
  return { arn: oidcProviderArn(call.account, input.Url.replace(/^https:\/\//, '')) };
}
