import {
  flag,
  listOf,
  type ModelledOperation,
  moment,
  required,
  structure,
  text,
} from './schema.ts';

const SERIAL = required(text('Serial number of the device.'));
const LABEL = required(text('What the device is called.'));

/** A device, as lists tell it. */
export const device = structure('MFADeviceDetail', {
  SerialNumber: SERIAL,
  Kind: required(
    text('`virtual` for an authenticator app, `passkey` for a passkey or security key.'),
  ),
  Label: LABEL,
  EnableDate: required(moment('Since when the person has the device.')),
  LastUsedDate: moment('When it was used last.'),
  Synced: flag('Whether a passkey is kept by a service that copies it to several devices.'),
  MarkedAsCopied: required(
    flag('Whether the counter of the device went backwards: it is accepted no more.'),
  ),
});

/** Devices of one's own as far as IAM has no operation for them. */
export const mfaOperations = {
  ListMFADeviceDetails: {
    about:
      'Lists MFA devices with their labels and last use. Decided by iam:ListMFADevices on the user.',
    input: structure('ListMFADeviceDetailsRequest', {
      UserName: text('The IAM user whose devices are listed; your own unless told.'),
    }),
    output: structure('ListMFADeviceDetailsResponse', {
      Devices: required(listOf(device, 'The devices, oldest first.')),
      PasskeysUnavailable: text('Why no passkey can be registered at this address, if none can.'),
    }),
    errors: [],
  },
  StartPasskeyRegistration: {
    about:
      'Begins the registration of a passkey or security key for yourself. Decided by iam:EnableMFADevice on the user.',
    input: structure('StartPasskeyRegistrationRequest', {}),
    output: structure('StartPasskeyRegistrationResponse', {
      Options: required(
        text(
          'A JSON text for `PublicKeyCredential.parseCreationOptionsFromJSON` of the browser, valid for ten minutes.',
        ),
      ),
    }),
    errors: [],
  },
  CompletePasskeyRegistration: {
    about:
      'Ends the registration with what the browser answered. Decided by iam:EnableMFADevice on the user.',
    input: structure('CompletePasskeyRegistrationRequest', {
      Response: required(text('The JSON text of the credential that the browser made.')),
      Label: LABEL,
    }),
    output: structure('CompletePasskeyRegistrationResponse', { SerialNumber: SERIAL }),
    errors: [],
  },
  RenameMFADevice: {
    about: 'Gives a device of your own another label. Decided by iam:EnableMFADevice on the user.',
    input: structure('RenameMFADeviceRequest', { SerialNumber: SERIAL, Label: LABEL }),
    output: structure('RenameMFADeviceResponse', {}),
    errors: ['ResourceNotFoundException'],
  },
} as const satisfies Readonly<Record<string, ModelledOperation>>;
