import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import type { OutputOf } from '../../api/operations.ts';
import { useAction } from '../../api/use-action.ts';
import { usePages } from '../../api/use-pages.ts';
import { useTell } from '../../frame/notices.tsx';
import { useFormat } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { Copied } from '../../shared/code-block.tsx';
import { Confirm } from '../../shared/confirm.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { ResourceTable } from '../../shared/resource-table.tsx';
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
  const switching = t(isActive ? 'iam.keys.deactivate' : 'iam.keys.activate');
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
              {switching}
            </Button>
            <Button disabled={AccessKeyId === ''} onClick={() => setAsking('delete')}>
              {t('iam.delete')}
            </Button>
            <Button loading={creation.busy} onClick={() => creation.run()}>
              {t('iam.keys.create')}
            </Button>
          </SpaceBetween>
        }
        columns={[
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
        ]}
      />
      {creation.failure && <FailureAlert failure={creation.failure} />}
      {made && <ShownOnce made={made} onClose={() => setMade(undefined)} />}
      {asking && (
        <Confirm
          title={asking === 'delete' ? t('iam.keys.delete') : switching}
          submit={asking === 'delete' ? t('iam.delete') : switching}
          action={change}
          word={asking === 'delete' ? AccessKeyId : undefined}
          onClose={() => setAsking(undefined)}
        >
          {t(
            asking === 'delete'
              ? 'iam.keys.delete.lead'
              : isActive
                ? 'iam.keys.deactivate.lead'
                : 'iam.keys.activate.lead',
            { id: AccessKeyId },
          )}
        </Confirm>
      )}
    </SpaceBetween>
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
