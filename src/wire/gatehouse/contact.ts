import { LANGUAGE, nothing } from './explanations.ts';
import {
  type ModelledOperation,
  moment,
  one,
  required,
  sensitive,
  structure,
  text,
} from './schema.ts';

const CHANNEL = text('How codes of a sign-in are sent: `email` or `text`.');
const NUMBER = sensitive(text('Phone number in the form of E.164, such as `+821012345678`.'));

const contact = structure('Contact', {
  VerifiedPhoneNumber: sensitive(text('The number that was verified.')),
  VerifiedAt: moment('When the number was verified.'),
  CodeChannel: required(CHANNEL),
  PendingPhoneNumber: sensitive(text('A number that was sent a code and is not verified yet.')),
});

/** The phone of the root user, to which codes can be sent. */
export const contactOperations = {
  GetContact: {
    about: "Answers the root user's phone number and how codes are sent. For the root user only.",
    input: nothing('GetContactRequest'),
    output: structure('GetContactResponse', { Contact: required(one(contact, 'The contact.')) }),
    errors: [],
  },
  StartPhoneVerification: {
    about:
      'Sends a code by text message to a phone number. A number that is verified already stays in use until the new one is. For the root user only.',
    input: structure('StartPhoneVerificationRequest', {
      PhoneNumber: required(NUMBER),
      Language: LANGUAGE,
    }),
    output: structure('StartPhoneVerificationResponse', {
      ExpiresAt: required(moment('Until when the code is accepted.')),
    }),
    errors: [],
  },
  CompletePhoneVerification: {
    about:
      'Verifies the phone number by the code that it was sent. Five wrong codes spend it. For the root user only.',
    input: structure('CompletePhoneVerificationRequest', {
      VerificationCode: required(sensitive(text('The code of the text message.'))),
      CodeChannel: text('How codes are sent from now on: `text` unless told, or `email`.'),
    }),
    output: structure('CompletePhoneVerificationResponse', {
      Contact: required(one(contact, 'The contact as it is now.')),
    }),
    errors: ['InvalidVerificationCodeException'],
  },
  UpdateContact: {
    about: 'Chooses how codes of a sign-in are sent. For the root user only.',
    input: structure('UpdateContactRequest', { CodeChannel: required(CHANNEL) }),
    output: structure('UpdateContactResponse', {
      Contact: required(one(contact, 'The contact as it is now.')),
    }),
    errors: ['ResourceNotFoundException'],
  },
  RemovePhone: {
    about: 'Removes the phone number; codes go by e-mail again. For the root user only.',
    input: nothing('RemovePhoneRequest'),
    output: nothing('RemovePhoneResponse'),
    errors: [],
  },
} as const satisfies Readonly<Record<string, ModelledOperation>>;
