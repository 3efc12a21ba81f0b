import { call } from '../../api/call.ts';
import { TagsPanel } from '../../iam/shared/tags.tsx';
import { useInstance } from '../shared/instance.tsx';

/** The tags of a permission set. */
export function SetTags({ arn }: { readonly arn: string }) {
  const { arn: InstanceArn } = useInstance();
  const resource = { InstanceArn, ResourceArn: arn };
  return (
    <TagsPanel
      name={arn}
      calls={{
        list: async (NextToken, signal) => {
          const input = { ...resource, NextToken };
          const answer = await call('sso-admin', 'ListTagsForResource', input, signal);
          return { Tags: answer.Tags ?? [], Marker: answer.NextToken };
        },
        set: (Tags) => call('sso-admin', 'TagResource', { ...resource, Tags }),
        remove: (TagKeys) => call('sso-admin', 'UntagResource', { ...resource, TagKeys }),
      }}
    />
  );
}
