import { call } from '../../api/call.ts';
import { TagsPanel } from '../../iam/shared/tags.tsx';

/** The tags of an account, unit, root or policy. */
export function ResourceTags({ id }: { readonly id: string }) {
  return (
    <TagsPanel
      name={id}
      calls={{
        list: async (NextToken, signal) => {
          const input = { ResourceId: id, NextToken };
          const answer = await call('organizations', 'ListTagsForResource', input, signal);
          return { Tags: answer.Tags ?? [], Marker: answer.NextToken };
        },
        set: (Tags) => call('organizations', 'TagResource', { ResourceId: id, Tags }),
        remove: (TagKeys) => call('organizations', 'UntagResource', { ResourceId: id, TagKeys }),
      }}
    />
  );
}
