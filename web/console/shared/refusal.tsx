import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ApiFailure } from '../../shared/api/failure.ts';
import { useQuery } from '../../shared/api/use-query.ts';
import { CodeBlock } from '../../shared/shown/code-block.tsx';
import { call } from '../api/call.ts';
import { useTexts } from '../i18n/texts.tsx';
import { policyKind } from './policy-kind.ts';
import {
  denyingStatements,
  nearStatements,
  neededStatement,
  readRefusal,
  type ToldMismatch,
  type ToldRefusal,
  type ToldStatement,
} from './refusal-message.ts';

/**
 * A call that permissions refused: what was asked of what, and, for a reader who may decode it,
 * which statement decided and what would allow it.
 */
export function Refusal({ failure }: { readonly failure: ApiFailure }) {
  const { t } = useTexts();
  const encoded = failure.authorizationMessage;
  const { value } = useQuery(encoded, async (signal) => {
    const input = { EncodedMessage: encoded ?? '' };
    return readRefusal(
      (await call('sts', 'DecodeAuthorizationMessage', input, signal)).DecodedMessage,
    );
  });
  return (
    <Alert type="warning" header={t('refusal.title', { operation: failure.operation })}>
      <SpaceBetween size="xs">
        <span className="value">{failure.message}</span>
        {value ? <Explained told={value} /> : <span>{t('refusal.ask')}</span>}
        {failure.requestId !== undefined && (
          <Box variant="small">{t('failure.request', { id: failure.requestId })}</Box>
        )}
      </SpaceBetween>
    </Alert>
  );
}

function Explained({ told }: { readonly told: ToldRefusal }) {
  const { t } = useTexts();
  const denying = denyingStatements(told);
  const near = nearStatements(told);
  return (
    <ExpandableSection headerText={t('refusal.why')}>
      <SpaceBetween size="s">
        {denying.length > 0 ? (
          <Box>
            {t('refusal.denied')}
            <ul>
              {denying.map((statement) => (
                <li key={keyOf(statement)}>{nameOf(statement, t)}</li>
              ))}
            </ul>
          </Box>
        ) : (
          <Box>{t('refusal.implicit')}</Box>
        )}
        {near.length > 0 && (
          <Box>
            {t('refusal.near')}
            <ul>
              {near.map((statement) => (
                <li key={keyOf(statement)}>
                  {nameOf(statement, t)}: {mismatchOf(statement, t)}
                </li>
              ))}
            </ul>
          </Box>
        )}
        <Box>{denying.length > 0 ? t('refusal.changeDeny') : t('refusal.add')}</Box>
        {denying.length === 0 && <CodeBlock text={neededStatement(told)} />}
      </SpaceBetween>
    </ExpandableSection>
  );
}

type Translate = ReturnType<typeof useTexts>['t'];

const keyOf = ({ policyType, policy, statement }: ToldStatement): string =>
  `${policyType} ${policy} ${statement}`;

function nameOf(told: ToldStatement, t: Translate): string {
  const { policy, policyType: kind, statement, statementId } = told;
  const sid = statementId ? ` (${statementId})` : '';
  return t('refusal.statement', {
    policy,
    kind: policyKind(kind, t),
    statement: `${statement}${sid}`,
  });
}

function mismatchOf({ element, key, expected, received }: ToldMismatch, t: Translate): string {
  return t('refusal.mismatch', {
    element: key === undefined ? element : `${element} ${key}`,
    expected: expected.join(', '),
    received: received.length > 0 ? received.join(', ') : t('common.none'),
  });
}
