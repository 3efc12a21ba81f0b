import { nothing } from './explanations.ts';
import {
  flag,
  listOf,
  type ModelledOperation,
  moment,
  one,
  required,
  structure,
  text,
  whole,
} from './schema.ts';

const KIND = text('`root`, `user`, `assumed-role` or `federated-user`.');
const USER = text('The IAM user whose sessions are meant; your own unless told.');
const ROLE = text('The role whose sessions are meant, all of them, whoever assumed it.');

const region = structure('Region', { RegionName: required(text('Name of the region.')) });

const switched = structure('SwitchedRole', {
  Account: required(text('Account of the session that the role was switched to from.')),
  Arn: required(text('Principal of that session.')),
  DisplayName: text('What the role is shown as.'),
  Color: text('The color it is shown in: six hexadecimal digits.'),
});

const currentSession = structure('CurrentSession', {
  Account: required(text('Account id.')),
  AccountName: required(text('Name of the account.')),
  AccountAlias: text('Alias of the account.'),
  OrganizationId: text('The organization that the account is in.'),
  Arn: required(text('ARN of the principal.')),
  UserId: required(text('Unique id of the principal, as GetCallerIdentity has it.')),
  Kind: required(KIND),
  UserName: text('Name of the IAM user.'),
  RoleName: text('Name of the role.'),
  SessionName: text('Name of the role session or of the federated user.'),
  Email: text("The root user's e-mail address, told to the root user."),
  MfaAuthenticatedAt: moment('When a further factor was shown, if one was.'),
  IssuedAt: moment('Since when the credentials of the call are valid; absent for access keys.'),
  ExpiresAt: moment('When they expire.'),
  SessionId: text('The console session that they came from.'),
  Provider: text('ARN of the identity provider that vouched for the session.'),
  Switched: one(switched, 'Where the role was switched to from, if it was.'),
  PasswordLastChanged: moment("When the user's password was changed last."),
  PasswordExpiresAt: moment("When the user's password expires, if it does."),
  Region: required(text('The home region of this installation.')),
  Regions: required(listOf(region, 'Every region of this installation, the home region first.')),
  PublicUrl: required(text('The address of this installation.')),
});

const sessionSummary = structure('SessionSummary', {
  SessionId: required(text('Id of the session.')),
  Current: required(flag('Whether the call came from this very session.')),
  Arn: required(text('Principal of the session.')),
  Kind: required(KIND),
  Device: required(text('Browser and system, as the browser says: `Firefox 140 on Linux`.')),
  SourceAddress: required(text('Address from which the session was begun.')),
  CreatedAt: required(moment('When it was begun.')),
  LastUsedAt: required(moment('When it was used last, to some minutes.')),
  ExpiresAt: required(moment('When it expires.')),
  CommandLine: flag('True of a command line that is signed in with `aws login`.'),
  ParentSessionId: text('Of a command line: the session that it came from, and ends with.'),
});

/** Console sessions: who one is, on which devices one is signed in, and ending that. */
export const sessionOperations = {
  GetCurrentSession: {
    about: 'Who makes the call, until when, and what of the account and the installation they see.',
    input: nothing('GetCurrentSessionRequest'),
    output: structure('GetCurrentSessionResponse', {
      Session: required(one(currentSession, 'The caller.')),
    }),
    errors: [],
  },
  ListSessions: {
    about:
      'The console sessions that are live, newest first, at most 200, then the command lines that are signed in with `aws login`: of the caller, or of a user or role.',
    input: structure('ListSessionsRequest', { UserName: USER, RoleName: ROLE }),
    output: structure('ListSessionsResponse', {
      Sessions: required(listOf(sessionSummary, 'The sessions.')),
    }),
    errors: [],
  },
  EndSession: {
    about:
      'Ends a console session at once: its cookie, and credentials that came from it, are refused.',
    input: structure('EndSessionRequest', {
      SessionId: required(text('Id of the session.')),
      UserName: USER,
      RoleName: ROLE,
    }),
    output: nothing('EndSessionResponse'),
    errors: ['ResourceNotFoundException'],
  },
  EndSessions: {
    about: 'Ends all console sessions of the caller, or of a user or role.',
    input: structure('EndSessionsRequest', {
      UserName: USER,
      RoleName: ROLE,
      KeepCurrent: flag('Leave the session that the call came from as it is.'),
    }),
    output: structure('EndSessionsResponse', {
      Ended: required(whole('How many were ended.')),
    }),
    errors: [],
  },
} as const satisfies Readonly<Record<string, ModelledOperation>>;
