import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Tiles, { type TilesProps } from '@cloudscape-design/components/tiles';
import { browserSupportsWebAuthn } from '@simplewebauthn/browser';
import { useState } from 'react';
import { useAction } from '../api/use-action.ts';
import { type Translate, useTexts } from '../i18n/texts.tsx';
import { FormModal } from '../shown/form-modal.tsx';
import { isDeviceName } from './device-name.ts';

/** A device that somebody wishes to register. */
export interface NewDevice {
  readonly kind: 'passkey' | 'app';
  readonly name: string;
}

/** Why no passkey can be registered; undefined when one can (R052). */
function obstacle(isAddressFit: boolean, t: Translate): string | undefined {
  if (!isAddressFit) return t('mfa.passkey.address');
  return browserSupportsWebAuthn() ? undefined : t('mfa.passkey.browser');
}

const KINDS: readonly NewDevice['kind'][] = ['passkey', 'app'];

/** Asks for the kind and the name of a new device. */
export function ChooseDevice(props: {
  readonly isAddressFit: boolean;
  /** Kinds that may be registered; where nothing is said all of them. */
  readonly kinds?: readonly NewDevice['kind'][];
  readonly onClose: () => void;
  readonly onChoose: (device: NewDevice) => void;
}) {
  const { t } = useTexts();
  const { kinds = KINDS } = props;
  const hindered = obstacle(props.isAddressFit, t);
  const usable = kinds.filter((each) => each === 'app' || hindered === undefined);
  const [kind, setKind] = useState<NewDevice['kind']>(usable[0] ?? 'passkey');
  const [name, setName] = useState('');
  const next = useAction(async () => props.onChoose({ kind, name }));
  const isWrong = name !== '' && !isDeviceName(name);
  return (
    <FormModal
      title={t('mfa.register')}
      submit={t('common.next')}
      action={next}
      ready={isDeviceName(name) && usable.includes(kind)}
      onClose={props.onClose}
      onDone={() => undefined}
    >
      <FormField
        label={t('mfa.name')}
        constraintText={t('mfa.name.rule')}
        errorText={isWrong ? t('mfa.name.wrong') : ''}
      >
        <Input value={name} onChange={({ detail }) => setName(detail.value)} />
      </FormField>
      <FormField label={t('mfa.kind')} stretch>
        <Tiles
          value={kind}
          columns={1}
          items={tilesOf(hindered, t).filter(({ value }) => kinds.some((each) => each === value))}
          onChange={({ detail }) => setKind(detail.value === 'passkey' ? 'passkey' : 'app')}
        />
      </FormField>
    </FormModal>
  );
}

function tilesOf(hindered: string | undefined, t: Translate): TilesProps.TilesDefinition[] {
  return [
    {
      value: 'passkey',
      label: t('mfa.kind.passkey'),
      description: hindered ?? t('mfa.kind.passkey.lead'),
      disabled: hindered !== undefined,
    },
    { value: 'app', label: t('mfa.kind.app'), description: t('mfa.kind.app.lead') },
  ];
}
