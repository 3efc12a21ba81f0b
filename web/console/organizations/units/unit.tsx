import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { useState } from 'react';
import { useParams } from 'react-router';
import { useQuery } from '../../../shared/api/use-query.ts';
import { Loaded } from '../../../shared/shown/loaded.tsx';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { EntityPage } from '../../iam/shared/entity-page.tsx';
import { Facts } from '../../iam/shared/facts.tsx';
import { paths } from '../shared/paths.ts';
import { ResourceTags } from '../shared/resource-tags.tsx';
import { TargetPolicies } from '../shared/target-policies.tsx';
import { Children } from './children.tsx';
import { UNIT } from './delete-unit.ts';
import { UnitName } from './unit-name.tsx';

interface Unit {
  readonly id: string;
  readonly name: string;
  readonly arn: string | undefined;
}

/** One organizational unit, or the root. */
export function Component() {
  const { t } = useTexts();
  const { id = '' } = useParams();
  const isRoot = id.startsWith('r-');
  const [dialog, setDialog] = useState<'rename' | 'create'>();
  const [turn, setTurn] = useState(0);
  const query = useQuery(id, (signal) => (isRoot ? findRoot(id, signal) : findUnit(id, signal)));
  const name = query.value?.name ?? id;
  const close = (): void => setDialog(undefined);
  return (
    <EntityPage
      name={name}
      id={id}
      list={{ text: t('frame.org.accounts'), href: paths.accounts }}
      deletion={query.value && !isRoot ? UNIT : undefined}
      actions={
        query.value && (
          <SpaceBetween direction="horizontal" size="xs">
            <Button onClick={() => setDialog('create')}>{t('org.units.create')}</Button>
            {!isRoot && <Button onClick={() => setDialog('rename')}>{t('org.rename')}</Button>}
          </SpaceBetween>
        )
      }
    >
      <Loaded query={query}>{(unit) => <Details key={turn} unit={unit} />}</Loaded>
      {dialog === 'rename' && <UnitName of={{ id, name }} onClose={close} onDone={query.reload} />}
      {dialog === 'create' && (
        <UnitName below={id} onClose={close} onDone={() => setTurn(turn + 1)} />
      )}
    </EntityPage>
  );
}

async function findUnit(OrganizationalUnitId: string, signal: AbortSignal): Promise<Unit> {
  const input = { OrganizationalUnitId };
  const answer = await call('organizations', 'DescribeOrganizationalUnit', input, signal);
  const { Name: name = '', Arn: arn } = answer.OrganizationalUnit ?? {};
  return { id: OrganizationalUnitId, name, arn };
}

async function findRoot(id: string, signal: AbortSignal): Promise<Unit> {
  const { Roots = [] } = await call('organizations', 'ListRoots', {}, signal);
  const { Name: name = '', Arn: arn } = Roots.find(({ Id }) => Id === id) ?? {};
  return { id, name, arn };
}

function Details({ unit }: { readonly unit: Unit }) {
  const { t } = useTexts();
  const { id, name, arn } = unit;
  return (
    <>
      <Facts arn={arn} items={[['ID', id]]} />
      <Tabs
        tabs={[
          { id: 'children', label: t('org.units.children'), content: <Children id={id} /> },
          {
            id: 'policies',
            label: t('org.policies.title'),
            content: <TargetPolicies id={id} name={name} />,
          },
          { id: 'tags', label: t('iam.tags'), content: <ResourceTags id={id} /> },
        ]}
      />
    </>
  );
}
