import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import { Copied } from '../../shared/shown/code-block.tsx';
import { useSession } from '../frame/session.tsx';
import { spacedAccount } from '../frame/spaced-account.ts';
import { useTexts } from '../i18n/texts.tsx';

const HEADINGS = {
  root: 'credentials.identifiers.root',
  user: 'credentials.identifiers.user',
  role: 'credentials.identifiers.session',
  federated: 'credentials.identifiers.session',
} as const;

/** The names of the account and of the caller (R231). */
export function Identifiers() {
  const { t } = useTexts();
  const session = useSession();
  const { account, accountName, alias, arn, email, kind, name, roleName, userId } = session;
  const copied = (label: string, text: string) => ({
    label,
    value: <Copied text={text} label={label} />,
  });
  const plain = (label: string, value: string) => ({
    label,
    value: <span className="value">{value}</span>,
  });
  return (
    <Container header={<Header variant="h2">{t(HEADINGS[kind])}</Header>}>
      <KeyValuePairs
        columns={3}
        minColumnWidth={220}
        items={[
          ...(email === undefined ? [] : [plain(t('credentials.email'), email)]),
          ...(kind === 'user' ? [plain(t('home.who.user'), name ?? '')] : []),
          ...(roleName === undefined ? [] : [plain(t('home.who.role'), roleName)]),
          plain(t('credentials.accountName'), accountName),
          copied(t('credentials.accountId'), account),
          plain(t('credentials.accountShown'), spacedAccount(account)),
          plain(t('credentials.alias'), alias ?? t('common.none')),
          copied('ARN', arn),
          copied(t('credentials.userId'), userId),
        ]}
      />
    </Container>
  );
}
