import { iamArn } from '../../base/arn.ts';
import { type Access, type AccessResource, tagConditionKeys } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import { listPrivateKeys } from '../../domain/iam/saml-private-keys.ts';
import { createSamlProvider, updateSamlProvider } from '../../domain/iam/saml-provider-changes.ts';
import {
  deleteSamlProvider,
  findSamlProvider,
  getOwnSamlProvider,
  getSamlProvider,
  listSamlProviders,
  readMetadataDocument,
  refuseReservedProvider,
  samlProviderArn,
} from '../../domain/iam/saml-providers.ts';
import { setTags } from '../../domain/iam/tags.ts';
import { tagList, tagsOf } from '../../domain/tags.ts';
import type { Handlers } from '../../wire/index.ts';

/** SAML providers: identity providers by their metadata. */
export const samlProviderOperations = {
  async CreateSAMLProvider(input, call) {
    const { work, account } = call;
    const tags = input.Tags ?? [];
    refuseReservedProvider(input.Name);
    const provider = await createSamlProvider(work, call.secrets, {
      name: input.Name,
      document: input.SAMLMetadataDocument,
      encryptionMode: input.AssertionEncryptionMode,
      privateKey: input.AddPrivateKey,
    });
    await setTags(work, provider.provider_id, tags, 'SAMLProvider');
    return {
      SAMLProviderArn: samlProviderArn(account, provider.name),
      ...(tags.length > 0 ? { Tags: [...tags] } : {}),
    };
  },

  async GetSAMLProvider(input, call) {
    const { work } = call;
    const provider = await getSamlProvider(work, input.SAMLProviderArn);
    const { provider_id, encryption_mode, created_at, valid_until } = provider;
    const keys = await listPrivateKeys(work, provider_id);
    const tags = tagList(await tagsOf(work, provider_id));
    return {
      SAMLProviderUUID: provider_id,
      SAMLMetadataDocument: await readMetadataDocument(work, provider_id),
      CreateDate: new Date(created_at),
      ValidUntil: new Date(valid_until),
      ...(tags.length > 0 ? { Tags: tags } : {}),
      ...(encryption_mode === null ? {} : { AssertionEncryptionMode: encryption_mode }),
      ...(keys.length > 0
        ? {
            PrivateKeyList: keys.map((key) => ({
              KeyId: key.key_id,
              Timestamp: new Date(key.created_at),
            })),
          }
        : {}),
    };
  },

  async ListSAMLProviders(_input, call) {
    const providers = await listSamlProviders(call.work);
    return {
      SAMLProviderList: providers.map(({ name, valid_until, created_at }) => ({
        Arn: samlProviderArn(call.account, name),
        ValidUntil: new Date(valid_until),
        CreateDate: new Date(created_at),
      })),
    };
  },

  async UpdateSAMLProvider(input, call) {
    const provider = await getOwnSamlProvider(call.work, input.SAMLProviderArn);
    await updateSamlProvider(call.work, call.secrets, provider, {
      document: input.SAMLMetadataDocument,
      encryptionMode: input.AssertionEncryptionMode,
      addPrivateKey: input.AddPrivateKey,
      removePrivateKey: input.RemovePrivateKey,
    });
    return { SAMLProviderArn: input.SAMLProviderArn };
  },

  async DeleteSAMLProvider(input, call) {
    deleteSamlProvider(call.work, await getOwnSamlProvider(call.work, input.SAMLProviderArn));
    return {};
  },
} satisfies Handlers<typeof import('@aws-sdk/client-iam'), Call>;

/** The SAML provider of that ARN as authorisation sees it: the ARN as given, with its tags. */
export async function samlProviderResource(call: Call, arn: string): Promise<AccessResource> {
  const provider = await findSamlProvider(call.work, arn);
  return provider ? { arn, tags: await tagsOf(call.work, provider.provider_id) } : { arn };
}

const onSamlProvider = {
  resources: async (input: { SAMLProviderArn: string }, call: Call) => [
    await samlProviderResource(call, input.SAMLProviderArn),
  ],
};

/** What each of `samlProviderOperations` asks the caller's policies. */
export const samlProviderAccess = {
  CreateSAMLProvider: {
    resources: (input, call) => [newSamlProviderResource(call, input)],
    keys: (input) => tagConditionKeys(input.Tags),
    also: (input, call) => {
      if (!input.Tags?.length) return [];
      const resource = newSamlProviderResource(call, input);
      return [{ action: 'iam:TagSAMLProvider', resource, keys: tagConditionKeys(input.Tags) }];
    },
  },
  GetSAMLProvider: onSamlProvider,
  ListSAMLProviders: {},
  UpdateSAMLProvider: onSamlProvider,
  DeleteSAMLProvider: onSamlProvider,
} satisfies Access<typeof samlProviderOperations>;

function newSamlProviderResource(call: Call, input: { readonly Name: string }): AccessResource {
  return { arn: iamArn(call.account, 'saml-provider', '/', input.Name) };
}
