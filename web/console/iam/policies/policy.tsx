import Tabs from '@cloudscape-design/components/tabs';
import { useSearchParams } from 'react-router';
import { useQuery } from '../../../shared/api/use-query.ts';
import { useFormat } from '../../../shared/i18n/format.ts';
import { Loaded } from '../../../shared/shown/loaded.tsx';
import { call } from '../../api/call.ts';
import type { OutputOf } from '../../api/operations.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { EntityPage } from '../shared/entity-page.tsx';
import { Facts } from '../shared/facts.tsx';
import { paths } from '../shared/paths.ts';
import { isAwsManaged } from '../shared/policy-picker.tsx';
import { TagsPanel } from '../shared/tags.tsx';
import { POLICY } from './delete-policy.ts';
import { DocumentPanel } from './document-panel.tsx';
import { EntitiesPanel } from './entities-panel.tsx';
import { VersionsPanel } from './versions-panel.tsx';

type Policy = NonNullable<OutputOf<'iam', 'GetPolicy'>['Policy']>;

/** One managed policy: its document, versions, who has it, tags. */
export function Component() {
  const { t } = useTexts();
  const arn = useSearchParams()[0].get('arn') ?? '';
  const query = useQuery(arn, async (signal) => {
    const { Policy = {} } = await call('iam', 'GetPolicy', { PolicyArn: arn }, signal);
    return Policy;
  });
  return (
    <EntityPage
      name={arn.slice(arn.lastIndexOf('/') + 1)}
      id={arn}
      description={query.value?.Description}
      list={{ text: t('iam.policies.title'), href: paths.policies }}
      deletion={query.value && !isAwsManaged(arn) ? POLICY : undefined}
    >
      <Loaded query={query}>
        {(policy) => <Details arn={arn} policy={policy} onChange={query.reload} />}
      </Loaded>
    </EntityPage>
  );
}

function Details(props: {
  readonly arn: string;
  readonly policy: Policy;
  readonly onChange: () => void;
}) {
  const { t } = useTexts();
  const format = useFormat();
  const { arn, policy, onChange } = props;
  const isOwn = !isAwsManaged(arn);
  const version = policy.DefaultVersionId ?? 'v1';
  return (
    <>
      <Facts
        arn={arn}
        items={[
          [t('iam.type'), t(isOwn ? 'iam.policy.customer' : 'iam.policy.aws')],
          [t('iam.created'), format.moment(policy.CreateDate)],
          [t('iam.changed'), format.moment(policy.UpdateDate)],
          [t('iam.policies.default'), version],
          [t('iam.policies.attached'), format.number(policy.AttachmentCount ?? 0)],
          [t('iam.policies.boundaries'), format.number(policy.PermissionsBoundaryUsageCount ?? 0)],
        ]}
      />
      <Tabs
        tabs={[
          {
            id: 'document',
            label: t('iam.policies.document'),
            content: (
              <DocumentPanel
                key={version}
                arn={arn}
                version={version}
                isOwn={isOwn}
                onSaved={onChange}
              />
            ),
          },
          {
            id: 'entities',
            label: t('iam.policies.entities'),
            content: <EntitiesPanel arn={arn} onChange={onChange} />,
          },
          {
            id: 'versions',
            label: t('iam.policies.versions'),
            content: (
              <VersionsPanel arn={arn} isOwn={isOwn} current={version} onChange={onChange} />
            ),
          },
          ...(isOwn
            ? [{ id: 'tags', label: t('iam.tags'), content: <PolicyTags arn={arn} /> }]
            : []),
        ]}
      />
    </>
  );
}

function PolicyTags({ arn }: { readonly arn: string }) {
  return (
    <TagsPanel
      name={arn}
      calls={{
        list: (Marker, signal) => call('iam', 'ListPolicyTags', { PolicyArn: arn, Marker }, signal),
        set: (Tags) => call('iam', 'TagPolicy', { PolicyArn: arn, Tags }),
        remove: (TagKeys) => call('iam', 'UntagPolicy', { PolicyArn: arn, TagKeys }),
      }}
    />
  );
}
