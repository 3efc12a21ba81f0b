import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '../../../shared/api/use-query.ts';
import { CodeBlock } from '../../../shared/shown/code-block.tsx';
import { Loaded } from '../../../shared/shown/loaded.tsx';
import { call } from '../../api/call.ts';
import type { OutputOf } from '../../api/operations.ts';
import type { TextKey } from '../../i18n/messages.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { formatted } from '../../iam/editor/text-places.ts';
import { useInstance } from '../shared/instance.tsx';

type Compared = OutputOf<'gatehouse', 'DescribeProvisionedPermissionSet'>;
type Different = Compared['Differences'][number];

const MEMBERS: Readonly<Record<string, TextKey>> = {
  Description: 'iam.description',
  InlinePolicy: 'idc.sets.inline',
  PermissionsBoundary: 'iam.boundary',
  ManagedPolicies: 'idc.sets.managed',
};

/** What the role in an account has beside what the permission set says now. */
export function Difference(props: {
  readonly permissionSet: string;
  readonly account: string;
  readonly onClose: () => void;
}) {
  const { t } = useTexts();
  const { arn: InstanceArn } = useInstance();
  const { permissionSet: PermissionSetArn, account: AccountId, onClose } = props;
  const input = { InstanceArn, PermissionSetArn, AccountId };
  const query = useQuery(JSON.stringify(input), (signal) =>
    call('gatehouse', 'DescribeProvisionedPermissionSet', input, signal),
  );
  return (
    <Modal
      visible
      size="max"
      header={t('idc.diff.title', { account: AccountId })}
      closeAriaLabel={t('common.close')}
      onDismiss={onClose}
      footer={
        <Button variant="primary" onClick={onClose}>
          {t('common.close')}
        </Button>
      }
    >
      <Loaded query={query}>{(compared) => <Shown compared={compared} />}</Loaded>
    </Modal>
  );
}

function Shown({ compared }: { readonly compared: Compared }) {
  const { t } = useTexts();
  const { Differences: differences, Outdated: isOutdated } = compared;
  return (
    <SpaceBetween size="l">
      <Box>
        {t('idc.diff.role')}: <span className="value">{compared.RoleArn}</span>
      </Box>
      {differences.length === 0 && (
        <Alert type={isOutdated ? 'info' : 'success'}>
          {t(isOutdated ? 'idc.diff.sameOutdated' : 'idc.diff.same')}
        </Alert>
      )}
      {differences.map((one) => (
        <Sides key={one.Member} different={one} />
      ))}
    </SpaceBetween>
  );
}

function Sides({ different }: { readonly different: Different }) {
  const { t } = useTexts();
  const { Member: member } = different;
  const name = t(MEMBERS[member] ?? 'common.unknown');
  const textOf = (text: string | undefined): string => {
    if (text === undefined || text === '') return t('common.none');
    return member === 'InlinePolicy' ? formatted(text) : text;
  };
  const sides = [
    [t('idc.diff.provisioned'), different.Provisioned],
    [t('idc.diff.current'), different.Current],
  ] as const;
  return (
    <div>
      <Box variant="h3">{name}</Box>
      <ColumnLayout columns={2}>
        {sides.map(([title, text]) => (
          <div key={title}>
            <Box variant="awsui-key-label">{title}</Box>
            <CodeBlock text={textOf(text)} label={`${name}: ${title}`} />
          </div>
        ))}
      </ColumnLayout>
    </div>
  );
}
