import { call } from '../../api/call.ts';
import { type TagCalls, TagsPanel } from '../shared/tags.tsx';

/** The tags of an identity provider. */
export function ProviderTags({
  kind,
  arn,
}: {
  readonly kind: 'saml' | 'oidc';
  readonly arn: string;
}) {
  const saml = { SAMLProviderArn: arn };
  const oidc = { OpenIDConnectProviderArn: arn };
  const calls: TagCalls =
    kind === 'saml'
      ? {
          list: (Marker, signal) =>
            call('iam', 'ListSAMLProviderTags', { ...saml, Marker }, signal),
          set: (Tags) => call('iam', 'TagSAMLProvider', { ...saml, Tags }),
          remove: (TagKeys) => call('iam', 'UntagSAMLProvider', { ...saml, TagKeys }),
        }
      : {
          list: (Marker, signal) =>
            call('iam', 'ListOpenIDConnectProviderTags', { ...oidc, Marker }, signal),
          set: (Tags) => call('iam', 'TagOpenIDConnectProvider', { ...oidc, Tags }),
          remove: (TagKeys) => call('iam', 'UntagOpenIDConnectProvider', { ...oidc, TagKeys }),
        };
  return <TagsPanel name={arn} calls={calls} />;
}
