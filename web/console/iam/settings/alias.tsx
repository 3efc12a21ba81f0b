import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useAction } from '../../../shared/api/use-action.ts';
import { useQuery } from '../../../shared/api/use-query.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { Copied } from '../../../shared/shown/code-block.tsx';
import { Confirm } from '../../../shared/shown/confirm.tsx';
import { FormModal } from '../../../shared/shown/form-modal.tsx';
import { Loaded } from '../../../shared/shown/loaded.tsx';
import { call } from '../../api/call.ts';
import { useSession } from '../../frame/session.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { signInUrl } from '../users/sign-in-link.tsx';

/** The alias of the account, by which its sign-in address can be remembered. */
export function Alias() {
  const { t } = useTexts();
  const tell = useTell();
  const { account, publicUrl } = useSession();
  const [dialog, setDialog] = useState<'set' | 'remove'>();
  const query = useQuery('alias', (signal) => call('iam', 'ListAccountAliases', {}, signal));
  const { value, reload } = query;
  const alias = value?.AccountAliases[0];
  const removal = useAction(async () => {
    await call('iam', 'DeleteAccountAlias', { AccountAlias: alias ?? '' });
    tell(t('iam.alias.removed'));
    reload();
  });
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t('iam.alias.lead')}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              {alias !== undefined && (
                <Button onClick={() => setDialog('remove')}>{t('iam.delete')}</Button>
              )}
              <Button disabled={!value} onClick={() => setDialog('set')}>
                {t(alias === undefined ? 'iam.alias.create' : 'iam.edit')}
              </Button>
            </SpaceBetween>
          }
        >
          {t('iam.alias')}
        </Header>
      }
    >
      <Loaded query={query}>
        {() => (
          <KeyValuePairs
            columns={2}
            items={[
              { label: t('iam.alias'), value: alias ?? t('iam.alias.none') },
              {
                label: t('iam.signInUrl'),
                value: (
                  <Copied
                    text={signInUrl(publicUrl, alias ?? account)}
                    label={t('iam.signInUrl')}
                  />
                ),
              },
            ]}
          />
        )}
      </Loaded>
      {dialog === 'set' && (
        <SetAlias before={alias} onClose={() => setDialog(undefined)} onDone={reload} />
      )}
      {dialog === 'remove' && (
        <Confirm
          title={t('iam.alias.remove')}
          submit={t('iam.delete')}
          action={removal}
          word={alias}
          onClose={() => setDialog(undefined)}
        >
          {t('iam.alias.remove.lead')}
        </Confirm>
      )}
    </Container>
  );
}

function SetAlias(props: {
  readonly before: string | undefined;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const { t } = useTexts();
  const tell = useTell();
  const { publicUrl } = useSession();
  const [alias, setAlias] = useState(props.before ?? '');
  const action = useAction(async () => {
    await call('iam', 'CreateAccountAlias', { AccountAlias: alias });
    tell(t('iam.alias.saved', { alias }));
    props.onDone();
  });
  return (
    <FormModal
      title={t('iam.alias')}
      submit={t('iam.save')}
      action={action}
      ready={/^[a-z0-9](?:[a-z0-9]|-(?!-)){1,61}[a-z0-9]$/.test(alias)}
      onClose={props.onClose}
    >
      <FormField
        label={t('iam.alias')}
        description={t('iam.alias.rules')}
        constraintText={<span className="value">{signInUrl(publicUrl, alias)}</span>}
      >
        <Input value={alias} onChange={({ detail }) => setAlias(detail.value)} />
      </FormField>
    </FormModal>
  );
}
