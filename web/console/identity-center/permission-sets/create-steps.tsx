import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tiles from '@cloudscape-design/components/tiles';
import { useTexts } from '../../i18n/texts.tsx';
import { PolicyEditor } from '../../iam/editor/policy-editor.tsx';
import { PolicyPicker } from '../../iam/shared/policy-picker.tsx';
import { TagsField, tagsOf } from '../../iam/shared/tags.tsx';
import { CheckedField } from '../../shared/checked-field.tsx';
import { GeneralFields } from './general-fields.tsx';
import { hasPolicies, type NewSet, nameOf } from './new-set.ts';
import { SessionDuration } from './session-duration.tsx';

interface StepProps {
  readonly set: NewSet;
  readonly isStopped: boolean;
  readonly onChange: (part: Partial<NewSet>) => void;
}

/** One policy of AWS, or several and an inline policy. */
export function PoliciesStep({ set, isStopped, onChange }: StepProps) {
  const { t } = useTexts();
  const isCustom = set.kind === 'custom';
  return (
    <SpaceBetween size="l">
      <Tiles
        ariaLabel={t('idc.sets.kind')}
        value={set.kind}
        items={[
          {
            value: 'predefined',
            label: t('idc.sets.predefined'),
            description: t('idc.sets.predefined.lead'),
          },
          {
            value: 'custom',
            label: t('idc.sets.custom'),
            description: t('idc.sets.custom.lead'),
          },
        ]}
        onChange={({ detail }) =>
          onChange({ kind: detail.value === 'custom' ? 'custom' : 'predefined', policies: [] })
        }
      />
      {isStopped && !hasPolicies(set) && (
        <Alert type="error">{t('idc.sets.policies.missing')}</Alert>
      )}
      <PolicyPicker
        key={set.kind}
        title={t('idc.sets.awsPolicies')}
        selected={set.policies}
        onSelect={(policies) => onChange({ policies })}
        only="AWS"
        single={!isCustom}
      />
      {isCustom && (
        <ExpandableSection variant="container" headerText={t('idc.sets.inline')}>
          <PolicyEditor
            value={set.inlinePolicy}
            onChange={(inlinePolicy) => onChange({ inlinePolicy })}
            type="Identity"
            label={t('idc.sets.inline')}
          />
        </ExpandableSection>
      )}
    </SpaceBetween>
  );
}

/** Name, description, session duration, relay state, tags. */
export function DetailsStep({ set, isStopped, onChange }: StepProps) {
  const { t } = useTexts();
  return (
    <Container>
      <SpaceBetween size="m">
        <CheckedField
          as="permissionSet"
          label={t('iam.name')}
          description={t('idc.sets.name.lead')}
          value={set.name}
          placeholder={nameOf(set)}
          problem={isStopped && nameOf(set) === '' && t('iam.name.missing')}
          onChange={(name) => onChange({ name })}
        />
        <GeneralFields general={set} onChange={onChange} />
        <TagsField tags={set.tags} onChange={(tags) => onChange({ tags })} />
      </SpaceBetween>
    </Container>
  );
}

/** Everything that was chosen. */
export function ReviewStep({ set }: Pick<StepProps, 'set'>) {
  const { t } = useTexts();
  const list = (items: readonly string[]): string => items.join(', ') || t('common.none');
  const hasInline = set.kind === 'custom' && set.inlinePolicy.trim() !== '';
  return (
    <Container>
      <KeyValuePairs
        columns={2}
        items={[
          { label: t('iam.name'), value: nameOf(set) },
          { label: t('iam.description'), value: set.description || '-' },
          { label: t('idc.sets.duration'), value: <SessionDuration duration={set.duration} /> },
          { label: t('idc.sets.relayState'), value: set.relayState || '-' },
          {
            label: t('idc.sets.awsPolicies'),
            value: list(set.policies.map(({ PolicyName = '' }) => PolicyName)),
          },
          { label: t('idc.sets.inline'), value: t(hasInline ? 'common.yes' : 'common.no') },
          {
            label: t('iam.tags'),
            value: list(tagsOf(set.tags).map(({ Key, Value }) => `${Key}: ${Value}`)),
          },
        ]}
      />
    </Container>
  );
}
