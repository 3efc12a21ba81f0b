import Container from '@cloudscape-design/components/container';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { ApiFailure } from '../../../shared/api/failure.ts';
import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { call } from '../../api/call.ts';
import type { InputOf } from '../../api/operations.ts';
import { poll } from '../../api/poll.ts';
import { type Translate, useTexts } from '../../i18n/texts.tsx';
import { CreatePage } from '../../iam/shared/create-page.tsx';
import { inApp } from '../../iam/shared/paths.ts';
import { NO_TAGS, TagsField, tagsOf } from '../../iam/shared/tags.tsx';
import { ACCEPTED } from '../../shared/accepted.ts';
import { CheckedField } from '../../shared/checked-field.tsx';
import { paths } from '../shared/paths.ts';
import { failureText } from './creation-failure.ts';

/** The role that the organization's administrators come in with. */
const ROLE = 'OrganizationAccountAccessRole';

/** Makes a member account and waits until it is there. */
export function Component() {
  const { t } = useTexts();
  const tell = useTell();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState(ROLE);
  const [tags, setTags] = useState(NO_TAGS);
  const left = useRef(new AbortController());
  useEffect(() => {
    left.current = new AbortController();
    return () => left.current.abort();
  }, []);
  const action = useAction(async () => {
    const input = {
      AccountName: name.trim(),
      Email: email.trim(),
      RoleName: role.trim(),
      Tags: tagsOf(tags),
    };
    const account = await create(input, left.current.signal, t);
    if (account === undefined) return;
    tell(t('org.accounts.created', { name: name.trim() }));
    navigate(inApp(paths.account(account)));
  });
  const isReady =
    ACCEPTED.accountName.test(name.trim()) &&
    ACCEPTED.email.test(email.trim()) &&
    ACCEPTED.role.test(role.trim()) &&
    tags.valid;
  return (
    <CreatePage
      title={t('org.accounts.create')}
      list={{ text: t('frame.org.accounts'), href: paths.accounts }}
      submit={t('org.accounts.create')}
      ready={isReady}
      action={action}
    >
      <Container>
        <SpaceBetween size="m">
          <CheckedField
            as="accountName"
            label={t('org.accounts.name')}
            description={t('org.accounts.name.lead')}
            value={name}
            onChange={setName}
          />
          <CheckedField
            as="email"
            label={t('org.accounts.email')}
            description={t('org.accounts.email.lead')}
            value={email}
            onChange={setEmail}
          />
          <CheckedField
            as="role"
            label={t('org.accounts.role')}
            description={t('org.accounts.role.lead')}
            value={role}
            onChange={setRole}
          />
          <TagsField tags={tags} onChange={setTags} />
        </SpaceBetween>
      </Container>
      <div role="status">
        {action.busy && (
          <StatusIndicator type="in-progress">{t('org.accounts.creating')}</StatusIndicator>
        )}
      </div>
    </CreatePage>
  );
}

/** Asks for the account and for its state until it is there; undefined when the page was left. */
async function create(
  input: InputOf<'organizations', 'CreateAccount'>,
  signal: AbortSignal,
  t: Translate,
): Promise<string | undefined> {
  const { CreateAccountStatus: first = {} } = await call('organizations', 'CreateAccount', input);
  const asked = { CreateAccountRequestId: first.Id ?? '' };
  const done = await poll({
    first,
    isDone: ({ State }) => State !== 'IN_PROGRESS',
    ask: async (aborted) => {
      const { CreateAccountStatus = {} } = await call(
        'organizations',
        'DescribeCreateAccountStatus',
        asked,
        aborted,
      );
      return CreateAccountStatus;
    },
    signal,
  });
  if (done?.State !== 'FAILED') return done?.AccountId;
  const code = done.FailureReason ?? 'INTERNAL_FAILURE';
  const operation = 'organizations:CreateAccount';
  throw new ApiFailure({ code, message: failureText(code, t), status: 200, operation });
}
