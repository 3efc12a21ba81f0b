import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tiles from '@cloudscape-design/components/tiles';
import { useQuery } from '../../../shared/api/use-query.ts';
import { FailureAlert } from '../../../shared/shown/failure-alert.tsx';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { isTrustChosen } from './new-role.ts';
import type { TrustChoice } from './trust-documents.ts';

interface FieldsProps {
  readonly choice: TrustChoice;
  /** Whether to say what is missing. */
  readonly isStopped: boolean;
  readonly onChange: (part: Partial<TrustChoice>) => void;
}

const KINDS = ['account', 'saml', 'oidc', 'custom'] as const;

/** Who is to assume the role. */
export function TrustFields({ choice, isStopped, onChange }: FieldsProps) {
  const { t } = useTexts();
  return (
    <SpaceBetween size="m">
      <FormField label={t('iam.trust.kind')} stretch>
        <Tiles
          value={choice.kind}
          items={KINDS.map((value) => ({
            value,
            label: t(`iam.trust.${value}`),
            description: t(`iam.trust.${value}.lead`),
          }))}
          onChange={({ detail }) =>
            onChange({ kind: detail.value as TrustChoice['kind'], provider: '' })
          }
        />
      </FormField>
      {choice.kind === 'account' && (
        <AccountFields choice={choice} isStopped={isStopped} onChange={onChange} />
      )}
      {(choice.kind === 'saml' || choice.kind === 'oidc') && (
        <ProviderField
          key={choice.kind}
          choice={choice}
          isStopped={isStopped}
          onChange={onChange}
        />
      )}
      {choice.kind === 'oidc' && (
        <TokenFields choice={choice} isStopped={isStopped} onChange={onChange} />
      )}
    </SpaceBetween>
  );
}

function AccountFields({ choice, isStopped, onChange }: FieldsProps) {
  const { t } = useTexts();
  return (
    <SpaceBetween size="m">
      <FormField
        label={t('iam.trust.accountId')}
        description={t('iam.trust.accountId.lead')}
        errorText={isStopped && !isTrustChosen(choice) && t('iam.trust.accountId.wrong')}
      >
        <Input
          value={choice.account}
          inputMode="numeric"
          onChange={({ detail }) => onChange({ account: detail.value.replace(/[^\d]/g, '') })}
        />
      </FormField>
      <FormField label={t('iam.trust.externalId')} description={t('iam.trust.externalId.lead')}>
        <Input
          value={choice.externalId}
          onChange={({ detail }) => onChange({ externalId: detail.value })}
        />
      </FormField>
      <Checkbox checked={choice.mfa} onChange={({ detail }) => onChange({ mfa: detail.checked })}>
        {t('iam.trust.mfa')}
      </Checkbox>
    </SpaceBetween>
  );
}

async function listProviders(kind: TrustChoice['kind'], signal: AbortSignal): Promise<string[]> {
  const found =
    kind === 'saml'
      ? (await call('iam', 'ListSAMLProviders', {}, signal)).SAMLProviderList
      : (await call('iam', 'ListOpenIDConnectProviders', {}, signal)).OpenIDConnectProviderList;
  return (found ?? []).flatMap(({ Arn }) => Arn ?? []);
}

function ProviderField({ choice, isStopped, onChange }: FieldsProps) {
  const { t } = useTexts();
  const {
    value = [],
    loading,
    failure,
    reload,
  } = useQuery(choice.kind, (signal) => listProviders(choice.kind, signal));
  const options = value.map((arn) => ({ value: arn, label: arn }));
  return (
    <SpaceBetween size="m">
      {failure && <FailureAlert failure={failure} retry={reload} />}
      <FormField
        label={t('iam.trust.provider')}
        errorText={isStopped && choice.provider === '' && t('iam.trust.provider.choose')}
        stretch
      >
        <Select
          options={options}
          selectedOption={options.find((option) => option.value === choice.provider) ?? null}
          placeholder={t('iam.trust.provider.choose')}
          empty={t('iam.providers.none')}
          statusType={loading ? 'loading' : 'finished'}
          onChange={({ detail }) => onChange({ provider: detail.selectedOption.value ?? '' })}
        />
      </FormField>
    </SpaceBetween>
  );
}

function TokenFields({ choice, onChange }: FieldsProps) {
  const { t } = useTexts();
  return (
    <SpaceBetween size="m">
      <FormField label={t('iam.trust.audience')} description={t('iam.trust.audience.lead')}>
        <Input
          value={choice.audience}
          onChange={({ detail }) => onChange({ audience: detail.value })}
        />
      </FormField>
      <FormField label={t('iam.trust.subject')} description={t('iam.trust.subject.lead')}>
        <Input
          value={choice.subject}
          onChange={({ detail }) => onChange({ subject: detail.value })}
        />
      </FormField>
    </SpaceBetween>
  );
}
