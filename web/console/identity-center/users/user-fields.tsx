import FormField from '@cloudscape-design/components/form-field';
import Grid from '@cloudscape-design/components/grid';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useTexts } from '../../i18n/texts.tsx';
import { type NewUser, namesIn, offeredName } from './new-user.ts';

const HALVES = [{ colspan: { default: 12, xs: 6 } }, { colspan: { default: 12, xs: 6 } }];

/** User name, e-mail address and names; the display name follows the names until it is changed. */
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
      <FormField label={t('idc.users.name')} description={t('idc.users.name.lead')}>
        <Input
          value={user.userName}
          autoComplete={false}
          onChange={({ detail }) => onChange({ userName: detail.value })}
        />
      </FormField>
      <FormField label={t('org.email')} description={t('idc.users.email.lead')}>
        <Input
          type="email"
          value={user.email}
          autoComplete={false}
          onChange={({ detail }) => onChange({ email: detail.value })}
        />
      </FormField>
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
    </SpaceBetween>
  );
}
