import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import type { ReactNode } from 'react';

/** Some settings that belong together, with what changes them. */
export function Panel(props: {
  readonly title: string;
  readonly description?: string;
  readonly actions?: ReactNode;
  readonly items: readonly (readonly [label: string, value: ReactNode])[];
  readonly children?: ReactNode;
}) {
  const { title, description, actions, items, children } = props;
  return (
    <Container
      header={
        <Header variant="h2" description={description} actions={actions}>
          {title}
        </Header>
      }
    >
      <KeyValuePairs columns={2} items={items.map(([label, value]) => ({ label, value }))} />
      {children}
    </Container>
  );
}
