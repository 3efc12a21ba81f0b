import {
  flag,
  type ModelledOperation,
  moment,
  one,
  required,
  structure,
  text,
  whole,
} from './schema.ts';

const INSTANCE_ARN = text('ARN of the instance.');
const SUBDOMAIN = text(
  "The name in the portal's address besides the identity store's id; it is chosen once.",
);
const SESSION_MINUTES = whole(
  'How long a portal session lasts, in minutes: 15 to 129600, which are 90 days.',
);
const ACCOUNT_INSTANCES = flag(
  'Whether member accounts of the organization may create account instances of their own.',
);

const settings = {
  SessionMinutes: SESSION_MINUTES,
  MfaMode: text('When a second factor is asked for: `never`, `context-aware` or `always`.'),
  MfaTypes: text(
    'Which devices there may be, divided by commas: `passkey`, `authenticator`, or both.',
  ),
  WithoutDevice: text(
    'What becomes of somebody without a device who needs one: `enrol`, `mailed-code`, `block` or `allow`.',
  ),
  UsersManageDevices: flag('Whether people add and remove their own devices.'),
  AccountInstances: ACCOUNT_INSTANCES,
};

const instance = structure('IdentityCenterInstance', {
  InstanceArn: required(INSTANCE_ARN),
  IdentityStoreId: required(text('Id of the identity store: `d-` and ten hexadecimal digits.')),
  Kind: required(text('`organization` or `account`.')),
  OwnerAccountId: required(text('The account that owns the instance.')),
  Region: required(text('The Region of the instance.')),
  Name: text('Its name.'),
  CreatedAt: required(moment('When it was enabled or created.')),
  Subdomain: SUBDOMAIN,
  StartUrl: required(text("The portal's address: with the subdomain when there is one.")),
  DefaultStartUrl: required(text("The portal's address with the identity store's id.")),
  AwsStartUrl: required(
    text('The address in the form that AWS has, which command lines take too.'),
  ),
  ...settings,
});

/** Identity Center: what AWS does in its console and has no operation for. */
export const identityCenterOperations = {
  EnableIdentityCenter: {
    about:
      'Enables the organization instance of IAM Identity Center in the management account, and trusted access of sso.amazonaws.com with it.',
    input: structure('EnableIdentityCenterRequest', {
      Region: text('The Region of the instance. Default: the Region of the call.'),
      Name: text('A name for the instance.'),
    }),
    output: structure('EnableIdentityCenterResponse', {
      InstanceArn: required(INSTANCE_ARN),
      IdentityStoreId: required(text('Id of the identity store.')),
      StartUrl: required(text("The portal's address.")),
    }),
    errors: ['ConflictException', 'ValidationException'],
  },
  DescribeIdentityCenter: {
    about: 'An instance of IAM Identity Center with its settings and its addresses.',
    input: structure('DescribeIdentityCenterRequest', { InstanceArn: required(INSTANCE_ARN) }),
    output: structure('DescribeIdentityCenterResponse', {
      Instance: required(one(instance, 'The instance.')),
    }),
    errors: [],
  },
  UpdateIdentityCenterSettings: {
    about: 'Changes the settings that are named; the others stay as they are.',
    input: structure('UpdateIdentityCenterSettingsRequest', {
      InstanceArn: required(INSTANCE_ARN),
      Subdomain: SUBDOMAIN,
      ...settings,
    }),
    output: structure('UpdateIdentityCenterSettingsResponse', {
      Instance: required(one(instance, 'The instance as it is now.')),
    }),
    errors: ['ConflictException', 'ValidationException'],
  },
} as const satisfies Readonly<Record<string, ModelledOperation>>;
