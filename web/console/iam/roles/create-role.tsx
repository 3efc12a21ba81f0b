import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Wizard from '@cloudscape-design/components/wizard';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { FailureAlert } from '../../../shared/shown/failure-alert.tsx';
import { call } from '../../api/call.ts';
import { useSession } from '../../frame/session.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { Page } from '../../shared/page.tsx';
import { PolicyEditor } from '../editor/policy-editor.tsx';
import { attachPolicy } from '../shared/owner.ts';
import { inApp, paths } from '../shared/paths.ts';
import { PolicyPicker } from '../shared/policy-picker.tsx';
import { NO_TAGS, TagsField, tagsOf } from '../shared/tags.tsx';
import { useSteps } from '../shared/use-steps.ts';
import { isSessionLength, isTrustChosen, type NewRole } from './new-role.ts';
import { trustDocument } from './trust-documents.ts';
import { TrustFields } from './trust-fields.tsx';

const SECONDS_PER_HOUR = 3600;

async function create(role: NewRole): Promise<void> {
  const RoleName = role.name.trim();
  await call('iam', 'CreateRole', {
    RoleName,
    AssumeRolePolicyDocument: role.document,
    MaxSessionDuration: Number(role.hours) * SECONDS_PER_HOUR,
    ...(role.description === '' ? {} : { Description: role.description }),
    Tags: tagsOf(role.tags),
  });
  for (const { Arn = '' } of role.policies) {
    await attachPolicy({ kind: 'role', name: RoleName }, Arn);
  }
}

function firstRole(account: string, publicUrl: string): NewRole {
  const trust = {
    kind: 'account' as const,
    account,
    externalId: '',
    mfa: false,
    provider: '',
    audience: '',
    subject: '',
  };
  return {
    trust,
    document: trustDocument(trust, publicUrl),
    policies: [],
    name: '',
    description: '',
    hours: '1',
    tags: NO_TAGS,
  };
}

interface StepProps {
  readonly role: NewRole;
  /** Whether to say what is missing. */
  readonly isStopped: boolean;
  readonly onChange: (part: Partial<NewRole>) => void;
}

/** Makes a role, step by step. */
export function Component() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const tell = useTell();
  const { account, publicUrl } = useSession();
  const [role, setRole] = useState(() => firstRole(account, publicUrl));
  const change = (part: Partial<NewRole>): void => setRole((before) => ({ ...before, ...part }));
  const action = useAction(async () => {
    await create(role);
    tell(t('iam.roles.created', { name: role.name.trim() }));
    navigate(inApp(paths.role(role.name.trim())));
  });
  const isNamed = role.name.trim() !== '' && isSessionLength(role.hours) && role.tags.valid;
  const steps = useSteps([isTrustChosen(role.trust), true, isNamed]);
  return (
    <Page
      title={t('iam.roles.create')}
      crumbs={[{ text: t('iam.roles.title'), href: paths.roles }]}
    >
      <Wizard
        activeStepIndex={steps.step}
        isLoadingNextStep={action.busy}
        submitButtonText={t('iam.roles.create')}
        onCancel={() => navigate(inApp(paths.roles))}
        onNavigate={({ detail }) => steps.go(detail.requestedStepIndex)}
        onSubmit={() => {
          if (steps.mayFinish()) action.run();
        }}
        steps={[
          {
            title: t('iam.roles.step.trust'),
            content: <TrustStep role={role} isStopped={steps.isStopped} onChange={change} />,
          },
          {
            title: t('iam.permissions'),
            isOptional: true,
            content: (
              <PolicyPicker
                title={t('iam.policies.title')}
                selected={role.policies}
                onSelect={(policies) => change({ policies })}
              />
            ),
          },
          {
            title: t('iam.roles.step.name'),
            content: (
              <SpaceBetween size="l">
                <NameStep role={role} isStopped={steps.isStopped} onChange={change} />
                {action.failure && <FailureAlert failure={action.failure} />}
              </SpaceBetween>
            ),
          },
        ]}
      />
    </Page>
  );
}

function TrustStep({ role, isStopped, onChange }: StepProps) {
  const { t } = useTexts();
  const { publicUrl } = useSession();
  const { trust } = role;
  return (
    <SpaceBetween size="l">
      <Container>
        <TrustFields
          choice={trust}
          isStopped={isStopped}
          onChange={(part) => {
            const changed = { ...trust, ...part };
            // What was written by hand stays when "custom" is chosen.
            const written = changed.kind === 'custom';
            const document = written ? role.document : trustDocument(changed, publicUrl);
            onChange({ trust: changed, document });
          }}
        />
      </Container>
      {isTrustChosen(trust) && (
        <Container>
          <FormField
            label={t('iam.trust.document')}
            description={t('iam.trust.document.lead')}
            stretch
          >
            <PolicyEditor
              value={role.document}
              onChange={(document) => onChange({ document, trust: { ...trust, kind: 'custom' } })}
              type="Trust"
              label={t('iam.trust.document')}
            />
          </FormField>
        </Container>
      )}
    </SpaceBetween>
  );
}

function NameStep({ role, isStopped, onChange }: StepProps) {
  const { t } = useTexts();
  return (
    <Container>
      <SpaceBetween size="m">
        <FormField
          label={t('iam.roles.name')}
          description={t('iam.name.lead')}
          errorText={isStopped && role.name.trim() === '' && t('iam.name.missing')}
        >
          <Input value={role.name} onChange={({ detail }) => onChange({ name: detail.value })} />
        </FormField>
        <FormField label={t('iam.description')} description={t('iam.optional')}>
          <Input
            value={role.description}
            onChange={({ detail }) => onChange({ description: detail.value })}
          />
        </FormField>
        <FormField
          label={t('iam.roles.hours')}
          description={t('iam.roles.hours.lead')}
          errorText={isSessionLength(role.hours) ? undefined : t('iam.roles.hours.wrong')}
        >
          <Input
            value={role.hours}
            inputMode="numeric"
            onChange={({ detail }) => onChange({ hours: detail.value })}
          />
        </FormField>
        <TagsField tags={role.tags} onChange={(tags) => onChange({ tags })} />
      </SpaceBetween>
    </Container>
  );
}
