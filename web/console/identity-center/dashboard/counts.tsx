import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import { useQuery } from '../../../shared/api/use-query.ts';
import { useFormat } from '../../../shared/i18n/format.ts';
import { call } from '../../api/call.ts';
import type { TextKey } from '../../i18n/messages.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { listGroups, listUsers } from '../shared/directory.ts';
import { useInstance } from '../shared/instance.tsx';
import { paths } from '../shared/paths.ts';

/** What the first page of a list tells of its length. */
interface Count {
  readonly count: number;
  readonly hasMore: boolean;
}

type Counted = 'users' | 'groups' | 'permissionSets';

const NAMES: Readonly<Record<Counted, TextKey>> = {
  users: 'frame.idc.users',
  groups: 'frame.idc.groups',
  permissionSets: 'frame.idc.permissionSets',
};

/** How many users, groups and permission sets there are. */
export function Counts() {
  const { t } = useTexts();
  return (
    <Container header={<Header variant="h2">{t('idc.counts')}</Header>}>
      <KeyValuePairs
        columns={3}
        items={(['users', 'groups', 'permissionSets'] as const).map((what) => ({
          label: t(NAMES[what]),
          value: <CountLink what={what} />,
        }))}
      />
    </Container>
  );
}

function CountLink({ what }: { readonly what: Counted }) {
  const format = useFormat();
  const { t } = useTexts();
  const { arn, storeId } = useInstance();
  const { value, failure } = useQuery(`count ${what}`, (signal) =>
    countOf(what, arn, storeId, signal),
  );
  if (failure) return t('common.unknown');
  const text = value ? `${format.number(value.count)}${value.hasMore ? '+' : ''}` : '-';
  return (
    <Link href={paths[what]} fontSize="heading-xl" ariaLabel={`${t(NAMES[what])}: ${text}`}>
      {text}
    </Link>
  );
}

async function countOf(
  what: Counted,
  InstanceArn: string,
  storeId: string,
  signal: AbortSignal,
): Promise<Count> {
  if (what === 'permissionSets') {
    const input = { InstanceArn, MaxResults: 100 };
    const answer = await call('sso-admin', 'ListPermissionSets', input, signal);
    return { count: answer.PermissionSets?.length ?? 0, hasMore: answer.NextToken !== undefined };
  }
  const list = what === 'users' ? listUsers : listGroups;
  const { items, next } = await list(storeId, undefined, signal);
  return { count: items.length, hasMore: next !== undefined };
}
