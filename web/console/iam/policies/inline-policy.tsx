import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import { useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { call } from '../../api/call.ts';
import { useAction } from '../../api/use-action.ts';
import { useQuery } from '../../api/use-query.ts';
import { useTell } from '../../frame/notices.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { Page } from '../../shared/page.tsx';
import { EMPTY_POLICY, PolicyEditor } from '../editor/policy-editor.tsx';
import { formatted } from '../editor/text-places.ts';
import { inlineText, type Owner, putInline } from '../shared/owner.ts';
import { inApp, paths } from '../shared/paths.ts';

type Kind = Owner['kind'];

async function find(kind: Kind, name: string, policy: string | null, signal: AbortSignal) {
  const [arn, text] = await Promise.all([
    arnOf(kind, name, signal),
    policy === null ? EMPTY_POLICY : inlineText({ kind, name }, policy, signal).then(formatted),
  ]);
  return { arn, text };
}

async function arnOf(kind: Kind, name: string, signal: AbortSignal): Promise<string> {
  if (kind === 'user') return (await call('iam', 'GetUser', { UserName: name }, signal)).User.Arn;
  if (kind === 'role') return (await call('iam', 'GetRole', { RoleName: name }, signal)).Role.Arn;
  return (await call('iam', 'GetGroup', { GroupName: name, MaxItems: 1 }, signal)).Group.Arn;
}

/** Edits an inline policy of a user, group or role, or makes one. */
export function Component() {
  const { t } = useTexts();
  const { kind: given, name = '' } = useParams();
  const policy = useSearchParams()[0].get('policy');
  const kind: Kind = given === 'group' || given === 'role' ? given : 'user';
  const back =
    kind === 'user' ? paths.user(name) : kind === 'group' ? paths.group(name) : paths.role(name);
  const { value, failure, reload } = useQuery(`${kind} ${name} ${policy}`, (signal) =>
    find(kind, name, policy, signal),
  );
  const title = policy ?? t('iam.permissions.inline');
  return (
    <Page title={title} crumbs={[{ text: name, href: back }]}>
      {failure && <FailureAlert failure={failure} retry={reload} />}
      {!value && !failure && <Spinner size="large" />}
      {value && (
        <Editing
          key={`${kind} ${name} ${policy}`}
          owner={{ kind, name, arn: value.arn }}
          policy={policy}
          before={value.text}
          back={back}
        />
      )}
    </Page>
  );
}

function Editing(props: {
  readonly owner: Owner;
  readonly policy: string | null;
  readonly before: string;
  readonly back: string;
}) {
  const { t } = useTexts();
  const tell = useTell();
  const navigate = useNavigate();
  const { owner, policy, back } = props;
  const [name, setName] = useState(policy ?? '');
  const [text, setText] = useState(props.before);
  const action = useAction(async () => {
    await putInline(owner, name.trim(), text);
    tell(t('iam.policies.saved', { name: name.trim() }));
    navigate(inApp(back));
  });
  const edited = policy === null ? {} : { edited: { kind: owner.kind, owner: owner.name, policy } };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') action.run();
      }}
    >
      <SpaceBetween size="l">
        <Container>
          <SpaceBetween size="m">
            {policy === null && (
              <FormField label={t('iam.name')} description={t('iam.name.lead')}>
                <Input value={name} onChange={({ detail }) => setName(detail.value)} />
              </FormField>
            )}
            <PolicyEditor
              value={text}
              onChange={setText}
              type="Identity"
              label={t('iam.policies.document')}
              subject={{ arn: owner.arn, ...edited }}
            />
          </SpaceBetween>
        </Container>
        {action.failure && <FailureAlert failure={action.failure} />}
        <SpaceBetween direction="horizontal" size="xs">
          <Button formAction="none" variant="link" onClick={() => navigate(inApp(back))}>
            {t('common.cancel')}
          </Button>
          <Button variant="primary" disabled={name.trim() === ''} loading={action.busy}>
            {t('iam.save')}
          </Button>
        </SpaceBetween>
      </SpaceBetween>
    </form>
  );
}
