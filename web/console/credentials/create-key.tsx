import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useAction } from '../../shared/api/use-action.ts';
import { Copied } from '../../shared/shown/code-block.tsx';
import { Confirm } from '../../shared/shown/confirm.tsx';
import { call } from '../api/call.ts';
import type { OutputOf } from '../api/operations.ts';
import { useSession } from '../frame/session.tsx';
import { useTexts } from '../i18n/texts.tsx';
import { downloadText } from '../shared/download.ts';
import type { KeyOwner } from './keys.ts';

type NewKey = OutputOf<'iam', 'CreateAccessKey'>['AccessKey'];

/** Creates an access key, and shows its secret this once. */
export function CreateKey(props: {
  readonly owner: KeyOwner;
  readonly onClose: () => void;
  readonly onCreated: () => void;
}) {
  const { t } = useTexts();
  const { kind } = useSession();
  const isRootKey = kind === 'root' && props.owner.UserName === undefined;
  const [made, setMade] = useState<NewKey>();
  const create = useAction(async () => {
    const { AccessKey } = await call('iam', 'CreateAccessKey', props.owner);
    setMade(AccessKey);
    props.onCreated();
  });
  if (made) return <MadeKey made={made} onClose={props.onClose} />;
  return (
    <Confirm
      title={t('keys.create')}
      submit={t('keys.create')}
      action={create}
      onClose={props.onClose}
      onDone={() => undefined}
    >
      <SpaceBetween size="s">
        {isRootKey && <Alert type="warning">{t('keys.create.root')}</Alert>}
        <Box>{t('keys.create.ask')}</Box>
      </SpaceBetween>
    </Confirm>
  );
}

const csvOf = ({ AccessKeyId, SecretAccessKey }: NewKey): string =>
  `Access key ID,Secret access key\r\n${AccessKeyId},${SecretAccessKey}\r\n`;

function MadeKey({ made, onClose }: { readonly made: NewKey; readonly onClose: () => void }) {
  const { t } = useTexts();
  const [shown, setShown] = useState(false);
  return (
    <Modal
      visible
      header={t('keys.made')}
      closeAriaLabel={t('common.close')}
      onDismiss={onClose}
      footer={
        <SpaceBetween direction="horizontal" size="xs">
          <Button
            iconName="download"
            onClick={() => downloadText(`${made.AccessKeyId}.csv`, 'text/csv', csvOf(made))}
          >
            {t('keys.download')}
          </Button>
          <Button variant="primary" onClick={onClose}>
            {t('common.done')}
          </Button>
        </SpaceBetween>
      }
    >
      <SpaceBetween size="m">
        <Alert type="warning">{t('keys.once')}</Alert>
        <KeyValuePairs
          columns={1}
          items={[
            {
              label: t('keys.id'),
              value: <Copied text={made.AccessKeyId} label={t('keys.id')} />,
            },
            {
              label: t('keys.secret'),
              value: (
                <SpaceBetween size="xs">
                  <Copied
                    text={made.SecretAccessKey}
                    shown={shown ? made.SecretAccessKey : '•'.repeat(20)}
                    label={t('keys.secret')}
                  />
                  <Button variant="inline-link" onClick={() => setShown(!shown)}>
                    {shown ? t('common.hide') : t('common.show')}
                  </Button>
                </SpaceBetween>
              ),
            },
          ]}
        />
      </SpaceBetween>
    </Modal>
  );
}
