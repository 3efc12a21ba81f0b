import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { ApiFailure } from '../../../shared/api/failure.ts';
import { useAction } from '../../../shared/api/use-action.ts';
import { useQuery } from '../../../shared/api/use-query.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { Confirm } from '../../../shared/shown/confirm.tsx';
import { Loaded } from '../../../shared/shown/loaded.tsx';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { useInstance } from '../shared/instance.tsx';
import { EditAttributes, type MappedAttribute } from './edit-attributes.tsx';

/** Attributes for access control: which of a person's attributes become tags of the session. */
export function AttributesPanel() {
  const { t } = useTexts();
  const tell = useTell();
  const { arn: InstanceArn } = useInstance();
  const [dialog, setDialog] = useState<'edit' | 'disable'>();
  const query = useQuery('attributes', async (signal) => ({
    attributes: await findAttributes(InstanceArn, signal),
  }));
  const close = (): void => setDialog(undefined);
  const disable = useAction(async () => {
    const operation = 'DeleteInstanceAccessControlAttributeConfiguration';
    await call('sso-admin', operation, { InstanceArn });
    tell(t('idc.settings.saved'));
    query.reload();
  });
  const attributes = query.value?.attributes;
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t('idc.attributes.lead')}
          actions={
            query.value && (
              <SpaceBetween direction="horizontal" size="xs">
                {attributes && (
                  <Button onClick={() => setDialog('disable')}>
                    {t('idc.attributes.disable')}
                  </Button>
                )}
                <Button onClick={() => setDialog('edit')}>
                  {t(attributes ? 'idc.attributes.edit' : 'idc.attributes.enable')}
                </Button>
              </SpaceBetween>
            )
          }
        >
          {t('idc.attributes')}
        </Header>
      }
    >
      <Loaded query={query}>{(value) => <Shown attributes={value.attributes} />}</Loaded>
      {dialog === 'edit' && (
        <EditAttributes before={attributes} onClose={close} onDone={query.reload} />
      )}
      {dialog === 'disable' && (
        <Confirm
          title={t('idc.attributes.disable')}
          submit={t('idc.attributes.disable')}
          action={disable}
          onClose={close}
        >
          {t('idc.attributes.disable.lead')}
        </Confirm>
      )}
    </Container>
  );
}

function Shown({ attributes }: { readonly attributes: readonly MappedAttribute[] | undefined }) {
  const { t } = useTexts();
  if (!attributes) return t('idc.attributes.off');
  if (attributes.length === 0) return t('idc.attributes.none');
  return (
    <KeyValuePairs
      columns={2}
      items={attributes.map(({ key, source }) => ({
        label: key,
        value: <span className="value">{source}</span>,
      }))}
    />
  );
}

/** The attributes; undefined while they are off. */
async function findAttributes(
  InstanceArn: string,
  signal: AbortSignal,
): Promise<MappedAttribute[] | undefined> {
  try {
    const operation = 'DescribeInstanceAccessControlAttributeConfiguration';
    const answer = await call('sso-admin', operation, { InstanceArn }, signal);
    const found = answer.InstanceAccessControlAttributeConfiguration?.AccessControlAttributes;
    return (found ?? []).map(({ Key, Value }) => ({ key: Key, source: Value.Source[0] ?? '' }));
  } catch (error) {
    const isOff = error instanceof ApiFailure && error.code === 'ResourceNotFoundException';
    if (isOff) return undefined;
    throw error;
  }
}
