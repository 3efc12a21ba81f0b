import FormField from '@cloudscape-design/components/form-field';
import Grid from '@cloudscape-design/components/grid';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { LANGUAGE_NAMES, LANGUAGES } from '../../../shared/i18n/languages.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { CheckedField } from '../../shared/checked-field.tsx';
import { type NewUser, namesIn, offeredName } from './new-user.ts';

const HALVES = [{ colspan: { default: 12, xs: 6 } }, { colspan: { default: 12, xs: 6 } }];

/** User name, e-mail address, names and language; the display name follows the names until it is changed. */
export function UserFields(props: {
  readonly user: NewUser;
  readonly onChange: (part: Partial<NewUser>) => void;
}) {
  const { t, language } = useTexts();
  const { user, onChange } = props;
  const changeName = (part: Pick<Partial<NewUser>, 'givenName' | 'familyName'>): void => {
    const isOffered = user.displayName === offeredName(user, language);
    const displayName = isOffered ? offeredName({ ...user, ...part }, language) : user.displayName;
    onChange({ ...part, displayName });
  };
  return (
    <SpaceBetween size="m">
      <CheckedField
        as="userName"
        label={t('idc.users.name')}
        description={t('idc.users.name.lead')}
        value={user.userName}
        onChange={(userName) => onChange({ userName })}
      />
      <CheckedField
        as="email"
        label={t('org.email')}
        description={t('idc.users.email.lead')}
        value={user.email}
        onChange={(email) => onChange({ email })}
      />
      <Grid gridDefinition={HALVES}>
        {namesIn(language).map((name) => (
          <FormField key={name} label={t(`idc.users.${name}`)}>
            <Input
              value={user[name]}
              autoComplete={false}
              onChange={({ detail }) => changeName({ [name]: detail.value })}
            />
          </FormField>
        ))}
      </Grid>
      <FormField label={t('idc.users.displayName')} description={t('idc.users.displayName.lead')}>
        <Input
          value={user.displayName}
          autoComplete={false}
          onChange={({ detail }) => onChange({ displayName: detail.value })}
        />
      </FormField>
      <FormField label={t('idc.users.language')} description={t('idc.users.language.lead')}>
        <Select
          options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          selectedOption={{ value: user.language, label: LANGUAGE_NAMES[user.language] }}
          onChange={({ detail }) =>
            onChange({ language: detail.selectedOption.value === 'ko' ? 'ko' : 'en' })
          }
        />
      </FormField>
    </SpaceBetween>
  );
}
