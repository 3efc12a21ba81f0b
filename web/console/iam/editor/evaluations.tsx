import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import LiveRegion from '@cloudscape-design/components/live-region';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useQuery } from '../../../shared/api/use-query.ts';
import { useTexts } from '../../i18n/texts.tsx';
import type { Evaluation, Matched } from './simulate.ts';
import { sourceText } from './source-text.ts';
import { cutStatement } from './text-places.ts';

type Shown = Pick<
  Evaluation,
  'MatchedStatements' | 'MissingContextValues' | 'PermissionsBoundaryDecisionDetail'
> & { readonly action: string; readonly resource: string; readonly decision: string };

interface Sources {
  readonly text: string | undefined;
  readonly arn: string | undefined;
}

/** What was decided of each action and resource, with the statements that decided. */
export function Evaluations(
  props: Sources & {
    readonly results: readonly Evaluation[];
    /** Asks again with a value for a condition key. */
    readonly onAsk: (key: string) => void;
  },
) {
  return (
    <LiveRegion>
      <SpaceBetween size="s">
        {props.results.flatMap(shownOf).map((one) => (
          <OneResult
            key={`${one.action} ${one.resource}`}
            result={one}
            text={props.text}
            arn={props.arn}
            onAsk={props.onAsk}
          />
        ))}
      </SpaceBetween>
    </LiveRegion>
  );
}

function shownOf(result: Evaluation): Shown[] {
  const { EvalActionName: action, ResourceSpecificResults: each = [] } = result;
  if (each.length === 0) {
    return [
      {
        ...result,
        action,
        resource: result.EvalResourceName ?? '*',
        decision: result.EvalDecision,
      },
    ];
  }
  return each.map((one) => ({
    ...one,
    action,
    resource: one.EvalResourceName,
    decision: one.EvalResourceDecision,
  }));
}

function OneResult(
  props: Sources & { readonly result: Shown; readonly onAsk: (key: string) => void },
) {
  const { t } = useTexts();
  const { action, resource, decision, MatchedStatements: matched = [] } = props.result;
  const { MissingContextValues: missing = [], PermissionsBoundaryDecisionDetail: boundary } =
    props.result;
  return (
    <Container>
      <SpaceBetween size="xs">
        <div>
          <StatusIndicator type={decision === 'allowed' ? 'success' : 'error'}>
            {t(`iam.explain.${decision as 'allowed' | 'explicitDeny' | 'implicitDeny'}`)}
          </StatusIndicator>{' '}
          <span className="value">{t('iam.explain.asked', { action, resource })}</span>
        </div>
        {boundary && !boundary.AllowedByPermissionsBoundary && (
          <Box>{t('iam.explain.boundary')}</Box>
        )}
        {matched.map((statement) => (
          <DecidingStatement
            key={`${statement.SourcePolicyId} ${statement.StartPosition?.Line} ${statement.StartPosition?.Column}`}
            statement={statement}
            text={props.text}
            arn={props.arn}
          />
        ))}
        {missing.length > 0 && (
          <Box>
            {t('iam.explain.missing')}{' '}
            <SpaceBetween direction="horizontal" size="xs">
              {missing.map((key) => (
                <Button
                  key={key}
                  formAction="none"
                  variant="inline-link"
                  onClick={() => props.onAsk(key)}
                >
                  {key}
                </Button>
              ))}
            </SpaceBetween>
          </Box>
        )}
      </SpaceBetween>
    </Container>
  );
}

function DecidingStatement({ statement, text, arn }: Sources & { readonly statement: Matched }) {
  const { t } = useTexts();
  const { SourcePolicyId: id = '', StartPosition: start, EndPosition: end } = statement;
  const { value } = useQuery(`${id} ${arn} ${text}`, (signal) => sourceText(id, text, arn, signal));
  const isText = id.startsWith('PolicyInputList.');
  const policy = isText ? t('iam.explain.thisText') : id;
  const place = { line: start?.Line ?? 1, column: start?.Column ?? 1 };
  const [before, marked, after] =
    value === undefined
      ? ['', '', '']
      : cutStatement(value, place, { line: end?.Line ?? 1, column: end?.Column ?? 1 });
  return (
    <section aria-label={t('iam.explain.decidedBy', { policy, line: place.line })}>
      <Box variant="small">{t('iam.explain.decidedBy', { policy, line: place.line })}</Box>
      {value !== undefined && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
        <pre className="code" tabIndex={0}>
          {before}
          <mark className="code-mark">{marked}</mark>
          {after}
        </pre>
      )}
    </section>
  );
}
