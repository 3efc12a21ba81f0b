import Button from '@cloudscape-design/components/button';
import Spinner from '@cloudscape-design/components/spinner';
import Tabs from '@cloudscape-design/components/tabs';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { call } from '../../api/call.ts';
import type { OutputOf } from '../../api/operations.ts';
import { useQuery } from '../../api/use-query.ts';
import { useTell } from '../../frame/notices.tsx';
import { useFormat } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { Page } from '../../shared/page.tsx';
import { allPages } from '../shared/all-pages.ts';
import { Deletion } from '../shared/deletion.tsx';
import { Facts } from '../shared/facts.tsx';
import { inApp, paths } from '../shared/paths.ts';
import { isAwsManaged } from '../shared/policy-picker.tsx';
import { TagsPanel } from '../shared/tags.tsx';
import { policyDependents } from './dependents.ts';
import { DocumentPanel } from './document-panel.tsx';
import { EntitiesPanel } from './entities-panel.tsx';
import { VersionsPanel } from './versions-panel.tsx';

type Policy = NonNullable<OutputOf<'iam', 'GetPolicy'>['Policy']>;

/** One managed policy: its document, versions, who has it, tags. */
export function Component() {
  const { t } = useTexts();
  const arn = useSearchParams()[0].get('arn') ?? '';
  const { value, failure, reload } = useQuery(arn, (signal) =>
    call('iam', 'GetPolicy', { PolicyArn: arn }, signal),
  );
  const policy = value?.Policy;
  const name = arn.slice(arn.lastIndexOf('/') + 1);
  const crumbs = [{ text: t('iam.policies.title'), href: paths.policies }];
  const [deleting, setDeleting] = useState(false);
  return (
    <Page
      title={policy?.PolicyName ?? name}
      description={policy?.Description}
      crumbs={crumbs}
      actions={
        policy &&
        !isAwsManaged(arn) && <Button onClick={() => setDeleting(true)}>{t('iam.delete')}</Button>
      }
    >
      {failure && <FailureAlert failure={failure} retry={reload} />}
      {!value && !failure && <Spinner size="large" />}
      {policy && <Details arn={arn} policy={policy} onChange={reload} />}
      {deleting && <DeletePolicy arn={arn} name={name} onClose={() => setDeleting(false)} />}
    </Page>
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
  const day = (time: number | undefined) => (time === undefined ? '-' : format.moment(time));
  const version = policy.DefaultVersionId ?? 'v1';
  return (
    <>
      <Facts
        arn={arn}
        items={[
          [t('iam.type'), t(isOwn ? 'iam.policy.customer' : 'iam.policy.aws')],
          [t('iam.created'), day(policy.CreateDate)],
          [t('iam.changed'), day(policy.UpdateDate)],
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
        list: (signal) =>
          allPages(async (Marker) => {
            const { Tags, Marker: next } = await call(
              'iam',
              'ListPolicyTags',
              { PolicyArn: arn, Marker },
              signal,
            );
            return { items: Tags, next };
          }),
        set: (Tags) => call('iam', 'TagPolicy', { PolicyArn: arn, Tags: [...Tags] }),
        remove: (TagKeys) => call('iam', 'UntagPolicy', { PolicyArn: arn, TagKeys: [...TagKeys] }),
      }}
    />
  );
}

function DeletePolicy(props: {
  readonly arn: string;
  readonly name: string;
  readonly onClose: () => void;
}) {
  const { t } = useTexts();
  const tell = useTell();
  const navigate = useNavigate();
  const { arn, name } = props;
  return (
    <Deletion
      title={t('iam.policies.delete', { name })}
      name={name}
      find={(signal) => policyDependents(arn, t, signal)}
      remove={() => call('iam', 'DeletePolicy', { PolicyArn: arn })}
      onClose={props.onClose}
      onDone={() => {
        tell(t('iam.deleted', { name }));
        navigate(inApp(paths.policies));
      }}
    />
  );
}
