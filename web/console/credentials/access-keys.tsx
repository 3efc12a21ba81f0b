import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import { Moment } from '../../shared/shown/moment.tsx';
import { usePages } from '../api/use-pages.ts';
import { type Translate, useTexts } from '../i18n/texts.tsx';
import { type Columns, ResourceTable } from '../shared/resource-table.tsx';
import { ChangeKey, type KeyChange } from './change-key.tsx';
import { CreateKey } from './create-key.tsx';
import { type Key, type KeyOwner, listKeys } from './keys.ts';

const MOST_KEYS = 2;

/** The access keys of a user, or without one of the caller: two at most. */
export function AccessKeys({ owner = {} }: { readonly owner?: KeyOwner }) {
  const { t } = useTexts();
  const [creating, setCreating] = useState(false);
  const [change, setChange] = useState<KeyChange>();
  const pages = usePages(`access keys of ${owner.UserName ?? 'the caller'}`, async (_, signal) => ({
    items: await listKeys(owner, signal),
    next: undefined,
  }));
  return (
    <>
      <ResourceTable
        title={t('keys.title')}
        description={t('keys.lead')}
        pages={pages}
        columns={columnsOf(t, setChange)}
        idOf={({ AccessKeyId = '' }) => AccessKeyId}
        empty={t('keys.none')}
        actions={
          <Button
            disabled={pages.loading || pages.items.length >= MOST_KEYS}
            onClick={() => setCreating(true)}
          >
            {t('keys.create')}
          </Button>
        }
      />
      {creating && (
        <CreateKey owner={owner} onClose={() => setCreating(false)} onCreated={pages.reload} />
      )}
      {change && (
        <ChangeKey
          owner={owner}
          change={change}
          onClose={() => setChange(undefined)}
          onChanged={pages.reload}
        />
      )}
    </>
  );
}

function columnsOf(t: Translate, onChange: (change: KeyChange) => void): Columns<Key> {
  return [
    {
      id: 'id',
      header: t('keys.id'),
      isRowHeader: true,
      cell: ({ AccessKeyId }) => AccessKeyId,
    },
    {
      id: 'status',
      header: t('keys.status'),
      cell: ({ Status }) =>
        Status === 'Active' ? (
          <StatusIndicator type="success">{t('keys.active')}</StatusIndicator>
        ) : (
          <StatusIndicator type="stopped">{t('keys.inactive')}</StatusIndicator>
        ),
    },
    {
      id: 'created',
      header: t('keys.created'),
      cell: ({ CreateDate }) => <Moment seconds={CreateDate} />,
    },
    {
      id: 'used',
      header: t('keys.used'),
      minWidth: 160,
      cell: ({ used }) => <LastUse used={used} t={t} />,
    },
    {
      id: 'act',
      header: t('common.actions'),
      cell: (key) => <Acts accessKey={key} onChange={onChange} t={t} />,
    },
  ];
}

function LastUse({ used, t }: { readonly used: Key['used']; readonly t: Translate }) {
  if (!used) return t('common.unknown');
  const { LastUsedDate, ServiceName, Region } = used;
  if (LastUsedDate === undefined) return t('keys.unused');
  return (
    <>
      <Moment seconds={LastUsedDate} /> {`(${ServiceName}, ${Region})`}
    </>
  );
}

function Acts(props: {
  readonly accessKey: Key;
  readonly onChange: (change: KeyChange) => void;
  readonly t: Translate;
}) {
  const { accessKey, onChange, t } = props;
  const id = accessKey.AccessKeyId ?? '';
  const isActive = accessKey.Status === 'Active';
  const act = (kind: KeyChange['kind']) => (
    <Button
      key={kind}
      variant="inline-link"
      ariaLabel={`${t(`keys.${kind}`)}: ${id}`}
      onClick={() => onChange({ kind, id })}
    >
      {t(`keys.${kind}`)}
    </Button>
  );
  return (
    <SpaceBetween direction="horizontal" size="s">
      {isActive ? act('deactivate') : [act('activate'), act('delete')]}
    </SpaceBetween>
  );
}
