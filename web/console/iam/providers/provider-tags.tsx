import { call } from '../../api/call.ts';
import { allPages } from '../shared/all-pages.ts';
import { TagsPanel } from '../shared/tags.tsx';

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
  const list = async (Marker: string | undefined, signal: AbortSignal) => {
    const answer =
      kind === 'saml'
        ? await call('iam', 'ListSAMLProviderTags', { ...saml, Marker }, signal)
        : await call('iam', 'ListOpenIDConnectProviderTags', { ...oidc, Marker }, signal);
    return { items: answer.Tags, next: answer.Marker };
  };
  return (
    <TagsPanel
      name={arn}
      calls={{
        list: (signal) => allPages((Marker) => list(Marker, signal)),
        set: (given) => {
          const Tags = [...given];
          return kind === 'saml'
            ? call('iam', 'TagSAMLProvider', { ...saml, Tags })
            : call('iam', 'TagOpenIDConnectProvider', { ...oidc, Tags });
        },
        remove: (keys) => {
          const TagKeys = [...keys];
          return kind === 'saml'
            ? call('iam', 'UntagSAMLProvider', { ...saml, TagKeys })
            : call('iam', 'UntagOpenIDConnectProvider', { ...oidc, TagKeys });
        },
      }}
    />
  );
}
