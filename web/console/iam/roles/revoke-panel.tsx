import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { useState } from 'react';
import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { Confirm } from '../../../shared/shown/confirm.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { putInline } from '../shared/owner.ts';
import { REVOCATION_POLICY, revocationPolicy } from './trust-documents.ts';

/** Takes all permissions from the sessions that a role has now, by a policy about their age. */
export function RevokePanel({ name }: { readonly name: string }) {
  const { t } = useTexts();
  const tell = useTell();
  const [asking, setAsking] = useState(false);
  const action = useAction(async () => {
    await putInline({ kind: 'role', name }, REVOCATION_POLICY, revocationPolicy(new Date()));
    tell(t('iam.revoke.done', { name }));
  });
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t('iam.revoke.lead', { policy: REVOCATION_POLICY })}
          actions={<Button onClick={() => setAsking(true)}>{t('iam.revoke.submit')}</Button>}
        >
          {t('iam.revoke.title')}
        </Header>
      }
    >
      {t('iam.revoke.more')}
      {asking && (
        <Confirm
          title={t('iam.revoke.title')}
          submit={t('iam.revoke.submit')}
          action={action}
          word={name}
          onClose={() => setAsking(false)}
        >
          {t('iam.revoke.ask')}
        </Confirm>
      )}
    </Container>
  );
}
