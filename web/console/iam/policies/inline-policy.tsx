import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { useAction } from '../../../shared/api/use-action.ts';
import { useQuery } from '../../../shared/api/use-query.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { ActionForm } from '../../../shared/shown/action-form.tsx';
import { Loaded } from '../../../shared/shown/loaded.tsx';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.tsx';
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
  const back = paths[kind](name);
  const query = useQuery(`${kind} ${name} ${policy}`, (signal) => find(kind, name, policy, signal));
  const title = policy ?? t('iam.permissions.inline');
  return (
    <Page
      title={title}
      crumbs={[
        { text: t(`iam.${kind}s.title`), href: paths[`${kind}s`] },
        { text: name, href: back },
      ]}
    >
      <Loaded query={query}>
        {({ arn, text }) => (
          <Editing
            key={`${kind} ${name} ${policy}`}
            owner={{ kind, name }}
            arn={arn}
            policy={policy}
            before={text}
            back={back}
          />
        )}
      </Loaded>
    </Page>
  );
}

function Editing(props: {
  readonly owner: Owner;
  readonly arn: string;
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
    <ActionForm
      submit={t('iam.save')}
      ready={name.trim() !== ''}
      action={action}
      spacing="l"
      onCancel={() => navigate(inApp(back))}
    >
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
            subject={{ arn: props.arn, ...edited }}
          />
        </SpaceBetween>
      </Container>
    </ActionForm>
  );
}
