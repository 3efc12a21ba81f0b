import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useAction } from '../../../shared/api/use-action.ts';
import { useQuery } from '../../../shared/api/use-query.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { useFormat } from '../../../shared/i18n/format.ts';
import type { Format } from '../../../shared/i18n/time-format.ts';
import { CodeBlock } from '../../../shared/shown/code-block.tsx';
import { Confirm } from '../../../shared/shown/confirm.tsx';
import { Loaded } from '../../../shared/shown/loaded.tsx';
import { call } from '../../api/call.ts';
import { usePages } from '../../api/use-pages.ts';
import { type Translate, useTexts } from '../../i18n/texts.tsx';
import { type Columns, ResourceTable } from '../../shared/resource-table.tsx';
import { formatted } from '../editor/text-places.ts';
import { managedText } from '../shared/owner.ts';

interface Version {
  readonly VersionId?: string | undefined;
  readonly IsDefaultVersion?: boolean | undefined;
  readonly CreateDate?: number | undefined;
}

/** The versions of a policy: look at one, make it the default, delete it. */
export function VersionsPanel(props: {
  readonly arn: string;
  readonly isOwn: boolean;
  readonly current: string;
  readonly onChange: () => void;
}) {
  const { t } = useTexts();
  const format = useFormat();
  const tell = useTell();
  const { arn, isOwn, current } = props;
  const [selected, setSelected] = useState<readonly Version[]>([]);
  const [asking, setAsking] = useState<'delete' | 'default'>();
  const pages = usePages<Version>(`versions of ${arn} ${current}`, async (Marker, signal) => {
    const answer = await call('iam', 'ListPolicyVersions', { PolicyArn: arn, Marker }, signal);
    return { items: answer.Versions ?? [], next: answer.Marker };
  });
  const VersionId = selected[0]?.VersionId ?? '';
  const isDefault = VersionId === current;
  const action = useAction(async () => {
    const input = { PolicyArn: arn, VersionId };
    if (asking === 'delete') await call('iam', 'DeletePolicyVersion', input);
    else await call('iam', 'SetDefaultPolicyVersion', input);
    const said = asking === 'delete' ? 'iam.policies.version.deleted' : 'iam.policies.version.set';
    tell(t(said, { version: VersionId }));
    setSelected([]);
    pages.reload();
    props.onChange();
  });
  return (
    <SpaceBetween size="m">
      <ResourceTable
        title={t('iam.policies.versions')}
        description={t('iam.policies.versions.lead')}
        pages={pages}
        idOf={({ VersionId: id = '' }) => id}
        empty={t('iam.policies.none')}
        selectionType="single"
        selected={selected}
        onSelect={setSelected}
        actions={
          isOwn && (
            <SpaceBetween direction="horizontal" size="xs">
              <Button disabled={VersionId === '' || isDefault} onClick={() => setAsking('delete')}>
                {t('iam.delete')}
              </Button>
              <Button disabled={VersionId === '' || isDefault} onClick={() => setAsking('default')}>
                {t('iam.policies.makeDefault')}
              </Button>
            </SpaceBetween>
          )
        }
        columns={columnsOf(t, format)}
      />
      {VersionId !== '' && <VersionText arn={arn} version={VersionId} />}
      {asking && (
        <Confirm
          title={t(`iam.policies.version.${asking}.title`, { version: VersionId })}
          submit={t(asking === 'delete' ? 'iam.delete' : 'iam.policies.makeDefault')}
          action={action}
          word={asking === 'delete' ? VersionId : undefined}
          onClose={() => setAsking(undefined)}
        >
          {t(`iam.policies.version.${asking}.lead`)}
        </Confirm>
      )}
    </SpaceBetween>
  );
}

function VersionText({ arn, version }: { readonly arn: string; readonly version: string }) {
  const { t } = useTexts();
  const query = useQuery(`${arn} ${version}`, async (signal) =>
    formatted(await managedText(arn, version, signal)),
  );
  const label = t('iam.policies.version.named', { version });
  return <Loaded query={query}>{(text) => <CodeBlock text={text} label={label} />}</Loaded>;
}

function columnsOf(t: Translate, format: Format): Columns<Version> {
  return [
    {
      id: 'version',
      header: t('iam.policies.version'),
      cell: ({ VersionId: id, IsDefaultVersion: is }) =>
        is ? t('iam.policies.version.default', { version: id ?? '' }) : id,
      sortingField: 'VersionId',
      isRowHeader: true,
    },
    {
      id: 'created',
      header: t('iam.created'),
      cell: ({ CreateDate }) => format.moment(CreateDate),
      sortingField: 'CreateDate',
    },
  ];
}
