import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import { useQuery } from '../../../shared/api/use-query.ts';
import { FailureAlert } from '../../../shared/shown/failure-alert.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { listRoots, listUnits } from '../tree/nodes.ts';
import type { TreeNode } from '../tree/tree-node.ts';

/** A unit with the names of what is above it: `Root / Work / Development`. */
export interface Place {
  readonly id: string;
  readonly path: string;
}

/** The root and every unit, each after what is above it. */
export async function listPlaces(signal: AbortSignal): Promise<Place[]> {
  const walk = async (node: TreeNode, above: string): Promise<Place[]> => {
    const path = above === '' ? node.name : `${above} / ${node.name}`;
    const below = await listUnits(node.id, signal);
    const places: Place[] = [{ id: node.id, path }];
    for (const unit of below) places.push(...(await walk(unit, path)));
    return places;
  };
  const places: Place[] = [];
  for (const root of await listRoots(signal)) places.push(...(await walk(root, '')));
  return places;
}

/** A field that chooses the root or a unit; `without` is not offered. */
export function UnitPicker(props: {
  readonly label: string;
  readonly value: string | undefined;
  readonly without?: string | undefined;
  readonly onChange: (id: string) => void;
}) {
  const { t } = useTexts();
  const { value, failure, loading } = useQuery('places', listPlaces);
  const options = (value ?? [])
    .filter(({ id }) => id !== props.without)
    .map(({ id, path }) => ({ value: id, label: path, description: id }));
  if (failure) return <FailureAlert failure={failure} />;
  return (
    <FormField label={props.label}>
      <Select
        options={options}
        filteringType="auto"
        statusType={loading ? 'loading' : 'finished'}
        loadingText={t('table.loading')}
        placeholder={t('org.units.choose')}
        selectedOption={options.find((option) => option.value === props.value) ?? null}
        onChange={({ detail }) => props.onChange(detail.selectedOption.value ?? '')}
      />
    </FormField>
  );
}
