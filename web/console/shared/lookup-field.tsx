import Grid from '@cloudscape-design/components/grid';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import { useEffect, useState } from 'react';
import { useTexts } from '../i18n/texts.tsx';

/** By what is searched, and for which value; an empty value searches for nothing. */
export interface Lookup<Key extends string> {
  readonly key: Key;
  readonly value: string;
}

const PAUSE_MILLISECONDS = 500;

/** Chooses an attribute and a value that the server searches for, a moment after the last letter. */
export function LookupField<Key extends string>(props: {
  readonly keys: readonly { readonly value: Key; readonly label: string }[];
  readonly lookup: Lookup<Key>;
  readonly onChange: (lookup: Lookup<Key>) => void;
}) {
  const { t } = useTexts();
  const { keys, lookup, onChange } = props;
  const [typed, setTyped] = useState(lookup.value);
  useEffect(() => setTyped(lookup.value), [lookup.value]);
  useEffect(() => {
    if (typed === lookup.value) return undefined;
    const timer = setTimeout(() => onChange({ ...lookup, value: typed }), PAUSE_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [typed, lookup, onChange]);
  return (
    <Grid
      gridDefinition={[{ colspan: { default: 12, xs: 4 } }, { colspan: { default: 12, xs: 8 } }]}
    >
      <Select
        selectedOption={keys.find(({ value }) => value === lookup.key) ?? null}
        options={keys}
        ariaLabel={t('lookup.key')}
        onChange={({ detail }) => {
          const key = keys.find(({ value }) => value === detail.selectedOption.value)?.value;
          if (key !== undefined) onChange({ key, value: '' });
        }}
      />
      <Input
        type="search"
        value={typed}
        placeholder={t('lookup.value')}
        ariaLabel={t('lookup.value')}
        onChange={({ detail }) => setTyped(detail.value)}
      />
    </Grid>
  );
}
