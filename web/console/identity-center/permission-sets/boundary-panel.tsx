import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { ApiFailure } from '../../../shared/api/failure.ts';
import { useAction } from '../../../shared/api/use-action.ts';
import { useQuery } from '../../../shared/api/use-query.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { Confirm } from '../../../shared/shown/confirm.tsx';
import { Loaded } from '../../../shared/shown/loaded.tsx';
import { call } from '../../api/call.ts';
import type { OutputOf } from '../../api/operations.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { useInstance } from '../shared/instance.tsx';
import { SetBoundary } from './set-boundary.tsx';

type Boundary = OutputOf<
  'sso-admin',
  'GetPermissionsBoundaryForPermissionSet'
>['PermissionsBoundary'];

/** The most that the policies of a permission set can allow. */
export function BoundaryPanel({ arn: PermissionSetArn }: { readonly arn: string }) {
  const { t } = useTexts();
  const tell = useTell();
  const { arn: InstanceArn } = useInstance();
  const set = { InstanceArn, PermissionSetArn };
  const [dialog, setDialog] = useState<'set' | 'remove'>();
  const query = useQuery(`boundary of ${PermissionSetArn}`, async (signal) => ({
    boundary: await findBoundary(set, signal),
  }));
  const close = (): void => setDialog(undefined);
  const removal = useAction(async () => {
    await call('sso-admin', 'DeletePermissionsBoundaryFromPermissionSet', set);
    tell(t('idc.sets.policies.saved'));
    query.reload();
  });
  const boundary = query.value?.boundary;
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t('iam.boundary.lead')}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              {boundary && (
                <Button onClick={() => setDialog('remove')}>{t('iam.boundary.remove')}</Button>
              )}
              <Button disabled={!query.value} onClick={() => setDialog('set')}>
                {t(boundary ? 'iam.boundary.change' : 'iam.boundary.set')}
              </Button>
            </SpaceBetween>
          }
        >
          {t('iam.boundary')}
        </Header>
      }
    >
      <Loaded query={query}>
        {(value) => (
          <span className="value">
            {value.boundary ? textOf(value.boundary) : t('iam.boundary.none')}
          </span>
        )}
      </Loaded>
      {dialog === 'set' && <SetBoundary set={set} onClose={close} onDone={query.reload} />}
      {dialog === 'remove' && (
        <Confirm
          title={t('iam.boundary.remove')}
          submit={t('iam.boundary.remove')}
          action={removal}
          onClose={close}
        >
          {t('idc.sets.policies.later')}
        </Confirm>
      )}
    </Container>
  );
}

async function findBoundary(
  set: { readonly InstanceArn: string; readonly PermissionSetArn: string },
  signal: AbortSignal,
): Promise<Boundary> {
  try {
    const operation = 'GetPermissionsBoundaryForPermissionSet';
    return (await call('sso-admin', operation, set, signal)).PermissionsBoundary;
  } catch (error) {
    const isNone = error instanceof ApiFailure && error.code === 'ResourceNotFoundException';
    if (isNone) return undefined;
    throw error;
  }
}

function textOf(boundary: NonNullable<Boundary>): string {
  const { ManagedPolicyArn: arn, CustomerManagedPolicyReference: reference } = boundary;
  return arn ?? `${reference?.Path ?? '/'}${reference?.Name ?? ''}`;
}
