import { ownMetadata } from '../domain/federation/own-metadata.ts';
import { providerOfUuid } from '../domain/federation/provider-of-uuid.ts';
import { readProviderName } from '../domain/federation/saml-evidence.ts';
import type { SigninParts } from './parts.ts';

/** The metadata document for every provider, or for the one with that uuid; undefined without it. */
export async function metadataFor(
  { federation, state, redeem }: SigninParts,
  region: string | undefined,
  providerUuid: string | undefined,
): Promise<string | undefined> {
  const settings = federation.endpoints();
  if (providerUuid === undefined) return ownMetadata(settings, region, undefined);
  const arn = await providerOfUuid(redeem.store.read, providerUuid);
  const name = arn === undefined ? undefined : readProviderName(arn);
  if (arn === undefined || !name) return undefined;
  await state.fresh([name.account]);
  const provider = await state.samlProvider(name.account, arn);
  return provider && ownMetadata(settings, region, provider);
}
