import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import type { OutputOf } from '../../api/operations.ts';
import { type Action, useAction } from '../../api/use-action.ts';
import { usePages } from '../../api/use-pages.ts';
import { useTell } from '../../frame/notices.tsx';
import { useFormat } from '../../i18n/format.ts';
import { type Translate, useTexts } from '../../i18n/texts.tsx';
import type { Format } from '../../i18n/time-format.ts';
import { Copied } from '../../shared/code-block.tsx';
import { Confirm } from '../../shared/confirm.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { type Columns, ResourceTable } from '../../shared/resource-table.tsx';
import { onePage } from '../shared/all-pages.ts';

type Key = OutputOf<'iam', 'ListAccessKeys'>['AccessKeyMetadata'][number];
type NewKey = OutputOf<'iam', 'CreateAccessKey'>['AccessKey'];

interface KeyWithUse extends Key {
  readonly used: number | undefined;
  readonly service: string | undefined;
}

async function listKeys(UserName: string, signal: AbortSignal): Promise<KeyWithUse[]> {
  const { AccessKeyMetadata } = await call('iam', 'ListAccessKeys', { UserName }, signal);
  return await Promise.all(
    AccessKeyMetadata.map(async (key) => {
      const AccessKeyId = key.AccessKeyId ?? '';
      const answer = await call('iam', 'GetAccessKeyLastUsed', { AccessKeyId }, signal).catch(
        () => undefined,
      );
      const use = answer?.AccessKeyLastUsed;
      return { ...key, used: use?.LastUsedDate, service: use?.ServiceName };
    }),
  );
}

/** The access keys of a user. */
export function AccessKeys({ name }: { readonly name: string }) {
  const { t } = useTexts();
  const format = useFormat();
  const tell = useTell();
  const [selected, setSelected] = useState<readonly Key[]>([]);
  const [made, setMade] = useState<NewKey>();
  const [asking, setAsking] = useState<'status' | 'delete'>();
  const pages = usePages(`keys of ${name}`, (_token, signal) => onePage(listKeys(name, signal)));
  const creation = useAction(async () => {
    setMade((await call('iam', 'CreateAccessKey', { UserName: name })).AccessKey);
    pages.reload();
  });
  const AccessKeyId = selected[0]?.AccessKeyId ?? '';
  const isActive = selected[0]?.Status === 'Active';
  const change = useAction(async () => {
    const input = { UserName: name, AccessKeyId };
    if (asking === 'delete') await call('iam', 'DeleteAccessKey', input);
    else {
      await call('iam', 'UpdateAccessKey', { ...input, Status: isActive ? 'Inactive' : 'Active' });
    }
    tell(t(asking === 'delete' ? 'iam.keys.deleted' : 'iam.keys.changed', { id: AccessKeyId }));
    setSelected([]);
    pages.reload();
  });
  return (
    <SpaceBetween size="m">
      <ResourceTable
        title={t('iam.keys')}
        description={t('iam.keys.lead')}
        pages={pages}
        idOf={({ AccessKeyId: id = '' }) => id}
        empty={t('iam.keys.none')}
        selectionType="single"
        selected={selected as KeyWithUse[]}
        onSelect={setSelected}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button disabled={AccessKeyId === ''} onClick={() => setAsking('status')}>
              {t(isActive ? 'iam.keys.deactivate' : 'iam.keys.activate')}
            </Button>
            <Button disabled={AccessKeyId === ''} onClick={() => setAsking('delete')}>
              {t('iam.delete')}
            </Button>
            <Button loading={creation.busy} onClick={() => creation.run()}>
              {t('iam.keys.create')}
            </Button>
          </SpaceBetween>
        }
        columns={columnsOf(t, format)}
      />
      {creation.failure && <FailureAlert failure={creation.failure} />}
      {made && <ShownOnce made={made} onClose={() => setMade(undefined)} />}
      {asking && (
        <AskChange
          asking={asking}
          id={AccessKeyId}
          isActive={isActive}
          action={change}
          onClose={() => setAsking(undefined)}
        />
      )}
    </SpaceBetween>
  );
}

function AskChange(props: {
  readonly asking: 'status' | 'delete';
  readonly id: string;
  readonly isActive: boolean;
  readonly action: Action<void>;
  readonly onClose: () => void;
}) {
  const { t } = useTexts();
  const { asking, id, isActive } = props;
  const change = asking === 'delete' ? 'delete' : isActive ? 'deactivate' : 'activate';
  return (
    <Confirm
      title={t(`iam.keys.${change}`)}
      submit={asking === 'delete' ? t('iam.delete') : t(`iam.keys.${change}`)}
      action={props.action}
      word={asking === 'delete' ? id : undefined}
      onClose={props.onClose}
    >
      {t(`iam.keys.${change}.lead`, { id })}
    </Confirm>
  );
}

function ShownOnce({ made, onClose }: { readonly made: NewKey; readonly onClose: () => void }) {
  const { t } = useTexts();
  return (
    <Modal
      visible
      header={t('iam.keys.created')}
      onDismiss={onClose}
      closeAriaLabel={t('common.close')}
      footer={
        <Button variant="primary" onClick={onClose}>
          {t('iam.done')}
        </Button>
      }
    >
      <SpaceBetween size="m">
        <Alert type="warning">{t('iam.keys.once')}</Alert>
        <KeyValuePairs
          items={[
            {
              label: t('iam.keys.id'),
              value: <Copied text={made.AccessKeyId} label={t('iam.keys.id')} />,
            },
            {
              label: t('iam.keys.secret'),
              value: <Copied text={made.SecretAccessKey} label={t('iam.keys.secret')} />,
            },
          ]}
        />
      </SpaceBetween>
    </Modal>
  );
}

function columnsOf(t: Translate, format: Format): Columns<KeyWithUse> {
  return [
    {
      id: 'id',
      header: t('iam.keys.id'),
      cell: ({ AccessKeyId: id }) => id,
      sortingField: 'AccessKeyId',
      isRowHeader: true,
    },
    {
      id: 'status',
      header: t('iam.status'),
      cell: ({ Status }) => t(Status === 'Active' ? 'iam.keys.active' : 'iam.keys.inactive'),
      sortingField: 'Status',
    },
    {
      id: 'used',
      header: t('iam.lastUsed'),
      cell: ({ used, service }) =>
        used === undefined ? t('iam.never') : `${format.moment(used)} (${service})`,
      sortingField: 'used',
    },
    {
      id: 'created',
      header: t('iam.created'),
      cell: ({ CreateDate }) => (CreateDate === undefined ? '-' : format.day(CreateDate)),
      sortingField: 'CreateDate',
    },
  ];
}
