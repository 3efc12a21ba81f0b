import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import { useFormat } from '../../shared/i18n/format.ts';
import { Copied } from '../../shared/shown/code-block.tsx';
import { useSession } from '../frame/session.tsx';
import { spacedAccount } from '../frame/spaced-account.ts';
import { useTexts } from '../i18n/texts.tsx';

/** Who is signed in, and until when. */
export function Identity() {
  const { t } = useTexts();
  const format = useFormat();
  const session = useSession();
  const { account, alias, arn, expiresAt, kind, name, roleName } = session;
  const person = {
    root: { label: t('frame.root'), value: session.email },
    user: { label: t('home.who.user'), value: name },
    role: { label: t('home.who.role'), value: roleName },
    federated: { label: t('home.who.federated'), value: name },
  }[kind];
  const spaced = spacedAccount(account);
  return (
    <Container fitHeight header={<Header variant="h2">{t('home.identity')}</Header>}>
      <KeyValuePairs
        columns={2}
        minColumnWidth={220}
        items={[
          person,
          ...(kind === 'role' ? [{ label: t('home.session'), value: name }] : []),
          {
            label: t('home.account'),
            value: `${alias ?? session.accountName} (${spaced})`,
          },
          { label: 'ARN', value: <Copied text={arn} label="ARN" /> },
          {
            label: t('home.until'),
            value: expiresAt === undefined ? t('common.none') : format.moment(expiresAt),
          },
          { label: t('home.mfa'), value: session.hasMfa ? t('common.yes') : t('common.no') },
        ]}
      />
    </Container>
  );
}
