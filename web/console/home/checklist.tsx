import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { type Query, useQuery } from '../../shared/api/use-query.ts';
import { call } from '../api/call.ts';
import { useSession } from '../frame/session.tsx';
import type { TextKey } from '../i18n/messages.ts';
import { useTexts } from '../i18n/texts.tsx';
import { stepStateOf } from './step-state.ts';

const ADMINISTRATOR_ACCESS = 'arn:aws:iam::aws:policy/AdministratorAccess';

/** Whether the root user has a second factor. */
const rootHasMfa = async (signal: AbortSignal): Promise<boolean> =>
  (await call('iam', 'GetAccountSummary', {}, signal)).SummaryMap?.AccountMFAEnabled === 1;

/** Whether somebody but the root user may do everything. */
async function hasAdministrator(signal: AbortSignal): Promise<boolean> {
  const input = { PolicyArn: ADMINISTRATOR_ACCESS };
  const answer = await call('iam', 'ListEntitiesForPolicy', input, signal);
  const { PolicyUsers: users = [], PolicyGroups: groups = [], PolicyRoles: roles = [] } = answer;
  return users.length + groups.length + roles.length > 0;
}

/** Whether there is a role that people made. */
async function hasRole(signal: AbortSignal): Promise<boolean> {
  const { Roles } = await call('iam', 'ListRoles', { MaxItems: 100 }, signal);
  return Roles.some(({ Path }) => !Path.startsWith('/aws-service-role/'));
}

/** What a new installation needs first, each step as it stands. */
export function Checklist() {
  const { t } = useTexts();
  const isRoot = useSession().kind === 'root';
  const mfa = useQuery('root-mfa', rootHasMfa);
  const administrator = useQuery('administrator', hasAdministrator);
  const role = useQuery('role', hasRole);
  const mfaHref = isRoot ? '/console/security-credentials' : undefined;
  const steps = [mfa, administrator, role];
  const isDone = steps.every(({ value }) => value === true);
  const isHidden = steps.every(({ failure }) => failure?.isDenied);
  return (
    <Container
      fitHeight
      header={
        <Header variant="h2" description={isDone ? t('home.next.done') : t('home.next.lead')}>
          {t('home.next')}
        </Header>
      }
    >
      {isHidden ? (
        <Box>{t('home.next.hidden')}</Box>
      ) : (
        <SpaceBetween size="m">
          <Step query={mfa} title="home.next.mfa" lead="home.next.mfa.lead" href={mfaHref} />
          <Step
            query={administrator}
            title="home.next.admin"
            lead="home.next.admin.lead"
            href="/console/iam/users"
          />
          <Step
            query={role}
            title="home.next.role"
            lead="home.next.role.lead"
            href="/console/iam/roles"
          />
        </SpaceBetween>
      )}
    </Container>
  );
}

function Step(props: {
  readonly query: Query<boolean>;
  readonly title: TextKey;
  readonly lead: TextKey;
  readonly href: string | undefined;
}) {
  const { t } = useTexts();
  const { query, href } = props;
  const { type, text } = stepStateOf(query);
  return (
    <div>
      <Box fontWeight="bold">
        {href === undefined ? t(props.title) : <Link href={href}>{t(props.title)}</Link>}
      </Box>
      <StatusIndicator type={type}>{t(text)}</StatusIndicator>
      <Box color="text-body-secondary">{t(props.lead)}</Box>
    </div>
  );
}
