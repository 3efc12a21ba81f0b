/**
 * web/console/iam/editor: writing a policy. Owns: the text with its line numbers, what the server
 * finds in it while it is written, and the question what it would decide. Does not own: the rules
 * (gatehouse:ValidatePolicy) and the decision (iam:Simulate…), which the server makes.
 */
import Button from '@cloudscape-design/components/button';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useId, useRef } from 'react';
import { CopyButton } from '../../../shared/shown/code-block.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { CodeArea, type CodeAreaHandle } from './code-area.tsx';
import { Explain } from './explain.tsx';
import { Findings } from './findings.tsx';
import type { Subject } from './simulate.ts';
import { formatted } from './text-places.ts';
import { type PolicyType, useFindings } from './use-findings.ts';

/** Types of which nothing can be simulated: they are about whoever comes, or allow nothing alone. */
const UNEXPLAINED: readonly PolicyType[] = ['Trust', 'ServiceControl'];

/** A policy's text to be written. */
export function PolicyEditor(props: {
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly type: PolicyType;
  readonly label: string;
  /** Who the policy is for, where that is known. */
  readonly subject?: Subject | undefined;
}) {
  const { t } = useTexts();
  const { value, onChange, type, label } = props;
  const id = useId();
  const area = useRef<CodeAreaHandle>(null);
  const found = useFindings(value, type);
  const invalid = found.findings?.some(({ Type }) => Type === 'ERROR') ?? false;
  return (
    <SpaceBetween size="s">
      <SpaceBetween direction="horizontal" size="xs">
        <Button formAction="none" onClick={() => onChange(formatted(value))}>
          {t('iam.editor.format')}
        </Button>
        <CopyButton text={value} label={t('common.copy')} />
      </SpaceBetween>
      <CodeArea
        ref={area}
        value={value}
        onChange={onChange}
        label={label}
        invalid={invalid}
        describedBy={id}
      />
      <Findings id={id} found={found} onShow={(place) => area.current?.show(place)} />
      {!UNEXPLAINED.includes(type) && (
        <ExpandableSection headerText={t('iam.explain.title')} variant="footer">
          <Explain text={value} subject={props.subject} />
        </ExpandableSection>
      )}
    </SpaceBetween>
  );
}

/** A policy to begin with. */
export const EMPTY_POLICY = JSON.stringify(
  { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: [], Resource: [] }] },
  null,
  2,
);
