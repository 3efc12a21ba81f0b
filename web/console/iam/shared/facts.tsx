import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import type { ReactNode } from 'react';
import { Copied } from '../../../shared/shown/code-block.tsx';
import { useTexts } from '../../i18n/texts.tsx';

/** What is known of one thing, in columns: label and value. */
export function Facts(props: {
  readonly items: readonly (readonly [label: string, value: ReactNode])[];
  readonly arn?: string | undefined;
  readonly actions?: ReactNode;
}) {
  const { t } = useTexts();
  const { items, arn } = props;
  const pairs = items.map(([label, value]) => ({
    label,
    value: <span className="value">{value ?? '-'}</span>,
  }));
  const own = arn === undefined ? [] : [{ label: 'ARN', value: <Copied text={arn} label="ARN" /> }];
  return (
    <Container
      header={
        <Header variant="h2" actions={props.actions}>
          {t('iam.summary')}
        </Header>
      }
    >
      <KeyValuePairs columns={3} minColumnWidth={180} items={[...own, ...pairs]} />
    </Container>
  );
}
