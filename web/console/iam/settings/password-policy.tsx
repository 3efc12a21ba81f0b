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
import { EditPasswordPolicy } from './edit-password-policy.tsx';
import { type PasswordRules, rulesOf } from './password-rules.ts';

/** The rules of the account; undefined where the default holds. */
async function findRules(
  signal: AbortSignal,
): Promise<{ readonly own: PasswordRules | undefined }> {
  try {
    const { PasswordPolicy: told } = await call('iam', 'GetAccountPasswordPolicy', {}, signal);
    return { own: rulesOf(told) };
  } catch (error) {
    if (error instanceof ApiFailure && error.code === 'NoSuchEntity') return { own: undefined };
    throw error;
  }
}

/** The rules of passwords in the account, with the default explained. */
export function PasswordPolicy() {
  const { t } = useTexts();
  const tell = useTell();
  const [dialog, setDialog] = useState<'edit' | 'remove'>();
  const query = useQuery('password policy', findRules);
  const { value, reload } = query;
  const removal = useAction(async () => {
    await call('iam', 'DeleteAccountPasswordPolicy', {});
    tell(t('iam.rules.removed'));
    reload();
  });
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t('iam.rules.lead')}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              {value?.own && (
                <Button onClick={() => setDialog('remove')}>{t('iam.rules.useDefault')}</Button>
              )}
              <Button disabled={!value} onClick={() => setDialog('edit')}>
                {t('iam.edit')}
              </Button>
            </SpaceBetween>
          }
        >
          {t('iam.rules')}
        </Header>
      }
    >
      <Loaded query={query}>
        {({ own }) => (own ? <Rules rules={own} /> : t('iam.rules.default'))}
      </Loaded>
      {dialog === 'edit' && (
        <EditPasswordPolicy
          before={value?.own}
          onClose={() => setDialog(undefined)}
          onDone={reload}
        />
      )}
      {dialog === 'remove' && (
        <Confirm
          title={t('iam.rules.useDefault')}
          submit={t('iam.rules.useDefault')}
          action={removal}
          onClose={() => setDialog(undefined)}
        >
          {t('iam.rules.default')}
        </Confirm>
      )}
    </Container>
  );
}

function Rules({ rules }: { readonly rules: PasswordRules }) {
  const { t } = useTexts();
  const said = (is: boolean): string => t(is ? 'common.yes' : 'common.no');
  return (
    <KeyValuePairs
      columns={3}
      minColumnWidth={180}
      items={[
        { label: t('iam.rules.length'), value: rules.length },
        { label: t('iam.rules.uppercase'), value: said(rules.uppercase) },
        { label: t('iam.rules.lowercase'), value: said(rules.lowercase) },
        { label: t('iam.rules.numbers'), value: said(rules.numbers) },
        { label: t('iam.rules.symbols'), value: said(rules.symbols) },
        { label: t('iam.rules.change'), value: said(rules.change) },
        {
          label: t('iam.rules.age'),
          value: rules.age || t('password.never'),
        },
        { label: t('iam.rules.reuse'), value: rules.reuse || t('common.none') },
        { label: t('iam.rules.hardExpiry'), value: said(rules.hardExpiry) },
      ]}
    />
  );
}
