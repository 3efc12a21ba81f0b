import Tabs from '@cloudscape-design/components/tabs';
import { useParams } from 'react-router';
import { useQuery } from '../../../shared/api/use-query.ts';
import { Loaded } from '../../../shared/shown/loaded.tsx';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { formatted } from '../../iam/editor/text-places.ts';
import { EntityPage } from '../../iam/shared/entity-page.tsx';
import { Facts } from '../../iam/shared/facts.tsx';
import { paths } from '../shared/paths.ts';
import type { Summary } from '../shared/policies.ts';
import { ResourceTags } from '../shared/resource-tags.tsx';
import { ContentPanel } from './content-panel.tsx';
import { POLICY } from './delete-policy.ts';
import { TargetsPanel } from './targets-panel.tsx';

/** One service control policy. */
export function Component() {
  const { t } = useTexts();
  const { id = '' } = useParams();
  const query = useQuery(id, async (signal) => {
    const { Policy } = await call('organizations', 'DescribePolicy', { PolicyId: id }, signal);
    return { summary: Policy?.PolicySummary ?? {}, content: formatted(Policy?.Content ?? '') };
  });
  const summary = query.value?.summary;
  return (
    <EntityPage
      name={summary?.Name ?? id}
      id={id}
      description={summary?.Description}
      list={{ text: t('org.policies.title'), href: paths.policies }}
      deletion={summary && !summary.AwsManaged ? POLICY : undefined}
    >
      <Loaded query={query}>{(value) => <Details {...value} onChange={query.reload} />}</Loaded>
    </EntityPage>
  );
}

function Details(props: {
  readonly summary: Summary;
  readonly content: string;
  readonly onChange: () => void;
}) {
  const { t } = useTexts();
  const { summary, content, onChange } = props;
  const { Id: id = '', Name: name = '', AwsManaged: isAws = false } = summary;
  return (
    <>
      <Facts
        arn={summary.Arn}
        items={[
          ['ID', id],
          [t('iam.type'), t(isAws ? 'iam.policy.aws' : 'iam.policy.customer')],
        ]}
      />
      <Tabs
        tabs={[
          {
            id: 'content',
            label: t('iam.policies.document'),
            content: (
              <ContentPanel
                id={id}
                name={name}
                content={content}
                isAws={isAws}
                onSaved={onChange}
              />
            ),
          },
          {
            id: 'targets',
            label: t('org.policies.targets'),
            content: <TargetsPanel id={id} name={name} />,
          },
          ...(isAws
            ? []
            : [{ id: 'tags', label: t('iam.tags'), content: <ResourceTags id={id} /> }]),
        ]}
      />
    </>
  );
}
