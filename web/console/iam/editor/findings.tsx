import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import LiveRegion from '@cloudscape-design/components/live-region';
import StatusIndicator, {
  type StatusIndicatorProps,
} from '@cloudscape-design/components/status-indicator';
import { FailureAlert } from '../../../shared/shown/failure-alert.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import type { TextPlace } from './text-places.ts';
import type { Finding, useFindings } from './use-findings.ts';

const STATUS: Readonly<Record<string, StatusIndicatorProps.Type>> = {
  ERROR: 'error',
  SECURITY_WARNING: 'warning',
  WARNING: 'warning',
  SUGGESTION: 'info',
};

type Kind = 'ERROR' | 'SECURITY_WARNING' | 'WARNING' | 'SUGGESTION';

/** What was found in a policy; each finding leads to its line. */
export function Findings(props: {
  readonly id: string;
  readonly found: ReturnType<typeof useFindings>;
  readonly onShow: (place: TextPlace) => void;
}) {
  const { t } = useTexts();
  const { findings = [], failure, loading } = props.found;
  const errors = findings.filter(({ Type }) => Type === 'ERROR').length;
  const others = findings.length - errors;
  return (
    <div id={props.id}>
      {failure && <FailureAlert failure={failure} />}
      <LiveRegion>
        {props.found.findings && (
          <Box color="text-body-secondary" padding={{ bottom: 'xs' }}>
            {findings.length === 0
              ? t('iam.editor.clean')
              : t('iam.editor.found', { errors, others })}
            {loading && ` ${t('iam.editor.checking')}`}
          </Box>
        )}
      </LiveRegion>
      <ul className="findings">
        {findings.map((finding) => (
          <li key={`${finding.Code} ${finding.Path} ${finding.Line} ${finding.Column}`}>
            <FindingLine finding={finding} onShow={props.onShow} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function FindingLine(props: {
  readonly finding: Finding;
  readonly onShow: (place: TextPlace) => void;
}) {
  const { t } = useTexts();
  const { Type, Code, Message, Line, Column } = props.finding;
  return (
    <>
      <StatusIndicator type={STATUS[Type] ?? 'info'} wrapText>
        <strong>{t(`iam.editor.type.${Type as Kind}`)}</strong>{' '}
        <span className="value">{Message}</span>
      </StatusIndicator>{' '}
      <Button
        variant="inline-link"
        formAction="none"
        ariaLabel={t('iam.editor.go', { line: Line, code: Code })}
        onClick={() => props.onShow({ line: Line, column: Column })}
      >
        {t('iam.editor.line', { line: Line })}
      </Button>
    </>
  );
}
